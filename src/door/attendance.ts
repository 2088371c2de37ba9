import { type Clock, DAY, HOUR, SECOND } from '../clock.ts';
import type { OccurrenceId, ProviderName } from '../ids.ts';
import { programChange } from '../jobs/program-change.ts';
import type { Log } from '../log.ts';
import { emptyChange } from '../meeting/change.ts';
import { end as endCall } from '../meeting/end.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { type Unfinished, unfinished } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { may } from '../meeting/rights.ts';
import type { Attendance } from '../ports/attendance.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Present } from '../ports/store/presence.ts';
import type { Change, Store } from '../ports/store.ts';
import { createConsequences } from './consequences.ts';
import { follow } from './follow.ts';
import { whyOut } from './why-out.ts';

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
/** How long somebody removed is remembered: longer than any way in that they had before is good. */
const REMOVED_FOR = HOUR;

export function createAttendance(parts: AttendanceParts): SweptAttendance {
  const { store, clock, log, providers } = parts;
  const { cameIn, wentOut, full, secondUse } = createConsequences(parts);

  const find = async (id: OccurrenceId): Promise<Unfinished | null> =>
    unfinished(await store.meetings.byPart(id), id);

  const then = (id: OccurrenceId, decide: (call: Unfinished) => Promise<Change>): Promise<void> =>
    follow(parts, `occurrence ${id}`, () => find(id), decide);

  const seatsOf = ({ meeting }: MeetingRecord): number | null =>
    providers.get(meeting.provider)?.abilities.seats ?? null;

  const present = (occurrence: OccurrenceId): Promise<readonly Present[]> =>
    store.presence.of(occurrence, clock.now());

  /** Somebody goes, by their own will or not; a call that is empty then is looked at. */
  async function goes(occurrence: OccurrenceId, personKey: string, how: () => Promise<void>): Promise<void> {
    const before = await present(occurrence);
    await how();
    if (before.some((one) => one.personKey === personKey && one.state === 'inside'))
      await then(occurrence, wentOut);
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
        await then(person.occurrenceId, full);
        return 'full';
      }
      const { occurrenceId, personKey, account } = person;
      // Organizers see by themselves that their own call went elsewhere.
      if (came === 'moved' && account !== open.record.meeting.organizer) {
        await then(occurrenceId, (call) => secondUse(call, personKey));
      }
      const self = (await present(occurrenceId)).find((one) => one.personKey === personKey);
      if (self?.state === 'waiting') return 'waiting';
      await then(occurrenceId, (call) => cameIn(call, account));
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
      await then(occurrence, async ({ record }) => {
        const now = clock.now();
        const next = may('end', { account, role: 'member' }, record) && endCall(record, occurrence, now);
        ended = next !== false && !isRefused(next);
        if (next === false || isRefused(next)) return emptyChange;
        return programChange(parts, record, next, now, { action: 'ended', actor: account, via: 'room' });
      });
      return ended;
    },

    async letIn(occurrence, personKey) {
      const open = await find(occurrence);
      if (open === null) return 'absent';
      const result = await store.presence.letIn(occurrence, personKey, seatsOf(open.record), clock.now());
      if (result === 'in') await then(occurrence, (call) => cameIn(call, null));
      if (result === 'full') await then(occurrence, full);
      return result;
    },

    of: present,

    async expire() {
      for (const occurrence of await store.presence.expire(clock.now())) {
        log.info({ occurrence }, 'call empty');
        await then(occurrence, wentOut);
      }
    },
  };
}
