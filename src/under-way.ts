import type { Log } from './log.ts';

export type UnderWay = {
  /** Never rejects: whatever goes wrong is a bug or a mutilated event, and is logged as `event`. */
  run(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way any more. */
  ended(): Promise<void>;
};

/** What is being done about events, for a stop to wait for. */
export function createUnderWay(log: Log, event: string): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const done = (async () => work())()
        .catch((err: unknown) => log.error({ err }, event))
        .finally(() => running.delete(done));
      running.add(done);
      return done;
    },
    async ended() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
