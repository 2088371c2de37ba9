import { type Clock, MINUTE } from '../clock.ts';
import type { AccountId, OccurrenceId } from '../ids.ts';
import { type FactSources, programFacts } from '../jobs/facts.ts';
import { programChange } from '../jobs/program-change.ts';
import { toOrganizer } from '../jobs/to-organizer.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import type { Unfinished } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { start } from '../meeting/start.ts';
import { timedJob } from '../meeting/timed-job.ts';
import type { Change, Store } from '../ports/store.ts';

type Parts = FactSources & { readonly store: Pick<Store, 'presence'>; readonly clock: Pick<Clock, 'now'> };

/** An instant call that was left stays open for so long (SPEC.md §2). */
const EMPTY_FOR = 15 * MINUTE;

/** What follows for a meeting from who is in its call: it goes live and ends, its card counts, its organizer is told. */
export function createConsequences(parts: Parts) {
  const { store, clock } = parts;

  /**
   * Somebody is inside: it is live, it is not empty, and the card counts them. An organizer who is there before the
   * time has started it, and the invitees are told.
   */
  async function cameIn({ record, occurrence }: Unfinished, account: AccountId | null): Promise<Change> {
    const counted = { ...recount(record, occurrence), cancelJobs: [`empty:${occurrence.id}`] };
    const next = start(record, occurrence.id, clock.now());
    // Live already, or an earlier call in the same room still is.
    if (isRefused(next)) return counted;
    const now = clock.now();
    const { organizer } = record.meeting;
    const actor = account === organizer && now < occurrence.startsAt ? organizer : null;
    const noted = { action: 'started', actor, via: 'somebody-came' } as const;
    return combine(await programChange(parts, record, next, now, noted), counted);
  }

  /** Somebody is gone: the card counts, and an empty call is looked at when it may end. */
  async function wentOut({ record, occurrence }: Unfinished): Promise<Change> {
    const counted = recount(record, occurrence);
    const runAt = occurrence.state === 'live' ? endOf(record, occurrence) : null;
    if (runAt === null || (await isAnyoneInside(occurrence.id))) return counted;
    return { ...counted, jobs: [timedJob('empty', occurrence.id, runAt)] };
  }

  /** When the call, now empty, ends if nobody comes back; null: not before its planned end. */
  function endOf({ meeting }: MeetingRecord, { startsAt, startedAt, endsAt }: Occurrence): number | null {
    const now = clock.now();
    if (endsAt <= now) return now;
    const instant = meeting.kind === 'instant' || (meeting.kind === 'personal' && startedAt === startsAt);
    return instant ? now + EMPTY_FOR : null;
  }

  /** What the organizer reads while the call is on. */
  async function news({ record, occurrence }: Unfinished, key: string, content: 'full' | 'second-use') {
    const facts = await programFacts(parts, record, clock.now());
    return toOrganizer(record, facts, { key, content, occurrenceId: occurrence.id });
  }

  const full = (call: Unfinished): Promise<Change> =>
    news(call, deliveryKey.full(call.occurrence.id), 'full');

  const secondUse = (call: Unfinished, personKey: string): Promise<Change> =>
    news(call, deliveryKey.secondUse(call.occurrence.id, personKey), 'second-use');

  async function isAnyoneInside(id: OccurrenceId): Promise<boolean> {
    return (await store.presence.of(id, clock.now())).some(({ state }) => state === 'inside');
  }

  return { cameIn, wentOut, full, secondUse };
}

/** The card says how many are inside. */
const recount = ({ meeting }: MeetingRecord, { id, card }: Occurrence): Change =>
  card === null ? emptyChange : { ...emptyChange, redraw: [deliveryKey.card(meeting, id, card)] };
