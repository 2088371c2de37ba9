import type { ForeignId, OccurrenceId } from '../ids.ts';
import type { MeetingRecord } from './meeting.ts';
import { isOver, openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused } from './refusal.ts';

/** Another conversation for the card. One that stands elsewhere is left as it is: a card there was public already. */
export function placeCard(record: MeetingRecord, id: OccurrenceId, card: ForeignId): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  if (record.meeting.recurrence) {
    const open = record.occurrences.filter((one) => !isOver(one) && one.card !== card);
    return open.reduce((left, one) => withOccurrence(left, { ...one, card }), record);
  }
  return occurrence.card === card ? record : withOccurrence(record, { ...occurrence, card });
}
