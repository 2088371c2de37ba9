import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';

/** A longer wait that Telegram asks for is not worth it: a stop has to wait as well. */
const LONGEST_WAIT = 15 * SECOND;
const ATTEMPTS = 3;

/** Telegram's limits pass in seconds, and somebody waits for the answer. */
export async function patiently<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waits =
        error instanceof DeliveryError &&
        error.failure === 'later' &&
        error.retryAfter <= LONGEST_WAIT &&
        attempt < ATTEMPTS;
      if (!waits) throw error;
      await clock.sleep(error.retryAfter, new AbortController().signal);
    }
  }
}
