import { beforeEach, describe, expect, it } from 'vitest';
import { createTurns, type Turns } from '../../adapters/chat/discord/turns.ts';
import { SECOND } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import { FakeClock } from '../fakes/fake-clock.ts';

let clock: FakeClock;
let turns: Turns;
let start: number;
/** Whose turn it was, and when. */
let taken: (readonly [user: string, at: number])[];

const never = new AbortController().signal;
const APART = 525;

beforeEach(() => {
  clock = new FakeClock();
  turns = createTurns(clock);
  start = clock.now();
  taken = [];
});

const open = (user: string) => async () => {
  taken.push([user, clock.now() - start]);
};

/** When to come back, in milliseconds; 0: it was done. */
const come = (user: string, signal = never, work = open(user)): Promise<number> =>
  turns.take(user, signal, work).then(
    () => 0,
    (error: unknown) => (error instanceof DeliveryError ? error.retryAfter : expect.fail(String(error))),
  );

/** Comes until it was done, a little late each time. */
async function comeUntilDone(user: string, late: number): Promise<void> {
  for (;;) {
    const wait = await come(user);
    if (wait === 0) return;
    await clock.sleep(wait + late, never);
  }
}

describe('turns', () => {
  it('come at a distance to those who wait for them, and the others come back one after the other', async () => {
    const all = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((user) => come(user)));
    await clock.advance(2 * SECOND);
    expect(await all).toEqual([0, 0, 0, 0, 4 * APART, 5 * APART]);
    expect(taken).toEqual([
      ['a', 0],
      ['b', APART],
      ['c', 2 * APART],
      ['d', 3 * APART],
    ]);
  });

  it('are not lost by those who are late', async () => {
    const people = 100;
    const done = Promise.all(
      Array.from({ length: people }, async (_, at) => {
        await clock.sleep(at * 50, never);
        await comeUntilDone(`person ${at}`, (at * 37) % 200);
      }),
    );
    await clock.advance(people * APART * 1.02);
    await done;
    expect(new Set(taken.map(([user]) => user)).size).toBe(people);
    const until = (later: number) =>
      Math.min(...taken.slice(later).map(([, at], before) => at - (taken[before]?.[1] ?? 0)));
    // Whoever was late lets the next one go a little earlier, and no more than one of them.
    expect(until(1)).toBeGreaterThanOrEqual(APART - 100);
    expect(until(20)).toBeGreaterThanOrEqual(20 * APART - 100);
  });

  it('keep the time that somebody was given before', async () => {
    const line = Promise.all(['a', 'b', 'c', 'd'].map((user) => come(user)));
    const time = await come('late');
    await clock.advance(50);
    expect(await come('late')).toBe(time - 50);
    await clock.advance(2 * SECOND);
    await line;
  });

  it('wait for the one before, however long that takes', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = come('slow', never, () => promise);
    const second = come('next');
    await clock.advance(SECOND);
    expect(taken).toEqual([]);
    resolve();
    await clock.advance(SECOND);
    expect(await Promise.all([first, second])).toEqual([0, 0]);
    // Discord may have had the one before only when it answered, or a little earlier.
    expect(taken).toEqual([['next', SECOND + APART - 300]]);
  });

  it('are not taken by who does not wait any more, and go on after what went wrong', async () => {
    const gone = new AbortController();
    await come('a');
    const stopped = turns.take('b', gone.signal, open('b'));
    const wrong = turns.take('c', never, async () => {
      throw new Error('wrong');
    });
    const all = Promise.allSettled([stopped, wrong, come('d')]);
    gone.abort();
    await clock.advance(2 * SECOND);
    expect(await all).toMatchObject([
      { reason: { failure: 'failed', reason: 'stopped' } },
      { reason: { message: 'wrong' } },
      { value: 0 },
    ]);
    expect(taken.map(([user]) => user)).toEqual(['a', 'd']);
  });

  it('pause when they came too fast, come more slowly then, and as before when all went well for long', async () => {
    await come('a');
    const waiting = come('b');
    const tooFast = new DeliveryError('later', 'opened-too-fast', SECOND, 'place');
    expect(turns.tooFast('a', tooFast).retryAfter).toBe(10 * SECOND + APART * 1.5);
    await clock.advance(SECOND);
    // Who stood in line comes back after the pause as well.
    expect(await waiting).toBeGreaterThan(9 * SECOND);
    await clock.advance(10 * SECOND);
    const slower = Promise.all([come('a'), come('b')]);
    await clock.advance(SECOND);
    await slower;
    const [one = 0, other = 0] = taken.slice(1).map(([, at]) => at);
    expect(other - one).toBe(APART * 1.5);
    await clock.advance(600 * SECOND);
    const again = Promise.all([come('c'), come('d')]);
    await clock.advance(SECOND);
    await again;
    const [third = 0, fourth = 0] = taken.slice(3).map(([, at]) => at);
    expect(fourth - third).toBe(APART);
  });
});
