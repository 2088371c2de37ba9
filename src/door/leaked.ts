import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import { programFacts } from '../jobs/facts.ts';
import { toOrganizer } from '../jobs/to-organizer.ts';
import { audited } from '../meeting/audited.ts';
import { combine } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { comparePasscode, type TypedKey } from './compare-passcode.ts';
import type { DoorParts } from './door.ts';
import { waitForFloor } from './floor.ts';

/**
 * A passcode stood where others could read it. It lets nobody in; a right one is known to others from now on, and
 * the organizer is told, once for each passcode. It is counted like any try, or it would be a way to guess.
 */
export async function leaked(parts: DoorParts, account: AccountId, key: TypedKey): Promise<void> {
  const now = parts.clock.now();
  const compared = await comparePasscode(parts, { kind: 'account', account }, key);
  if (compared.kind === 'right' && isOfUse(compared.record)) await tell(parts, compared.record, account, now);
  await waitForFloor(parts.clock, now);
}

/** Whether anybody could still come in with it. */
const isOfUse = ({ meeting, occurrences }: MeetingRecord): boolean =>
  meeting.state === 'open' && (meeting.kind === 'personal' || !occurrences.every(isOver));

async function tell(parts: DoorParts, record: MeetingRecord, account: AccountId, at: Time): Promise<void> {
  const { key, revision } = record.meeting;
  const news = { key: deliveryKey.leaked(key, revision), content: 'leaked' } as const;
  const told = toOrganizer(record, await programFacts(parts, record, at), news);
  const noted = { action: 'leaked', actor: account, about: account, via: 'typed-in-public' } as const;
  await parts.store.commit(combine(told, audited(record.meeting, at, noted)));
  parts.committed();
}
