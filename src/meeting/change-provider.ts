import { asId, type ConferenceId, type ProviderName } from '../ids.ts';
import type { MeetingRecord } from './meeting.ts';
import { isOver } from './occurrence.ts';
import type { Refused } from './refusal.ts';
import { deadCode } from './rotate.ts';
import { touchConference } from './touch-conference.ts';
import { wantedConference } from './wanted-conference.ts';

/** It runs in this very program, so that it is there when another provider is not. */
export const BUILT_IN = asId<ProviderName>('room');

/** Whether the provider did not make the call or did not take a change, and was not asked again since. */
export const isFailing = ({ conference: { state, reason } }: MeetingRecord): boolean =>
  state === 'failed' || (state === 'ready' && reason !== null);

/** Asks the provider once more for what it did not do. */
export function retryConference(record: MeetingRecord): MeetingRecord | Refused {
  const { conference } = record;
  return (
    deadCode(record) ?? {
      ...record,
      conference: touchConference(conference, 'updated'),
    }
  );
}

/**
 * Another provider runs the call. Meeting ID, passcode and links are ours and stay as they are; what the provider
 * before may have made is the caller's to have removed (src/jobs/drop-jobs.ts).
 */
export function changeProvider(
  record: MeetingRecord,
  { provider, conferenceId }: { readonly provider: ProviderName; readonly conferenceId: ConferenceId },
): MeetingRecord | Refused {
  const { meeting } = record;
  return (
    deadCode(record) ?? {
      ...record,
      meeting: { ...meeting, provider },
      conference: wantedConference({ id: conferenceId, meetingKey: meeting.key, provider }),
    }
  );
}

/** Whether a call is still to be held in it: a personal room is there for the next one. */
export const needsCall = ({ meeting: { kind, state }, occurrences }: MeetingRecord): boolean =>
  state === 'open' && (kind === 'personal' || !occurrences.every(isOver));

/**
 * What the provider had made is out of reach: it is asked for another call where one is still needed. A provider that
 * can make none says so to the organizer.
 */
export function loseConference(record: MeetingRecord, conferenceId: ConferenceId): MeetingRecord {
  const { meeting, conference } = record;
  const { provider } = conference;
  return {
    ...record,
    conference: needsCall(record)
      ? wantedConference({ id: conferenceId, meetingKey: meeting.key, provider })
      : { ...conference, state: 'gone', foreignId: null, credentials: null },
  };
}
