import { type Clock, HOUR, MINUTE, type Time } from '../clock.ts';
import type { OccurrenceId, ProviderName } from '../ids.ts';
import { programFacts } from '../jobs/facts.ts';
import type { Log } from '../log.ts';
import { audited } from '../meeting/audited.ts';
import { combine, emptyChange, recordChange } from '../meeting/change.ts';
import { doorState } from '../meeting/door-times.ts';
import { isOver, type Unfinished } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { start } from '../meeting/start.ts';
import { timedJob } from '../meeting/timed-job.ts';
import type { Attendance } from '../ports/attendance.ts';
import type { CallNews } from '../ports/call-news.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Store } from '../ports/store.ts';
import { follow } from './follow.ts';

export type CallNewsParts = {
  readonly store: Pick<Store, 'accounts' | 'commit' | 'meetings' | 'presence' | 'workspaces'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
  readonly attendance: Attendance;
  /** Called after each commit: there may be jobs to run. */
  readonly committed: () => void;
};

/** How long it is remembered that somebody went, for news that comes too late: Zoom tries for two hours. */
const REMEMBERED = 3 * HOUR;
/** A call that the provider ended is over when nobody comes back for so long. */
const EMPTY_FOR = 15 * MINUTE;

/** What one provider tells of its calls, drawn into the core: live, who is in, over, changed elsewhere. */
export function createCallNews(parts: CallNewsParts, provider: ProviderName): CallNews {
  const { store, clock, log, attendance, committed } = parts;
  const about = `a call of ${provider}`;
  const keyOf = (person: string) => `${provider}:${person}`;

  /** The occurrence that is held in the call at that time. News of a call outside its hours is nobody's. */
  async function find(foreignId: string, at: Time): Promise<Unfinished | null> {
    const record = await store.meetings.byConference(provider, foreignId);
    if (record === null) return null;
    const workspace = await store.workspaces.byId(record.meeting.workspaceId);
    if (workspace === null) return null;
    const { settings } = workspace;
    const early = settings.doorMinutes * MINUTE;
    const held = record.occurrences.filter(
      (one) =>
        !isOver(one) &&
        doorState(record, one, settings, at).kind === 'open' &&
        at >= Math.min(one.startsAt, one.startedAt ?? one.startsAt) - early,
    );
    const occurrence = held.find(({ state }) => state === 'live') ?? held[0];
    return occurrence === undefined ? null : { record, occurrence };
  }

  /**
   * It goes live. Whoever opens it as its host has started it: before its time the invitees are told (SPEC.md §5).
   * Other than by the host it is not started early, since nobody knows by whom: with the first who comes in it is live.
   */
  const begin = (foreignId: string, at: Time, by: 'host' | 'somebody'): Promise<void> =>
    follow(
      parts,
      about,
      () => find(foreignId, at),
      async ({ record, occurrence }) => {
        const now = clock.now();
        const early = now < occurrence.startsAt;
        const next = start(record, occurrence.id, now);
        if (isRefused(next) || (early && by === 'somebody')) return null;
        const { meeting } = record;
        const facts = {
          ...(await programFacts(parts, record, now)),
          actor: early ? meeting.organizer : null,
        };
        const noted = { action: 'started', via: provider } as const;
        return combine(recordChange(record, next, facts), audited(meeting, now, noted));
      },
    );

  async function goes(occurrence: OccurrenceId, personKey: string, at: Time): Promise<void> {
    await attendance.leave(occurrence, personKey);
    // A row for somebody who may never have been seen, so that news of their coming has no effect any more.
    const row = { occurrenceId: occurrence, personKey, account: null, name: '', host: false, enteredAt: at };
    const now = clock.now();
    const gone = { ...row, state: 'waiting', leaseUntil: now + REMEMBERED } as const;
    if ((await store.presence.enter(gone, null, now, at)) === 'in')
      await store.presence.remove(occurrence, personKey, at, now + REMEMBERED);
  }

  return {
    started: (foreignId, at) => begin(foreignId, at, 'somebody'),

    async joined(foreignId, { person, name, host, waits }, at) {
      if (host && !waits) await begin(foreignId, at, 'host');
      const open = await find(foreignId, at);
      if (open === null) return;
      const { id } = open.occurrence;
      const attendee = { occurrenceId: id, personKey: keyOf(person), account: null, name, host, waits };
      const came = await attendance.enter({ ...attendee, since: at });
      log.info({ occurrence: id, came }, 'provider told who came');
    },

    async left(foreignId, person, at) {
      const open = await find(foreignId, at);
      if (open !== null) await goes(open.occurrence.id, keyOf(person), at);
    },

    async ended(foreignId, at) {
      const open = await find(foreignId, at);
      if (open === null) return;
      const present = await attendance.of(open.occurrence.id);
      const before = present.filter(({ enteredAt }) => enteredAt <= at);
      for (const { personKey } of before) await goes(open.occurrence.id, personKey, at);
      if (before.length < present.length) return;
      await follow(
        parts,
        about,
        () => find(foreignId, at),
        async ({ occurrence: { id, state, endsAt } }) => {
          const now = clock.now();
          if (state !== 'live') return null;
          const runAt = endsAt <= now ? now : now + EMPTY_FOR;
          return { ...emptyChange, jobs: [timedJob('empty', id, runAt)] };
        },
      );
    },

    async changed(foreignId) {
      const record = await store.meetings.byConference(provider, foreignId);
      if (record === null) return;
      await store.commit({ ...emptyChange, jobs: [timedJob('look', record.conference.id, clock.now())] });
      committed();
    },
  };
}
