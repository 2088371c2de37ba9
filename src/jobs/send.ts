import { DeliveryError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { MessageRef, Messenger, Post } from '../ports/messenger.ts';
import type { Delivery } from '../ports/store.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * What came of one try. `found`: an earlier try had arrived after all, showing what was true then.
 * `doubtful`: it may have arrived nevertheless, so ask before the next try.
 */
export type Attempt =
  | { readonly kind: 'sent' | 'found'; readonly ref: MessageRef }
  | { readonly kind: 'not-sent'; readonly error: DeliveryError; readonly doubtful: boolean };

/**
 * Brings one message to its place: edits it where it stands already, else sends it. When an earlier try is
 * doubtful the platform is asked first; what it cannot tell is sent again, the documented window of SECURITY.md §4.
 */
export async function bring(
  messenger: Messenger,
  delivery: Delivery,
  post: Post,
  doubtful: boolean,
  signal: AbortSignal,
  log: Log,
): Promise<Attempt> {
  let inDoubt = doubtful;
  try {
    if (delivery.ref !== null) {
      await unlessAborted(signal, messenger.edit(delivery.ref, post, signal), tooSlow);
      return { kind: 'sent', ref: delivery.ref };
    }
    if (inDoubt) {
      const found = await unlessAborted(signal, messenger.findSent(delivery.id, post.to, signal), tooSlow);
      if (found.kind === 'found') return found;
      inDoubt = false;
    }
    const ref = await unlessAborted(signal, messenger.send(delivery.id, post, signal), tooSlow);
    return { kind: 'sent', ref };
  } catch (err) {
    if (err instanceof DeliveryError) {
      return { kind: 'not-sent', error: err, doubtful: inDoubt || err.failure === 'ambiguous' };
    }
    // A bug of the adapter: nobody knows how far it came.
    log.error({ delivery: delivery.id, err }, 'messenger failed');
    return { kind: 'not-sent', error: new DeliveryError('ambiguous', 'gave-up'), doubtful: true };
  }
}

const tooSlow = () => new DeliveryError('ambiguous', 'too-slow');
