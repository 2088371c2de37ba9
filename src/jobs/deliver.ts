import { type Clock, MINUTE } from '../clock.ts';
import type { DeliveryError } from '../errors.ts';
import { asId, type DeliveryId, type Platform } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Delivery } from '../ports/store/deliveries.ts';
import type { Job } from '../ports/store/jobs.ts';
import type { Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import { breakerPause } from './backoff.ts';
import { createDeliveryEndings, later, nothingToShow } from './delivery-endings.ts';
import { done } from './ending.ts';
import { bucketOf } from './pace.ts';
import type { Renderer } from './render.ts';
import { type Attempt, createSender } from './send.ts';
import type { Decide, Runner } from './worker.ts';

export type DeliverParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly messengers: ReadonlyMap<Platform, Messenger>;
  readonly renderer: Renderer;
};

/** While the adapter of a platform is switched off, its messages wait. */
const NO_MESSENGER = 10 * MINUTE;

/** Sends what is owed, or edits what is shown, and settles it by what the platform says (SECURITY.md §4). */
export function createDeliver(parts: DeliverParts): Runner {
  const { store, clock, log, messengers, renderer } = parts;
  const sender = createSender(log);
  const endings = createDeliveryEndings(parts);

  async function run(job: Job, signal: AbortSignal): Promise<Decide> {
    const delivery = await store.deliveries.byId(asId<DeliveryId>(job.subject));
    if (delivery === null) return async () => done();
    const messenger = messengers.get(delivery.platform);
    if (messenger === undefined) return async () => later(delivery, clock.now() + NO_MESSENGER);
    // A reason is kept while it is owed only when the last try may have arrived.
    const doubtful = delivery.ref === null && (job.interrupted || delivery.reason !== null);
    const place = doubtful ? await renderer.placeOf(delivery) : null;
    const earlier = place && (await sender.lookUp(messenger, delivery, place, signal));
    if (earlier) return concluded(job, delivery, earlier);
    const known = await endings.knownAlready(delivery);
    if (known !== null) return known;
    const post = await renderer.render(delivery);
    if (post === 'void') return async () => nothingToShow(delivery);
    return concluded(job, delivery, await sender.bring(messenger, delivery, post, signal));
  }

  async function concluded(job: Job, delivery: Delivery, attempt: Attempt): Promise<Decide> {
    const outcome = attempt.kind === 'not-sent' ? attempt.error.failure : attempt.kind;
    log.info({ delivery: delivery.id, content: delivery.content, outcome }, 'delivery tried');
    if (attempt.kind === 'not-sent') await holdBack(job, attempt.error);
    return () => endings.settle(job, delivery, attempt);
  }

  /** A limit or refused credentials hold back everything that would meet the same answer; the rest flows. */
  async function holdBack(job: Job, error: DeliveryError): Promise<void> {
    const revoked = error.failure === 'revoked';
    if (!revoked && error.failure !== 'later') return;
    const bucket = bucketOf(job.buckets, revoked ? 'workspace' : error.scope);
    const pause = revoked ? breakerPause(job.attempts) : error.retryAfter;
    if (revoked) log.error({ bucket, pause }, 'the platform refuses the bot');
    if (bucket !== undefined) await store.jobs.hold(bucket, clock.now() + pause);
  }

  return {
    run,
    async giveUp(job) {
      const delivery = await store.deliveries.byId(asId<DeliveryId>(job.subject));
      return delivery === null ? done() : endings.giveUp(delivery);
    },
  };
}
