import { emptyChange, type Facts } from '../meeting/change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { owe } from '../meeting/owed/difference.ts';
import type { NewDelivery } from '../ports/store/deliveries.ts';
import type { Change } from '../ports/store.ts';

type News = Pick<NewDelivery, 'key' | 'content'> & Partial<Pick<NewDelivery, 'occurrenceId' | 'until'>>;

/** One message owed to the organizer, before anything that is not urgent. */
export function toOrganizer(record: MeetingRecord, facts: Facts, news: News): Change {
  const to = { kind: 'account', account: record.meeting.organizer } as const;
  const difference = { before: record, after: record, facts };
  return { ...emptyChange, deliveries: [owe(difference, { ...news, to, order: 0 })] };
}
