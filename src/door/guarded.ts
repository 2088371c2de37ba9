import type { Time } from '../clock.ts';
import { programFacts } from '../jobs/facts.ts';
import { toOrganizer } from '../jobs/to-organizer.ts';
import { audited } from '../meeting/audited.ts';
import { combine } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { zoned } from '../time/zoned.ts';
import type { DoorParts } from './door.ts';

/** The passcode door of a meeting was shut by too many guesses: its organizer is told, at most once a day. */
export async function guarded(parts: DoorParts, record: MeetingRecord, at: Time): Promise<void> {
  const { key } = record.meeting;
  const day = zoned(at, 'UTC').toPlainDate().toString();
  const news = { key: deliveryKey.guarded(key, day), content: 'guarded' } as const;
  const told = toOrganizer(record, await programFacts(parts, record, at), news);
  await parts.store.commit(
    combine(told, audited(record.meeting, at, { action: 'guarded', via: 'passcode' })),
  );
  parts.committed();
  parts.log.warn({ meeting: key }, 'passcode door shut');
}
