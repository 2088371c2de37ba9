import type { Time } from '../clock.ts';
import { programFacts } from '../jobs/facts.ts';
import { toOrganizer } from '../jobs/to-organizer.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { DoorParts, Pass } from './door.ts';
import { personKeyOf } from './person-key.ts';

/** Whether others have every seat that the provider has. The first time, the organizer is told. */
export async function fullHouse(parts: DoorParts, pass: Pass, now: Time): Promise<boolean> {
  const { record, occurrence } = pass;
  const seats = parts.providers.get(record.meeting.provider)?.abilities.seats ?? null;
  if (seats === null) return false;
  const present = await parts.store.presence.of(occurrence.id, now);
  const own = personKeyOf(pass);
  const others = present.filter(({ state, personKey }) => state === 'inside' && personKey !== own);
  if (others.length < seats) return false;

  const { id, endsAt } = occurrence;
  const news = { key: deliveryKey.full(id), content: 'full', occurrenceId: id, until: endsAt } as const;
  await parts.store.commit(toOrganizer(record, await programFacts(parts, record, now), news));
  parts.committed();
  return true;
}
