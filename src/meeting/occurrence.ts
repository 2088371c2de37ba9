import type { OccurrenceId } from '../ids.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { type Refused, refuse } from './refusal.ts';

export const isOver = (occurrence: Occurrence): boolean =>
  occurrence.state === 'ended' || occurrence.state === 'cancelled';

/** An occurrence with its meeting, while something can still become of it. */
export type Unfinished = { readonly record: MeetingRecord; readonly occurrence: Occurrence };

export function unfinished(record: MeetingRecord | null, id: OccurrenceId): Unfinished | null {
  const occurrence = record?.occurrences.find((one) => one.id === id);
  return record && occurrence && !isOver(occurrence) ? { record, occurrence } : null;
}

/** The occurrence of that id while something can still be done with it. */
export function openOccurrence(record: MeetingRecord, id: OccurrenceId): Occurrence | Refused {
  const occurrence = record.occurrences.find((one) => one.id === id);
  if (!occurrence) return refuse({ why: 'no-such-meeting' });
  if (record.meeting.state === 'cancelled' || occurrence.state === 'cancelled') {
    return refuse({ why: 'is-cancelled' });
  }
  return occurrence.state === 'ended' ? refuse({ why: 'is-over' }) : occurrence;
}

/** The record with this occurrence in place of the one of the same id, or added; earliest first. */
export function withOccurrence(record: MeetingRecord, next: Occurrence): MeetingRecord {
  const others = record.occurrences.filter((occurrence) => occurrence.id !== next.id);
  const occurrences = [...others, next].sort((one, other) => one.startsAt - other.startsAt);
  return { ...record, occurrences };
}
