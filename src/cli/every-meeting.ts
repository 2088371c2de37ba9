import type { MeetingKey } from '../ids.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Store } from '../ports/store.ts';

const BATCH = 100; // meetings read at a time

/** Every meeting there is, over ones too; those that are changed meanwhile come once. */
export async function* everyMeeting({ meetings }: Pick<Store, 'meetings'>): AsyncGenerator<MeetingRecord> {
  for (let after: MeetingKey | null = null; ; ) {
    const batch: readonly MeetingRecord[] = await meetings.all(after, BATCH);
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.meeting.key;
  }
}
