import { type Clock, DAY, MINUTE, type Time } from '../clock.ts';
import type { DeliveryError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Account } from '../meeting/account.ts';
import { audited } from '../meeting/audited.ts';
import { accountsChange, combine, emptyChange } from '../meeting/change.ts';
import type { SlipState } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import type { Delivery, DeliveryContent } from '../ports/store/deliveries.ts';
import type { Job, Settlement } from '../ports/store/jobs.ts';
import type { Change, Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import { backoff, breakerPause } from './backoff.ts';
import type { Ending } from './ending.ts';
import { reportAnew } from './report.ts';
import type { Attempt } from './send.ts';
import type { Decide } from './worker.ts';

type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
};

/** Somebody who could not be written to is not tried again for a day, unless they show themselves before. */
const UNREACHABLE_FOR = DAY;
/** How often to see whether an organizer can be written to again: a look at our own row, no call. */
const LOOK_AGAIN = MINUTE;
/** Tries of a message that no time limits: about four hours. */
const MOST_TRIES = 100;

/** Messages to the organizer, which wait until the organizer can be reached. */
const WAITS: ReadonlySet<DeliveryContent> = new Set([
  'report',
  'requests',
  'still-going',
  'guarded',
  'leaked',
  'full',
  'conference-failed',
  'attended',
  'second-use',
]);

const DONE = { kind: 'done' } as const;

/** How a delivery ends by what came of a try, or by what is known without one; and what its meeting is told. */
export function createDeliveryEndings({ store, clock, random, log }: Parts) {
  /** What is known without asking the platform: too late, or somebody who cannot be written to. */
  async function knownAlready(delivery: Delivery): Promise<Decide | null> {
    if (delivery.ref !== null) return null;
    const now = clock.now();
    if (await isPast(delivery, now)) return () => dead(delivery, 'too-late');
    const known = (await accountOf(delivery))?.unreachable ?? null;
    if (known === null || known.since + UNREACHABLE_FOR <= now) return null;
    return () => unreachable(delivery, known.reason, emptyChange);
  }

  /**
   * Whether nobody needs it any more by then. A meeting that was moved on since, or goes on for longer, is not over when
   * it was meant to be: it is read only once it might be, since a large one costs more to read than a message to send.
   */
  async function isPast({ until, meetingKey, occurrenceId }: Delivery, at: Time): Promise<boolean> {
    if (until === null || until > at) return false;
    const { occurrences = [] } = (await store.meetings.byKey(meetingKey)) ?? {};
    const coming = occurrences.filter(
      (occurrence) => !isOver(occurrence) && (occurrenceId === null || occurrence.id === occurrenceId),
    );
    return coming.every(({ endsAt }) => endsAt <= at);
  }

  async function accountOf({ to }: Delivery): Promise<Account | null> {
    return to.kind === 'account' ? store.accounts.byId(to.account) : null;
  }

  async function settle(job: Job, delivery: Delivery, attempt: Attempt): Promise<Ending> {
    if (attempt.kind !== 'not-sent') return arrived(delivery, attempt);
    const { error, doubtful } = attempt;
    switch (error.failure) {
      case 'unreachable':
        if (delivery.ref !== null) return leaveAsIs(delivery);
        return unreachable(delivery, error.reason, remember(await accountOf(delivery), error.reason));
      case 'refused':
        return giveUp(delivery, error.reason);
      case 'later':
        return later(delivery, clock.now() + error.retryAfter, doubtful ? error.reason : null);
      case 'revoked':
        return again(job, delivery, clock.now() + breakerPause(job.attempts), error, doubtful);
      case 'failed':
      case 'ambiguous':
        return again(job, delivery, clock.now() + backoff(job.attempts, random), error, doubtful);
    }
  }

  async function arrived(
    delivery: Delivery,
    attempt: Exclude<Attempt, { kind: 'not-sent' }>,
  ): Promise<Ending> {
    const at = clock.now();
    const { id, wanted } = delivery;
    const slip = delivery.ref === null && delivery.content === 'slip';
    const change = slip ? await slipFares(delivery, 'slip-sent', delivery.platform) : emptyChange;
    const sent = { id, state: 'sent', reason: null, ref: attempt.ref, at } as const;
    if (attempt.kind === 'sent') return { outcome: DONE, delivery: { ...sent, shown: wanted }, change };
    // What an interrupted try had sent may be out of date: it is edited next.
    const outcome = { kind: 'again', runAt: at, error: null, counts: false } as const;
    return { outcome, delivery: { ...sent, shown: delivery.shown }, change };
  }

  async function unreachable(delivery: Delivery, reason: string, remembered: Change): Promise<Ending> {
    if (WAITS.has(delivery.content)) {
      return { ...later(delivery, clock.now() + LOOK_AGAIN), change: remembered };
    }
    const told = await notDelivered(delivery, reason);
    const change = combine(remembered, told);
    return { outcome: DONE, delivery: inState(delivery, 'unreachable', reason, clock.now()), change };
  }

  /** It will never arrive: the report says so. */
  async function dead(delivery: Delivery, reason: string): Promise<Ending> {
    log.warn({ delivery: delivery.id, content: delivery.content, reason }, 'delivery given up');
    const change = await notDelivered(delivery, reason);
    return { outcome: DONE, delivery: inState(delivery, 'dead', reason, clock.now()), change };
  }

  async function again(
    job: Job,
    delivery: Delivery,
    runAt: Time,
    error: DeliveryError,
    doubtful: boolean,
  ): Promise<Ending> {
    const limited = delivery.ref === null && delivery.until !== null;
    const over = limited ? await isPast(delivery, runAt) : job.attempts + 1 >= MOST_TRIES;
    if (over) return giveUp(delivery);
    const outcome = { kind: 'again', runAt, error: error.message, counts: true } as const;
    return { outcome, delivery: stillOwed(delivery, doubtful ? error.reason : null), change: emptyChange };
  }

  function remember(account: Account | null, reason: string): Change {
    if (account === null) return emptyChange;
    return accountsChange([{ ...account, unreachable: { reason, since: clock.now() } }]);
  }

  async function notDelivered(delivery: Delivery, reason: string): Promise<Change> {
    switch (delivery.content) {
      case 'slip':
        return slipFares(delivery, 'slip-unreachable', reason);
      case 'card':
        return reportAnew(store, delivery, clock.now());
      default:
        return emptyChange;
    }
  }

  async function slipFares(
    delivery: Delivery,
    action: 'slip-sent' | 'slip-unreachable',
    via: string,
  ): Promise<Change> {
    const { workspaceId, meetingKey: key, invitationId, revision, to } = delivery;
    const about = to.kind === 'account' ? to.account : null;
    const at = clock.now();
    const noted = audited({ workspaceId, key, revision }, at, { action, about, invitationId, via });
    return combine(noted, await reportAnew(store, delivery, at));
  }

  /** It is tried no more; what stands there already stays. */
  const giveUp = async (delivery: Delivery, reason = 'gave-up'): Promise<Ending> =>
    delivery.ref === null ? dead(delivery, reason) : leaveAsIs(delivery);

  return { knownAlready, settle, giveUp };
}

type Settled = NonNullable<Settlement['delivery']>;

const inState = (
  { id, ref, shown }: Delivery,
  state: SlipState,
  reason: string | null,
  at: Time,
): Settled => ({ id, state, reason, ref, shown, at });

/** Waits without counting a try: nobody has failed. */
export function later(delivery: Delivery, runAt: Time, doubt: string | null = delivery.reason): Ending {
  const outcome = { kind: 'again', runAt, error: null, counts: false } as const;
  return { outcome, delivery: stillOwed(delivery, doubt), change: emptyChange };
}

/** `sending` for what may have arrived: uninviting then counts its code as known. */
function stillOwed(delivery: Delivery, doubt: string | null): Settled {
  if (delivery.ref !== null) return inState(delivery, 'sent', null, delivery.changedAt);
  return inState(delivery, doubt === null ? 'due' : 'sending', doubt, delivery.changedAt);
}

/** What stands there stays as it is: it cannot be edited any more. */
function leaveAsIs(delivery: Delivery): Ending {
  const shown = { ...inState(delivery, 'sent', null, delivery.changedAt), shown: delivery.wanted };
  return { outcome: DONE, delivery: shown, change: emptyChange };
}

export function nothingToShow(delivery: Delivery): Ending {
  if (delivery.ref !== null) return leaveAsIs(delivery);
  return {
    outcome: DONE,
    delivery: inState(delivery, 'void', null, delivery.changedAt),
    change: emptyChange,
  };
}
