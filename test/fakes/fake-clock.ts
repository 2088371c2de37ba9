import type { Clock, Time } from '../../src/clock.ts';

/** A Tuesday morning. */
export const MORNING: Time = Date.parse('2026-11-24T09:00:00Z');

type Sleeper = { readonly until: Time; readonly wake: () => void };

/** A clock that stands still until a test advances it; sleepers wake in order, each at its own moment. */
export class FakeClock implements Clock {
  #now: Time;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now: Time = MORNING) {
    this.#now = now;
  }

  now(): Time {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });
  }

  /** Lets `ms` pass, waking whoever sleeps on the way and letting them do their work before time goes on. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const [next] = [...this.#sleepers].sort((a, b) => a.until - b.until);
      if (next === undefined || next.until > end) break;
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      await settled();
    }
    this.#now = end;
  }
}

/** Resolves when everything that could go on without the clock has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
