import { DeliveryError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { MessageRef, Messenger, Place, Post } from '../ports/messenger.ts';
import type { Delivery } from '../ports/store/deliveries.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * What came of one try. `found`: an earlier try had arrived after all, showing what was true then.
 * `doubtful`: it may have arrived nevertheless, so ask before the next try.
 */
export type Attempt =
  | { readonly kind: 'sent' | 'found'; readonly ref: MessageRef }
  | { readonly kind: 'not-sent'; readonly error: DeliveryError; readonly doubtful: boolean };

export type Sender = {
  /** Edits the message where it stands already, else sends it. */
  bring(messenger: Messenger, delivery: Delivery, post: Post, signal: AbortSignal): Promise<Attempt>;
  /**
   * Whether an earlier try has arrived; null: not, or the platform cannot tell, and then it is sent again, the
   * documented window of SECURITY.md §4.
   */
  lookUp(messenger: Messenger, delivery: Delivery, to: Place, signal: AbortSignal): Promise<Attempt | null>;
};

export function createSender(log: Log): Sender {
  function notSent(delivery: Delivery, err: unknown, inDoubt: boolean): Attempt {
    if (err instanceof DeliveryError) {
      return { kind: 'not-sent', error: err, doubtful: inDoubt || err.failure === 'ambiguous' };
    }
    // A bug of the adapter: nobody knows how far it came.
    log.error({ delivery: delivery.id, err }, 'messenger failed');
    return { kind: 'not-sent', error: new DeliveryError('ambiguous', 'gave-up'), doubtful: true };
  }

  return {
    async bring(messenger, delivery, post, signal) {
      const { id, ref } = delivery;
      try {
        if (ref === null) {
          const sent = await unlessAborted(signal, messenger.send(id, post, signal), tooSlow);
          return { kind: 'sent', ref: sent };
        }
        await unlessAborted(signal, messenger.edit(ref, post, signal), tooSlow);
        return { kind: 'sent', ref };
      } catch (err) {
        return notSent(delivery, err, false);
      }
    },
    async lookUp(messenger, delivery, to, signal) {
      try {
        const found = await unlessAborted(signal, messenger.findSent(delivery.id, to, signal), tooSlow);
        return found.kind === 'found' ? found : null;
      } catch (err) {
        return notSent(delivery, err, true);
      }
    },
  };
}

const tooSlow = () => new DeliveryError('ambiguous', 'too-slow');
