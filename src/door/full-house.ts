import type { Time } from '../clock.ts';
import { emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { DoorParts, Pass } from './door.ts';
import { organizerNotice } from './organizer-notice.ts';
import { personKeyOf } from './person-key.ts';

/** Whether others have every seat that the provider has. The first time, the organizer is told. */
export async function fullHouse(
  parts: DoorParts,
  pass: Pass,
  workspace: Workspace,
  now: Time,
): Promise<boolean> {
  const { meeting } = pass.record;
  const seats = parts.providers.get(meeting.provider)?.abilities.seats ?? null;
  if (seats === null) return false;
  const present = await parts.store.presence.of(pass.occurrence.id, now);
  const own = personKeyOf(pass);
  const others = present.filter(({ state, personKey }) => state === 'inside' && personKey !== own);
  if (others.length < seats) return false;
  const key = deliveryKey.full(pass.occurrence.id);
  const subject = { meeting, workspace, occurrence: pass.occurrence.id };
  await parts.store.commit({ ...emptyChange, deliveries: [organizerNotice(key, 'full', subject, now)] });
  return true;
}
