import { MINUTE } from '../clock.ts';
import { ConferenceError } from '../errors.ts';
import { asId, type ConferenceId } from '../ids.ts';
import { combine, recordChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { Conference, MeetingRecord } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { isInHand } from '../meeting/touch-conference.ts';
import type { ConferenceProvider, Made } from '../ports/conference.ts';
import type { Job } from '../ports/store/jobs.ts';
import { openCodes, sealCodes } from '../vault/credentials.ts';
import { backoff } from './backoff.ts';
import { type ConferenceJobParts, callOf } from './conference.ts';
import { again, done, type Ending, retry } from './ending.ts';
import { programFacts } from './facts.ts';
import { toOrganizer } from './to-organizer.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Decide, Runner } from './worker.ts';

/** While the conference is being changed: when to look instead. */
const LATER = MINUTE;
/** About an hour of tries: what is not found then is found by the next news. */
const MOST_TRIES = 12;

/**
 * Reads back what the provider has of a call, after somebody changed it there or when the answer to a request may have
 * got lost: codes changed there go into the slips, a call deleted there is told to the organizer, and what an
 * unanswered request left behind is removed.
 */
export function createLook(parts: ConferenceJobParts): Runner {
  const { store, clock, random, log, vault, providers, hostOf } = parts;

  const find = (job: Job): Promise<MeetingRecord | null> =>
    store.meetings.byPart(asId<ConferenceId>(job.subject));

  async function run(job: Job, signal: AbortSignal): Promise<Decide> {
    const record = await find(job);
    const provider = record && providers.get(record.conference.provider);
    if (!record || !provider) return async () => done();
    // Its own job has it in hand: what that one makes must not be taken for a leftover.
    if (isInHand(record.conference)) return async () => again(clock.now() + LATER);
    const { wanted, foreignId } = record.conference;
    try {
      const left = await unlessAborted(signal, leftovers(record, provider, signal), tooSlow);
      if (left === 'busy') return async () => again(clock.now() + LATER);
      for (const id of left) await provider.remove(id, signal);
      if (left.length > 0)
        log.warn({ conference: job.subject, removed: left.length }, 'leftover calls removed');
      if (foreignId === null || record.conference.state === 'gone') return async () => done();
      const made = await unlessAborted(signal, provider.read(foreignId, signal), tooSlow);
      return () => adopt(job, wanted, made);
    } catch (err) {
      if (!(err instanceof ConferenceError)) throw err;
      log.warn({ conference: job.subject, reason: err.reason }, 'provider not read');
      if (err.failure === 'permanent' || job.attempts + 1 >= MOST_TRIES) return async () => done();
      return async () => retry(clock.now() + backoff(job.attempts, random), err.message);
    }
  }

  /** `busy`: the conference was asked for something meanwhile, so that nobody can tell what is left over. */
  async function leftovers(
    record: MeetingRecord,
    provider: ConferenceProvider,
    signal: AbortSignal,
  ): Promise<readonly string[] | 'busy'> {
    const { conference } = record;
    const found = await provider.find(callOf(record, await hostOf(record), clock.now()), signal);
    const now = (await store.meetings.byKey(record.meeting.key))?.conference;
    if (now?.wanted !== conference.wanted || now.state !== conference.state) return 'busy';
    const { foreignId } = conference;
    if (conference.state !== 'gone') return found.filter((id) => id !== foreignId);
    // Its removal was refused, perhaps; it may be in the account of a former organizer.
    return [...new Set(foreignId === null ? found : [foreignId, ...found])];
  }

  async function adopt(job: Job, wanted: number, made: Made | null): Promise<Ending> {
    const record = await find(job);
    if (record === null || record.conference.wanted !== wanted) return done();
    return made === null ? deletedThere(record) : changedThere(record, made);
  }

  async function changedThere(record: MeetingRecord, { codes }: Made): Promise<Ending> {
    const { meeting, conference } = record;
    if (sameCodes(codes, openCodes(vault, meeting, conference))) return done();
    return settle(record, { ...conference, credentials: sealCodes(vault, meeting, conference, codes) });
  }

  /** It waits for the organizer's choice. One whose time is over is not missed. */
  async function deletedThere(record: MeetingRecord): Promise<Ending> {
    const { meeting, conference, occurrences } = record;
    const nothing = { foreignId: null, credentials: null } as const;
    if (meeting.kind !== 'personal' && occurrences.every(isOver)) {
      return settle(record, { ...conference, ...nothing, state: 'gone' });
    }
    const ending = await settle(record, {
      ...conference,
      ...nothing,
      state: 'failed',
      reason: 'deleted-elsewhere',
    });
    const facts = await programFacts(parts, record, clock.now());
    const key = deliveryKey.conferenceDeleted(conference.id, conference.wanted);
    const told = toOrganizer(record, facts, { key, content: 'conference-failed' });
    return { ...ending, change: combine(ending.change, told) };
  }

  async function settle(record: MeetingRecord, conference: Conference): Promise<Ending> {
    const facts = await programFacts(parts, record, clock.now());
    return done(recordChange(record, { ...record, conference }, facts));
  }

  return { run, giveUp: async () => done() };
}

const tooSlow = () => new ConferenceError('transient', 'too-slow');

const sameCodes = (one: Made['codes'], other: Made['codes']): boolean =>
  one.length === other.length &&
  one.every(
    ({ label, secret }, index) =>
      label === other[index]?.label && secret.open() === other[index]?.secret.open(),
  );
