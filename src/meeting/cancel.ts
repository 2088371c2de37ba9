import type { Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { isOver, openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/** Cancels the meeting: its code and links die for good. In a personal room only the call is cancelled. */
export function cancel(record: MeetingRecord, id: OccurrenceId, now: Time): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  return record.meeting.kind === 'personal'
    ? cancelCall(record, occurrence, now)
    : cancelMeeting(record, now);
}

/** Cancels one call of several: the code lives on. */
export const cancelCall = (record: MeetingRecord, occurrence: Occurrence, now: Time): MeetingRecord => ({
  ...withOccurrence(record, cancelled(occurrence, now)),
  conference: touchConference(record.conference, 'updated'),
});

/** Cancels a meeting, whatever is left of it. */
export const cancelMeeting = (record: MeetingRecord, now: Time): MeetingRecord => ({
  ...record,
  meeting: { ...record.meeting, state: 'cancelled' },
  occurrences: record.occurrences.map((one) => (isOver(one) ? one : cancelled(one, now))),
  conference: touchConference(record.conference, 'removed'),
});

const cancelled = (occurrence: Occurrence, now: Time): Occurrence => ({
  ...occurrence,
  state: 'cancelled',
  endedAt: occurrence.state === 'live' ? now : null,
});
