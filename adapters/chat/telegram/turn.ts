import { type Clock, SECOND, type Time } from '../../../src/clock.ts';

/** "About 30 messages per second" in all (pace.ts); a little longer, for the way to Telegram is never the same. */
const MOST = 30;
const WINDOW = SECOND + 30;

/**
 * Waits until one more message keeps to the limit. The job table lets them begin evenly; on a busy machine some are
 * rendered late, and would come together with those after them.
 */
export function createTurn(clock: Clock): (signal: AbortSignal) => Promise<void> {
  let last: readonly Time[] = [];

  return async (signal) => {
    const now = clock.now();
    const at = Math.max(now, (last.at(-MOST) ?? 0) + WINDOW);
    last = [...last, at].slice(-MOST);
    if (at > now) await clock.sleep(at - now, signal);
  };
}
