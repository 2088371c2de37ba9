import { type Clock, systemClock, type Time } from '../../src/clock.ts';

/** Goes as any clock does until it is told to hurry: whoever sleeps by it wakes as much earlier. */
export type HastyClock = Clock & {
  /** From now on it goes so many times as fast; 1 is as any clock does. */
  hurry(speed: number): void;
};

export function createHastyClock(): HastyClock {
  let speed = 1;
  let from: Time = Date.now();
  let since = from;
  let changed = new AbortController();
  const now = () => from + (Date.now() - since) * speed;

  return {
    now,
    async sleep(ms, signal) {
      const until = now() + ms;
      for (let left = ms; left > 0 && !signal.aborted; left = until - now())
        await systemClock.sleep(left / speed, AbortSignal.any([signal, changed.signal]));
    },
    hurry(next) {
      [from, since, speed] = [now(), Date.now(), next];
      const before = changed;
      changed = new AbortController();
      before.abort();
    },
  };
}
