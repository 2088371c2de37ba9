import { expect, it } from 'vitest';
import { createTurn } from '../../adapters/chat/telegram/turn.ts';
import type { Clock } from '../../src/clock.ts';
import { TELEGRAM_LIMITS } from '../fakes/telegram/limits.ts';

const never = new AbortController().signal;
const { messages, window } = TELEGRAM_LIMITS.overall;

/** A clock that stands still, and the waits that it was asked for. */
function standing() {
  const waits: number[] = [];
  let now = 1_000_000;
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      waits.push(ms);
    },
  };
  return {
    clock,
    waits,
    pass(ms: number): void {
      now += ms;
    },
  };
}

it('lets nobody wait as long as the limit is not reached', async () => {
  const { clock, waits } = standing();
  const turn = createTurn(clock);
  for (let nth = 0; nth < messages; nth += 1) await turn(never);
  expect(waits).toEqual([]);
});

it('spreads what comes all at once, so that no second holds more than the limit', async () => {
  const { clock, waits, pass } = standing();
  const turn = createTurn(clock);
  for (let nth = 0; nth < messages; nth += 1) await turn(never);
  pass(window / 2);
  for (let nth = 0; nth < 2 * messages; nth += 1) await turn(never);
  expect(waits).toHaveLength(2 * messages);
  expect(Math.min(...waits.slice(0, messages))).toBeGreaterThanOrEqual(window / 2);
  expect(Math.min(...waits.slice(messages))).toBeGreaterThanOrEqual(1.5 * window);
  pass(3 * window);
  await turn(never);
  expect(waits).toHaveLength(2 * messages);
});
