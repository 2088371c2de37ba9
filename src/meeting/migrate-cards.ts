import { asId, type ForeignId } from '../ids.ts';
import type { MeetingRecord } from './meeting.ts';
import { isOver } from './occurrence.ts';

/**
 * A conversation has another id: cards of what is not over go to the same place under the new one, threads too. They
 * are posted there anew, because a message of the old id cannot be edited any more.
 */
export function migrateCards(record: MeetingRecord, from: ForeignId, to: ForeignId): MeetingRecord {
  const occurrences = record.occurrences.map((occurrence) => {
    const card = occurrence.card && migrated(occurrence.card, from, to);
    return card === occurrence.card || isOver(occurrence) ? occurrence : { ...occurrence, card };
  });
  const same = occurrences.every((occurrence, index) => occurrence === record.occurrences[index]);
  return same ? record : { ...record, occurrences };
}

function migrated(card: ForeignId, from: ForeignId, to: ForeignId): ForeignId {
  if (card === from) return to;
  return card.startsWith(`${from}/`) ? asId<ForeignId>(`${to}${card.slice(from.length)}`) : card;
}
