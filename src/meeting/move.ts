import type { Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/** Another time for a planned occurrence; the code stays. */
export function move(
  record: MeetingRecord,
  id: OccurrenceId,
  to: Pick<Occurrence, 'startsAt' | 'endsAt' | 'zone'>,
  now: Time,
): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  if (occurrence.state === 'live') return refuse({ why: 'not-planned' });
  if (to.startsAt <= now) return refuse({ why: 'time-past', at: to.startsAt });
  if (to.startsAt === occurrence.startsAt && to.endsAt === occurrence.endsAt) return record;
  return {
    ...withOccurrence(record, { ...occurrence, ...to, moves: occurrence.moves + 1 }),
    conference: touchConference(record.conference, 'updated'),
  };
}
