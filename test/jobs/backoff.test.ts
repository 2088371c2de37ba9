import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { backoff, breakerPause } from '../../src/jobs/backoff.ts';
import { costOf } from '../../src/jobs/pace.ts';

const all = (byte: number) => (size: number) => new Uint8Array(size).fill(byte);

it('waits up to two seconds, doubling, five minutes at most', () => {
  const longest = [0, 1, 2, 3, 20, 1_000].map((attempts) => backoff(attempts, all(255)));
  expect(longest).toEqual([2, 4, 8, 16, 300, 300].map((seconds) => seconds * SECOND));
});

it('may try again at once, and spreads evenly in between', () => {
  expect(backoff(3, all(0))).toBe(0);
  expect(backoff(3, (size) => Uint8Array.from({ length: size }, (_, index) => (index === 0 ? 128 : 0)))).toBe(
    8 * SECOND,
  );
});

it('pauses a workspace for a minute, doubling, an hour at most', () => {
  expect([0, 1, 2, 5, 6, 100].map(breakerPause)).toEqual([
    MINUTE,
    2 * MINUTE,
    4 * MINUTE,
    32 * MINUTE,
    HOUR,
    HOUR,
  ]);
});

it('takes what a message costs from the pace of its platform', () => {
  const pace = {
    perPlace: { messages: 1, per: SECOND },
    perWorkspace: { messages: 20, per: MINUTE },
    overall: { messages: 30, per: SECOND, burst: 3 },
  };
  const cost = costOf(new Map([['telegram', pace]]));
  expect(cost('place:telegram:ivan')).toEqual({ each: 1_000, credit: 0 });
  expect(cost('workspace:telegram:acme')).toEqual({ each: 3_000, credit: 0 });
  expect(cost('platform:telegram')).toEqual({ each: 34, credit: 68 });
  expect(cost('place:slack:ivan')).toEqual({ each: 0, credit: 0 });
  expect(cost('nothing')).toEqual({ each: 0, credit: 0 });
});

it('lets conversations be slower than people, where the platform has it so', () => {
  const pace = {
    perPlace: { messages: 1, per: SECOND },
    perWorkspace: { messages: 30, per: SECOND },
    overall: { messages: 30, per: SECOND },
  };
  const perConversation = { messages: 20, per: MINUTE };
  const cost = costOf(new Map(Object.entries({ telegram: { ...pace, perConversation }, slack: pace })));
  expect(cost('place:telegram:ivan')).toEqual({ each: 1_000, credit: 0 });
  expect(cost('place:telegram:in:-100123/4')).toEqual({ each: 3_000, credit: 0 });
  expect(cost('place:slack:in:general')).toEqual({ each: 1_000, credit: 0 });
});
