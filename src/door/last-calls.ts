import type { Clock } from '../clock.ts';
import type { AccountId, OccurrenceId } from '../ids.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { type Visit, visitsOf } from '../meeting/visits.ts';
import type { Store } from '../ports/store.ts';

type Parts = { readonly store: Pick<Store, 'meetings' | 'presence'>; readonly clock: Pick<Clock, 'now'> };

/** A call that is over, and who came. */
export type PastCall = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly visits: readonly Visit[];
};

/** The last calls of the meetings that the account organizes, the newest first: nobody else may read who came. */
export async function lastCalls(
  parts: Parts,
  organizer: AccountId,
  limit: number,
): Promise<readonly PastCall[]> {
  const ids = await parts.store.presence.lastCalls(organizer, limit);
  const calls = await Promise.all(ids.map((id) => pastCall(parts, id)));
  return calls.flat();
}

async function pastCall({ store, clock }: Parts, id: OccurrenceId): Promise<readonly PastCall[]> {
  const { meetings, presence } = store;
  const [record, stays, present] = await Promise.all([
    meetings.byPart(id),
    presence.stays(id),
    presence.of(id, clock.now()),
  ]);
  if (record === null) return []; // erased meanwhile
  return record.occurrences
    .filter((occurrence) => occurrence.id === id)
    .map((occurrence) => ({ record, occurrence, visits: visitsOf(stays, present, occurrence) }));
}
