import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { unknownCommand } from '../../src/dispatch/unknown-command.ts';

it.each([
  ['nov', 'now'],
  ['rotat', 'rotate'],
  ['cancle', 'cancel'],
  ['uninvit', 'uninvite'],
  ['zzzzzz', null],
  ['', null],
])('for “%s” means %s', (typed, nearest) => {
  expect(unknownCommand(typed, commands)).toEqual({ why: 'unknown-command', typed, nearest });
});

it('offers no command that is reached by buttons only', () => {
  expect(unknownCommand('copy-cod', commands)).toMatchObject({ nearest: null });
});
