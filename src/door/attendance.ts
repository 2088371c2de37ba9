import { type Clock, DAY, HOUR, MINUTE, SECOND, type Time } from '../clock.ts';
import { commitDecision } from '../commit-decision.ts';
import type { AccountId, OccurrenceId, ProviderName } from '../ids.ts';
import { programFacts } from '../jobs/facts.ts';
import { toOrganizer } from '../jobs/to-organizer.ts';
import type { Log } from '../log.ts';
import { audited } from '../meeting/audited.ts';
import { combine, emptyChange, recordChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { end as endCall } from '../meeting/end.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { may } from '../meeting/rights.ts';
import { start } from '../meeting/start.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Presence, Present } from '../ports/store/presence.ts';
import type { Change, Store } from '../ports/store.ts';
import { type Held, whyOut } from './why-out.ts';

/**
 * Who is in a call, as a provider that reports presence tells it. It drives live and ended: the first person in
 * makes the occurrence live, and the moment it becomes empty is remembered.
 */
export type Attendance = {
  /**
   * `closed`: the occurrence is over or its meeting cancelled. `removed`: by the organizer, or uninvited, since the
   * door let them in; `replaced`: their link was. `elsewhere`: they are there by another way in, and did not say to
   * move. Calling it again renews.
   */
  enter(
    person: Attendee,
  ): Promise<'inside' | 'waiting' | 'full' | 'closed' | 'removed' | 'replaced' | 'elsewhere'>;
  /**
   * Once every 15 seconds; a person not renewed for 45 seconds is gone. False: not there any more, without a right to
   * be, or there by another way in than `held`.
   */
  renew(occurrence: OccurrenceId, personKey: string, held?: Held): Promise<boolean>;
  /** Out, and back only when the door lets them in anew. False: hosts stay, and who is not there. */
  remove(occurrence: OccurrenceId, personKey: string): Promise<boolean>;
  /** Over for all. False: it was over already, or the account has no right to end it. */
  end(occurrence: OccurrenceId, account: AccountId): Promise<boolean>;
  leave(occurrence: OccurrenceId, personKey: string): Promise<void>;
  letIn(occurrence: OccurrenceId, personKey: string): Promise<'in' | 'full' | 'absent'>;
  of(occurrence: OccurrenceId): Promise<readonly Present[]>;
};

export type Attendee = {
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly name: string;
  readonly host: boolean;
  readonly waits: boolean;
  /** When the door let them in; just now, unless told. */
  readonly admittedAt?: Time;
  /** Number of the personal link that let them in; null, or not told: they stay whatever becomes of it. */
  readonly link?: number | null;
  /** Whether to take the call from where they are in it already; unless told, that is not looked at. */
  readonly move?: boolean;
  /** In since then, by a provider's news, and until news of their going: nobody renews them. */
  readonly since?: Time;
};

/** The attendance as the sweep sees it. */
export type SweptAttendance = Attendance & {
  /** Drops who has not been renewed, and draws the consequences of calls that thereby became empty. */
  expire(): Promise<void>;
};

export type AttendanceParts = {
  readonly store: Pick<Store, 'accounts' | 'commit' | 'meetings' | 'presence' | 'workspaces'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
  /** Called after each commit: there may be jobs to run. */
  readonly committed: () => void;
};

/** How long somebody stays without being renewed: three missed renewals. */
const LEASE = 45 * SECOND;
/** No call that a provider tells of by news lasts longer: should news of somebody's going get lost. */
const LONGEST = DAY;
/** An instant call that was left stays open for so long (SPEC.md §2). */
const EMPTY_FOR = 15 * MINUTE;
/** How long somebody removed is remembered: longer than any way in that they had before is good. */
const REMOVED_FOR = HOUR;

type Open = { readonly record: MeetingRecord; readonly occurrence: Occurrence };

export function createAttendance(parts: AttendanceParts): SweptAttendance {
  const { store, clock, log, providers, committed } = parts;

  async function find(id: OccurrenceId): Promise<Open | null> {
    const record = await store.meetings.byPart(id);
    const occurrence = record?.occurrences.find((one) => one.id === id);
    return record && occurrence && !isOver(occurrence) ? { record, occurrence } : null;
  }

  const seatsOf = ({ meeting }: MeetingRecord): number | null =>
    providers.get(meeting.provider)?.abilities.seats ?? null;

  const present = (occurrence: OccurrenceId): Promise<readonly Present[]> =>
    store.presence.of(occurrence, clock.now());

  /** Commits what follows for the occurrence, decided anew while others change the meeting. */
  async function follow(id: OccurrenceId, decide: (open: Open) => Promise<Change>): Promise<void> {
    const written = await commitDecision(store, `occurrence ${id}`, async () => {
      const open = await find(id);
      return open && decide(open);
    });
    if (written) committed();
  }

  /**
   * Somebody is inside: it is live, it is not empty, and the card counts them. An organizer who is there before the
   * time has started it, and the invitees are told.
   */
  async function cameIn({ record, occurrence }: Open, account: AccountId | null): Promise<Change> {
    const counted = { ...recount(record, occurrence), cancelJobs: [`empty:${occurrence.id}`] };
    const next = start(record, occurrence.id, clock.now());
    // Live already, or an earlier call in the same room still is.
    if (isRefused(next)) return counted;
    const now = clock.now();
    const { organizer } = record.meeting;
    const actor = account === organizer && now < occurrence.startsAt ? organizer : null;
    const facts = { ...(await programFacts(parts, record, now)), actor };
    const noted = { action: 'started', actor, via: 'somebody-came' } as const;
    return combine(recordChange(record, next, facts), counted, audited(record.meeting, now, noted));
  }

  /** Somebody is gone: the card counts, and an empty call is looked at when it may end. */
  async function wentOut({ record, occurrence }: Open): Promise<Change> {
    const counted = recount(record, occurrence);
    const runAt = occurrence.state === 'live' ? endOf(record, occurrence) : null;
    if (runAt === null || (await present(occurrence.id)).some(isInside)) return counted;
    const { id } = occurrence;
    const job = { key: `empty:${id}`, kind: 'empty', subject: id, runAt, order: runAt, buckets: [] } as const;
    return { ...counted, jobs: [job] };
  }

  /** When the call, now empty, ends if nobody comes back; null: not before its planned end. */
  function endOf({ meeting }: MeetingRecord, { startsAt, startedAt, endsAt }: Occurrence): number | null {
    const now = clock.now();
    if (endsAt <= now) return now;
    const instant = meeting.kind === 'instant' || (meeting.kind === 'personal' && startedAt === startsAt);
    return instant ? now + EMPTY_FOR : null;
  }

  /** What the organizer reads while the call is on. */
  const news =
    (key: string, content: 'full' | 'second-use') =>
    async ({ record, occurrence: { id } }: Open): Promise<Change> => {
      const facts = await programFacts(parts, record, clock.now());
      return toOrganizer(record, facts, { key, content, occurrenceId: id });
    };

  const isFull = (id: OccurrenceId) => news(deliveryKey.full(id), 'full');

  /** Somebody goes, by their own will or not; a call that is empty then is looked at. */
  async function goes(occurrence: OccurrenceId, personKey: string, how: () => Promise<void>): Promise<void> {
    const before = await present(occurrence);
    await how();
    if (before.some((one) => one.personKey === personKey && isInside(one))) await follow(occurrence, wentOut);
  }

  const leave = (occurrence: OccurrenceId, personKey: string): Promise<void> =>
    goes(occurrence, personKey, () => store.presence.leave(occurrence, personKey, clock.now()));

  return {
    async enter({ waits, link = null, move, since, admittedAt = since, ...person }) {
      const open = await find(person.occurrenceId);
      if (open === null) return 'closed';
      const out = whyOut(open.record, open.occurrence, person.personKey, link);
      if (out !== null) return out;
      const now = clock.now();
      const seats = seatsOf(open.record);
      const state = waits ? 'waiting' : 'inside';
      const leaseUntil = now + (since === undefined ? LEASE : LONGEST);
      const row = { ...person, state, enteredAt: since ?? now, leaseUntil } as const;
      const came = await store.presence.enter(row, seats, now, admittedAt, move);
      if (came === 'removed' || came === 'elsewhere') return came;
      if (came === 'full') {
        await follow(person.occurrenceId, isFull(person.occurrenceId));
        return 'full';
      }
      const { occurrenceId, personKey, account } = person;
      // Organizers see by themselves that their own call went elsewhere.
      if (came === 'moved' && account !== open.record.meeting.organizer) {
        await follow(occurrenceId, news(deliveryKey.secondUse(occurrenceId, personKey), 'second-use'));
      }
      const self = (await present(occurrenceId)).find((one) => one.personKey === personKey);
      if (self?.state === 'waiting') return 'waiting';
      await follow(occurrenceId, (there) => cameIn(there, account));
      return 'inside';
    },

    async renew(occurrence, personKey, held) {
      const there = held && (await present(occurrence)).find((one) => one.personKey === personKey);
      if (there && there.admittedAt !== held.admittedAt) return false;
      const open = await find(occurrence);
      if (open && whyOut(open.record, open.occurrence, personKey, held?.link ?? null) !== null) {
        await leave(occurrence, personKey);
        return false;
      }
      const now = clock.now();
      return store.presence.renew(occurrence, personKey, now + LEASE, now);
    },

    leave,

    async remove(occurrence, personKey) {
      const person = (await present(occurrence)).find((one) => one.personKey === personKey);
      if (person === undefined || person.host) return false;
      const now = clock.now();
      await goes(occurrence, personKey, () =>
        store.presence.remove(occurrence, personKey, now, now + REMOVED_FOR),
      );
      return true;
    },

    async end(occurrence, account) {
      let ended = false;
      await follow(occurrence, async ({ record }) => {
        const now = clock.now();
        const next = may('end', { account, role: 'member' }, record) && endCall(record, occurrence, now);
        ended = next !== false && !isRefused(next);
        if (next === false || isRefused(next)) return emptyChange;
        const facts = { ...(await programFacts(parts, record, now)), actor: account };
        const noted = { action: 'ended', actor: account, via: 'room' } as const;
        return combine(recordChange(record, next, facts), audited(record.meeting, now, noted));
      });
      return ended;
    },

    async letIn(occurrence, personKey) {
      const open = await find(occurrence);
      if (open === null) return 'absent';
      const result = await store.presence.letIn(occurrence, personKey, seatsOf(open.record), clock.now());
      if (result === 'in') await follow(occurrence, (there) => cameIn(there, null));
      if (result === 'full') await follow(occurrence, isFull(occurrence));
      return result;
    },

    of: present,

    async expire() {
      for (const occurrence of await store.presence.expire(clock.now())) {
        log.info({ occurrence }, 'call empty');
        await follow(occurrence, wentOut);
      }
    },
  };
}

const isInside = ({ state }: Presence): boolean => state === 'inside';

/** The card says how many are inside. */
const recount = ({ meeting }: MeetingRecord, { id, card }: Occurrence): Change =>
  card === null ? emptyChange : { ...emptyChange, redraw: [deliveryKey.card(meeting, id, card)] };
