import { type Clock, HOUR, MINUTE } from '../clock.ts';
import { asId, type OccurrenceId, type ProviderName } from '../ids.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { end } from '../meeting/end.ts';
import { lapse } from '../meeting/lapse.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { type Unfinished, unfinished } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { start } from '../meeting/start.ts';
import type { Abilities } from '../ports/conference.ts';
import type { AuditAction } from '../ports/store/audit.ts';
import type { Change, Store } from '../ports/store.ts';
import { again, done, type Ending } from './ending.ts';
import { programFacts } from './facts.ts';
import { programChange } from './program-change.ts';
import { toOrganizer } from './to-organizer.ts';
import type { Runner } from './worker.ts';

export type ScheduleParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
};

/** Past the planned end with people inside: how often to see whether they are still there. */
const LOOK_AGAIN = 5 * MINUTE;
/** The room is taken by an earlier call: how often to see whether it is free. */
const TAKEN = MINUTE;
/** The question at the planned end is of no use later. */
const ASKED_FOR = HOUR;

/**
 * Starts and ends occurrences by the clock. Where the provider reports presence, an occurrence goes live when
 * somebody enters or the organizer starts it, and a call with people in it ends only when they say so; elsewhere
 * the planned start and end are all there is.
 */
export function createSchedule(parts: ScheduleParts): Readonly<Record<'start' | 'end' | 'empty', Runner>> {
  const { store, clock } = parts;

  async function startNow({ record, occurrence }: Unfinished): Promise<Ending> {
    const now = clock.now();
    if (occurrence.state !== 'planned') return done();
    if (now < occurrence.startsAt) return again(occurrence.startsAt);
    // Who came while an earlier call held the room was not enough to make it live.
    if (reportsPresence(record) && !(await anyoneInside(occurrence))) return done();
    const next = start(record, occurrence.id, now);
    return isRefused(next) ? again(now + TAKEN) : done(await becomes(record, next, 'started', 'time'));
  }

  async function endNow({ record, occurrence }: Unfinished): Promise<Ending> {
    const now = clock.now();
    if (now < occurrence.endsAt) return again(occurrence.endsAt);
    if (occurrence.state === 'planned') {
      return done(await becomes(record, lapse(record, occurrence, now), 'ended', 'nobody-came'));
    }
    if (!reportsPresence(record) || !(await anyoneInside(occurrence))) {
      return over(record, occurrence, 'time');
    }
    const facts = await programFacts(parts, record, now);
    const key = deliveryKey.stillGoing(occurrence.id, occurrence.endsAt);
    const until = now + ASKED_FOR;
    const question = { key, content: 'still-going', occurrenceId: occurrence.id, until } as const;
    return again(now + LOOK_AGAIN, toOrganizer(record, facts, question));
  }

  async function endEmpty({ record, occurrence }: Unfinished): Promise<Ending> {
    if (await anyoneInside(occurrence)) return done();
    return over(record, occurrence, 'empty');
  }

  async function over(record: MeetingRecord, { id }: Occurrence, via: string): Promise<Ending> {
    const next = end(record, id, clock.now());
    return isRefused(next) ? done() : done(await becomes(record, next, 'ended', via));
  }

  async function becomes(
    before: MeetingRecord,
    after: MeetingRecord,
    action: AuditAction,
    via: string,
  ): Promise<Change> {
    return programChange(parts, before, after, clock.now(), { action, via });
  }

  const reportsPresence = ({ meeting }: MeetingRecord): boolean =>
    parts.providers.get(meeting.provider)?.abilities.presence ?? false;

  async function anyoneInside({ id }: Occurrence): Promise<boolean> {
    return (await store.presence.of(id, clock.now())).some(({ state }) => state === 'inside');
  }

  /** All the work is in the store, so that it is decided anew whenever it was stale. */
  function runner(decide: (call: Unfinished) => Promise<Ending>): Runner {
    return {
      run: async (job) => async () => {
        const id = asId<OccurrenceId>(job.subject);
        const call = unfinished(await store.meetings.byPart(id), id);
        return call === null ? done() : decide(call);
      },
      giveUp: async () => again(clock.now() + HOUR),
    };
  }

  return { start: runner(startNow), end: runner(endNow), empty: runner(endEmpty) };
}
