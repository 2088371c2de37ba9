import { DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';

/** Whether Telegram did it. Why it did not goes to the log, and nothing else depends on it. */
export async function attempt(work: () => Promise<unknown>, log: Log, event: string): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.info({ reason: error.reason }, event);
    return false;
  }
}
