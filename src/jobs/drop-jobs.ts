import { MINUTE, type Time } from '../clock.ts';
import { type AccountId, asId, type ConferenceId, type MeetingKey, type ProviderName } from '../ids.ts';
import type { Conference } from '../meeting/meeting.ts';
import type { NewJob } from '../ports/store/jobs.ts';

/** A call that a meeting has no more to do with, at the provider or with the organizer that it had before. */
export type Dropped = {
  readonly provider: ProviderName;
  readonly conference: ConferenceId;
  readonly meeting: MeetingKey;
  /** Who organized it then: it was made in their account. */
  readonly host: AccountId;
  /** Null: nobody knows whether one was made. */
  readonly foreignId: string | null;
};

/** When a request that was under way has surely been done or dropped by the provider. */
const LATE = 10 * MINUTE;

/**
 * Has everything removed that the provider has of a conference in the host's account, but what the meeting still uses:
 * at once, and what turns up later.
 */
export function dropJobs(
  { id, provider, meetingKey, foreignId }: Conference,
  host: AccountId,
  now: Time,
): readonly NewJob[] {
  const subject = [provider, id, meetingKey, host, foreignId ?? ''].join(' ');
  return [now, now + LATE].map((runAt) => ({
    key: `drop:${id}:${host}:${runAt === now ? 'now' : 'late'}`,
    kind: 'drop',
    subject,
    runAt,
    order: runAt,
    buckets: [],
  }));
}

/** Ids of the core and names of providers have no blanks; what the provider's own id may have comes last. */
export function readDropped(subject: string): Dropped {
  const [provider = '', conference = '', meeting = '', host = '', ...foreignId] = subject.split(' ');
  return {
    provider: asId(provider),
    conference: asId(conference),
    meeting: asId(meeting),
    host: asId(host),
    foreignId: foreignId.join(' ') || null,
  };
}
