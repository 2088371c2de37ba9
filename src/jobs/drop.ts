import { MINUTE } from '../clock.ts';
import { ConferenceError } from '../errors.ts';
import type { Conference, MeetingRecord } from '../meeting/meeting.ts';
import { isInHand } from '../meeting/touch-conference.ts';
import type { ConferenceProvider } from '../ports/conference.ts';
import { backoff } from './backoff.ts';
import { type ConferenceJobParts, callOf } from './conference.ts';
import { type Dropped, readDropped } from './drop-jobs.ts';
import { again, done, retry } from './ending.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Runner } from './worker.ts';

/** About an hour of tries: a provider that does not answer for so long is the operator's to clear. */
const MOST_TRIES = 12;

/** While the conference is being changed: when to look instead. */
const LATER = MINUTE;

/** Removes what is left of a call at the provider, or in the account, that a meeting had before it took another. */
export function createDrop(parts: ConferenceJobParts): Runner {
  const { store, clock, random, log, providers, hostOf } = parts;

  /** `busy`: the meeting still uses the conference and changes it, so that nobody can tell what is left over. */
  async function drop(
    dropped: Dropped,
    provider: ConferenceProvider,
    signal: AbortSignal,
  ): Promise<number | 'busy'> {
    const record = await store.meetings.byKey(dropped.meeting);
    if (record === null) return 0;
    const used = usedOf(record, dropped);
    if (used !== null && isInHand(used)) return 'busy';
    const then = { ...record, meeting: { ...record.meeting, organizer: dropped.host } };
    const call = { ...callOf(record, await hostOf(then), clock.now()), id: dropped.conference };
    const all = new Set(await provider.find(call, signal));
    if (dropped.foreignId !== null) all.add(dropped.foreignId);
    const now = await store.meetings.byKey(dropped.meeting);
    if (used !== null && now?.conference.wanted !== used.wanted) return 'busy';
    if (used !== null && used.state !== 'gone' && used.foreignId !== null) all.delete(used.foreignId);
    for (const foreignId of all) await provider.remove(foreignId, signal);
    return all.size;
  }

  return {
    async run(job, signal) {
      const dropped = readDropped(job.subject);
      const provider = providers.get(dropped.provider);
      if (provider === undefined) return async () => done();
      try {
        const removed = await unlessAborted(
          signal,
          drop(dropped, provider, signal),
          () => new ConferenceError('transient', 'too-slow'),
        );
        if (removed === 'busy') return async () => again(clock.now() + LATER);
        log.info({ conference: dropped.conference, removed }, 'former call removed');
        return async () => done();
      } catch (err) {
        if (!(err instanceof ConferenceError)) throw err;
        log.warn({ conference: dropped.conference, reason: err.reason }, 'former call not removed');
        if (err.failure === 'permanent' || job.attempts + 1 >= MOST_TRIES) return async () => done();
        return async () => retry(clock.now() + backoff(job.attempts, random), err.message);
      }
    },
    giveUp: async () => done(),
  };
}

/** The conference as it is now; null: the meeting has another one. */
const usedOf = ({ conference }: MeetingRecord, dropped: Dropped): Conference | null =>
  conference.id === dropped.conference ? conference : null;
