import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';

/** How long an answer may wait for Telegram's limits in all: nobody looks for it later, and a stop has to wait as well. */
const PATIENCE = 15 * SECOND;

/**
 * Telegram's limits pass in seconds, and somebody waits for the answer. In the chat of an organizer each wait may end
 * in another: their slip and their report go there too.
 */
export async function patiently<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  const until = clock.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const waits =
        error instanceof DeliveryError &&
        error.failure === 'later' &&
        clock.now() + error.retryAfter <= until;
      if (!waits) throw error;
      await clock.sleep(error.retryAfter, new AbortController().signal);
    }
  }
}
