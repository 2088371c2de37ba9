import { MINUTE, type Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/** What *30 minutes more* adds (SPEC.md §2). */
const MORE = 30 * MINUTE;

/** The call is over for everyone. */
export function end(record: MeetingRecord, id: OccurrenceId, now: Time): MeetingRecord | Refused {
  const occurrence = liveOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  return {
    ...withOccurrence(record, { ...occurrence, state: 'ended', endedAt: now }),
    conference: touchConference(record.conference, 'updated'),
  };
}

/**
 * Moves the planned end on; when that has passed already, half an hour from now. The provider need not know: none
 * closes a call by its planned end.
 */
export function extend(record: MeetingRecord, id: OccurrenceId, now: Time): MeetingRecord | Refused {
  const occurrence = liveOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  return withOccurrence(record, { ...occurrence, endsAt: Math.max(occurrence.endsAt, now) + MORE });
}

function liveOccurrence(record: MeetingRecord, id: OccurrenceId): Occurrence | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  return occurrence.state === 'live' ? occurrence : refuse({ why: 'not-live' });
}
