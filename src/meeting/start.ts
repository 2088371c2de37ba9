import type { Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import type { MeetingRecord } from './meeting.ts';
import { openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

/** A planned occurrence goes live: by its organizer, by its time, or by the first person in. One at a time. */
export function start(record: MeetingRecord, id: OccurrenceId, now: Time): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  if (occurrence.state === 'live') return refuse({ why: 'not-planned' });
  if (record.occurrences.some(({ state }) => state === 'live')) return refuse({ why: 'is-live' });
  return withOccurrence(record, { ...occurrence, state: 'live', startedAt: now });
}
