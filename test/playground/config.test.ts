import { expect, it } from 'vitest';
import { playground } from '../../adapters/chat/playground/config.ts';

it('is on unless it is switched off', () => {
  expect(playground.configure({}).kind).toBe('on');
  expect(playground.configure({ PLAYGROUND: 'on' }).kind).toBe('on');
  expect(playground.configure({ PLAYGROUND: 'off' }).kind).toBe('off');
});
