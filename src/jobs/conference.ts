import { type Clock, DAY, type Time } from '../clock.ts';
import { ConferenceError } from '../errors.ts';
import { asId, type ConferenceId, type ProviderName } from '../ids.ts';
import type { Log } from '../log.ts';
import { combine, recordChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { currentOccurrence } from '../meeting/door-times.ts';
import type { Conference, MeetingRecord } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import type { Call, ConferenceProvider, Made } from '../ports/conference.ts';
import type { Job, Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import { openCodes, sealCodes } from '../vault/credentials.ts';
import type { Vault } from '../vault/vault.ts';
import { backoff } from './backoff.ts';
import { done, type Ending, retry } from './ending.ts';
import { programFacts } from './facts.ts';
import { toOrganizer } from './to-organizer.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Decide, Runner } from './worker.ts';

export type ConferenceJobParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly vault: Vault;
  readonly providers: ReadonlyMap<ProviderName, ConferenceProvider>;
};

/** About four minutes of tries: the organizer waits for an answer. */
const MOST_TRIES = 8;
/** A call over for longer needs no ending any more: providers close an empty call by themselves. */
const END_WITHIN = DAY;

/** What the provider is left with: its id of the call (null: none is left), and codes if it issued new ones. */
type Told = { readonly foreignId: string | null; readonly codes: Made['codes'] | null };

/**
 * Tells the provider what became of a meeting, by the table of touchConference, and settles what it answered. A
 * crash between its answer and the settlement leads to the same call again, which ports/conference.ts allows for.
 */
export function createConferenceJob(parts: ConferenceJobParts): Runner {
  const { store, clock, random, log, vault, providers } = parts;

  const find = (job: Job): Promise<MeetingRecord | null> =>
    store.meetings.byPart(asId<ConferenceId>(job.subject));

  async function run(job: Job, signal: AbortSignal): Promise<Decide> {
    const record = await find(job);
    if (record === null) return async () => done();
    const { wanted } = record.conference;
    try {
      const told = await unlessAborted(signal, tell(record, signal), tooSlow);
      log.info({ conference: job.subject, wanted }, 'provider told');
      return () => confirm(job, wanted, told);
    } catch (err) {
      if (!(err instanceof ConferenceError)) throw err;
      log.warn({ conference: job.subject, wanted, reason: err.reason }, 'provider failed');
      const final = err.failure === 'permanent' || job.attempts + 1 >= MOST_TRIES;
      if (final) return () => fail(job, wanted, err.reason);
      return async () => retry(clock.now() + backoff(job.attempts, random), err.message);
    }
  }

  async function tell(record: MeetingRecord, signal: AbortSignal): Promise<Told> {
    const { conference } = record;
    const provider = providers.get(conference.provider);
    if (provider === undefined) throw new ConferenceError('permanent', 'unavailable');
    const call = callOf(record, clock.now());
    if (conference.state === 'gone') {
      // One that we never heard of may have been made nevertheless: asking again gives its id.
      const foreignId = conference.foreignId ?? (await provider.create(call, signal)).foreignId;
      await provider.remove(foreignId, signal);
      return { foreignId: null, codes: null };
    }
    if (conference.foreignId === null) return provider.create(call, signal);
    return change(record, conference.foreignId, provider, call, signal);
  }

  async function change(
    { conference, occurrences }: MeetingRecord,
    foreignId: string,
    provider: ConferenceProvider,
    call: Call,
    signal: AbortSignal,
  ): Promise<Told> {
    const since = clock.now() - END_WITHIN;
    const over = occurrences.filter((one) => isOver(one) && (one.endedAt ?? one.endsAt) > since);
    for (const { id } of over) await provider.end(foreignId, id, signal);
    const rotate = conference.state === 'wanted' && provider.abilities.rotate !== 'nothing';
    if (!rotate && occurrences.every(isOver)) return { foreignId, codes: null };
    return provider.update(foreignId, call, rotate, signal);
  }

  /** The provider did it. What was wanted of it in the meantime is the next run's. */
  async function confirm(job: Job, wanted: number, { foreignId, codes }: Told): Promise<Ending> {
    const record = await find(job);
    if (record === null) return done();
    const { meeting, conference } = record;
    const state = conference.state !== 'gone' && conference.wanted === wanted ? 'ready' : conference.state;
    const next: Conference = { ...conference, foreignId, state, shown: wanted, reason: null };
    const issued = codes ?? openCodes(vault, meeting, conference);
    // A rotation that is still to come has killed them.
    const credentials = state === 'ready' ? sealCodes(vault, meeting, next, issued) : null;
    return settleWith(record, { ...next, credentials });
  }

  async function fail(job: Job, wanted: number, reason: string): Promise<Ending> {
    const record = await find(job);
    if (record === null || record.conference.wanted !== wanted) return done();
    const { conference } = record;
    const state = conference.state === 'wanted' ? 'failed' : conference.state;
    const ending = await settleWith(record, { ...conference, state, reason });
    const facts = await programFacts(parts, record, clock.now());
    const key = deliveryKey.conferenceFailed(conference.id, wanted);
    const told = toOrganizer(record, facts, { key, content: 'conference-failed' });
    return { ...ending, change: combine(ending.change, told) };
  }

  async function settleWith(record: MeetingRecord, conference: Conference): Promise<Ending> {
    const facts = await programFacts(parts, record, clock.now());
    return done(recordChange(record, { ...record, conference }, facts));
  }

  return {
    run,
    async giveUp(job) {
      const record = await find(job);
      return record === null ? done() : fail(job, record.conference.wanted, 'unavailable');
    },
  };
}

const tooSlow = () => new ConferenceError('transient', 'too-slow');

function callOf(record: MeetingRecord, now: Time): Call {
  const { meeting, conference } = record;
  const { startsAt, endsAt, zone, topic } = currentOccurrence(record, now);
  const { meetingId, waitingRoom } = meeting;
  return {
    id: conference.id,
    meetingId,
    topic: topic ?? meeting.topic,
    startsAt,
    endsAt,
    zone,
    waitingRoom: waitingRoom !== 'off',
  };
}
