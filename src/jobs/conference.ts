import { type Clock, DAY, MINUTE, type Time } from '../clock.ts';
import type { HostOf } from '../door/host.ts';
import { ConferenceError } from '../errors.ts';
import { asId, type ConferenceId, type ProviderName } from '../ids.ts';
import type { Log } from '../log.ts';
import { combine, emptyChange, recordChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { currentOccurrence } from '../meeting/door-times.ts';
import type { Conference, MeetingRecord } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { timedJob } from '../meeting/timed-job.ts';
import type { Call, ConferenceProvider, Host, Made } from '../ports/conference.ts';
import type { Job } from '../ports/store/jobs.ts';
import type { Store } from '../ports/store.ts';
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
  readonly hostOf: HostOf;
};

/** About four minutes of tries: the organizer waits for an answer. */
const MOST_TRIES = 8;
/** A call over for longer needs no ending any more: providers close an empty call by themselves. */
const END_WITHIN = DAY;

/** When a request that was given up has surely been done or dropped by the provider. */
const LATE = 10 * MINUTE;

/** What the provider is left with: its id of the call (null: none is left), and codes if it issued new ones. */
type Told = { readonly foreignId: string | null; readonly codes: Made['codes'] | null };

/**
 * Tells the provider what became of a meeting, by the table of touchConference, and settles what it answered. A
 * crash between its answer and the settlement leads to the same call again, which ports/conference.ts allows for.
 */
export function createConferenceJob(parts: ConferenceJobParts): Runner {
  const { store, clock, random, log, vault, providers, hostOf } = parts;

  const find = (job: Job): Promise<MeetingRecord | null> =>
    store.meetings.byPart(asId<ConferenceId>(job.subject));

  async function run(job: Job, signal: AbortSignal): Promise<Decide> {
    const record = await find(job);
    if (record === null) return async () => done();
    const { wanted } = record.conference;
    try {
      const told = await unlessAborted(signal, tell(job, record, signal), tooSlow);
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

  async function tell(job: Job, record: MeetingRecord, signal: AbortSignal): Promise<Told> {
    const { conference } = record;
    const provider = providers.get(conference.provider);
    if (provider === undefined) throw new ConferenceError('permanent', 'unavailable');
    const call = callOf(record, await hostOf(record), clock.now());
    if (conference.foreignId !== null && conference.state !== 'gone') {
      return change(record, conference.foreignId, provider, call, signal);
    }
    // What was asked for before may have been made although its answer never came.
    const lost = mayHaveMore(job, conference) ? await provider.find(call, signal) : [];
    if (conference.state === 'gone') {
      const known = conference.foreignId === null ? [] : [conference.foreignId];
      for (const foreignId of new Set([...known, ...lost])) await provider.remove(foreignId, signal);
      return { foreignId: null, codes: null };
    }
    const [adopted, ...others] = lost;
    for (const foreignId of others) await provider.remove(foreignId, signal);
    return adopted === undefined
      ? provider.create(call, signal)
      : provider.update(adopted, call, false, signal);
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
    const followed = occurrences.some(({ state }) => state === 'live');
    for (const { id } of over) await provider.end(foreignId, id, followed, signal);
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
    return settleWith(job, record, { ...next, credentials });
  }

  async function fail(job: Job, wanted: number, reason: string): Promise<Ending> {
    const record = await find(job);
    if (record === null || record.conference.wanted !== wanted) return done();
    const { conference } = record;
    const state = conference.state === 'wanted' ? 'failed' : conference.state;
    const ending = await settleWith(job, record, { ...conference, state, reason }, true);
    const facts = await programFacts(parts, record, clock.now());
    const key = deliveryKey.conferenceFailed(conference.id, wanted);
    const told = toOrganizer(record, facts, { key, content: 'conference-failed' });
    return { ...ending, change: combine(ending.change, told) };
  }

  /** `failed`: it was given up half-way, perhaps. */
  async function settleWith(
    job: Job,
    record: MeetingRecord,
    conference: Conference,
    failed = false,
  ): Promise<Ending> {
    const facts = await programFacts(parts, record, clock.now());
    const change = recordChange(record, { ...record, conference }, facts);
    if (!failed && !mayHaveMore(job, record.conference)) return done(change);
    // What is still under way at the provider may turn up after the others were looked for.
    return done(
      combine(change, { ...emptyChange, jobs: [timedJob('look', conference.id, clock.now() + LATE)] }),
    );
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

/** An earlier run of the job did not settle, so what it asked for may have been done. */
const wasUnanswered = ({ attempts, interrupted }: Job): boolean => attempts > 0 || interrupted;

/** Whether the provider may have done something for this call that nobody knows of. */
const mayHaveMore = (job: Job, { wanted, shown }: Conference): boolean =>
  wasUnanswered(job) || shown < wanted - 1;

export function callOf(record: MeetingRecord, host: Host, now: Time): Call {
  const { meeting, conference } = record;
  const { startsAt, endsAt, zone, topic } = currentOccurrence(record, now);
  const { meetingId, waitingRoom } = meeting;
  return {
    id: conference.id,
    meetingId,
    kind: meeting.recurrence !== null ? 'series' : meeting.kind,
    host,
    topic: topic ?? meeting.topic,
    startsAt,
    endsAt,
    zone,
    waitingRoom,
  };
}
