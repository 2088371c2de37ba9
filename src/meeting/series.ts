import { MINUTE, type Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import { momentOf, movedRule, type Slot, slotOf, slotsOf } from '../time/recurrence.ts';
import type { Ends, Recurrence } from '../time/rule.ts';
import { zoned } from '../time/zoned.ts';
import { cancelCall, cancelMeeting } from './cancel.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { isOver, openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/** What of a meeting that is repeated is meant: one time alone, or that one and all behind it. */
export type Scope = 'this' | 'following';

/** Times to come that are occurrences already: enough to be moved or cancelled one by one, and to be listed. */
const AHEAD = 3;
/** More times than anybody cancels one by one before those that are left are moved. */
const FAR_AHEAD = 100;

/** The occurrences of a rule that are not over, in the order in which it gives them. */
const coming = ({ occurrences }: MeetingRecord) =>
  occurrences
    .filter((one): one is Occurrence & { readonly slot: Slot } => one.slot !== null && !isOver(one))
    .sort((one, other) => one.slot.localeCompare(other.slot));

/**
 * The record with the next times of its rule made occurrences, each with the card of the one before. What was over
 * before it could be made, because the program did not run, is left out.
 */
export function withComing(record: MeetingRecord, newId: () => OccurrenceId, now: Time): MeetingRecord {
  const { recurrence, state } = record.meeting;
  if (!recurrence || state === 'cancelled') return record;
  const card = record.occurrences.at(-1)?.card ?? null;
  const made: Occurrence[] = [];
  let last = recurrence.made;
  for (let open = coming(record).length; open < AHEAD; ) {
    const [slot] = slotsOf(recurrence, { after: last, limit: 1 });
    if (slot === undefined) break;
    last = slot;
    const times = timesOf(slot, recurrence);
    if (times.endsAt <= now) continue;
    const untold = { state: 'planned', startedAt: null, endedAt: null, moves: 0, topic: null } as const;
    made.push({ id: newId(), meetingKey: record.meeting.key, card, slot, ...times, ...untold });
    open += 1;
  }
  if (last === recurrence.made) return record;
  const next = made.reduce(withOccurrence, record);
  return { ...next, meeting: { ...next.meeting, recurrence: { ...recurrence, made: last } } };
}

const timesOf = (slot: Slot, { zone, minutes }: Pick<Recurrence, 'zone' | 'minutes'>) => {
  const startsAt = momentOf(slot, zone);
  return { startsAt, endsAt: startsAt + minutes * MINUTE, zone };
};

/** The same rule, beginning with a later one of its slots. */
export function startingFrom(recurrence: Recurrence, slot: Slot): Recurrence {
  const { rule, from } = recurrence;
  return {
    ...recurrence,
    from: slot,
    made: slot,
    rule: { ...rule, ends: endsFrom(rule.ends, { ...recurrence, from }, slot) },
  };
}

function endsFrom(ends: Ends, recurrence: Recurrence, slot: Slot): Ends {
  if (ends.kind !== 'count') return ends;
  const before = slotsOf(recurrence, { after: null, limit: ends.count }).filter((each) => each < slot);
  return { kind: 'count', count: ends.count - before.length };
}

/** Cancels one time of it, or that one and all behind it. With the last one goes the meeting: its code dies. */
export function cancelIn(
  record: MeetingRecord,
  id: OccurrenceId,
  scope: Scope,
  now: Time,
): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  const { recurrence } = record.meeting;
  const { slot } = occurrence;
  if (!recurrence || slot === null) return cancelMeeting(record, now);
  if (scope === 'this') {
    const others = coming(record).some((one) => one.id !== id);
    const more = slotsOf(recurrence, { after: recurrence.made, limit: 1 }).length > 0;
    return others || more ? cancelCall(record, occurrence, now) : cancelMeeting(record, now);
  }
  const last = coming(record).findLast((one) => one.slot < slot);
  if (!last) return cancelMeeting(record, now);
  const dropped = coming(record).filter((one) => one.slot >= slot);
  const next = dropped.reduce((left, one) => cancelCall(left, one, now), record);
  const ends = { kind: 'until', date: last.slot.slice(0, '2026-12-20'.length) } as const;
  const ended = { ...recurrence, rule: { ...recurrence.rule, ends } };
  return { ...next, meeting: { ...next.meeting, recurrence: ended } };
}

/** Another time for that one and all behind it, those that were moved one by one included. */
export function moveFollowing(
  record: MeetingRecord,
  id: OccurrenceId,
  to: Pick<Occurrence, 'startsAt' | 'endsAt' | 'zone'>,
  now: Time,
): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  const { recurrence } = record.meeting;
  const { slot } = occurrence;
  if (occurrence.state === 'live' || !recurrence || slot === null) return refuse({ why: 'not-planned' });
  if (to.startsAt <= now) return refuse({ why: 'time-past', at: to.startsAt });

  const wall = zoned(to.startsAt, to.zone).toPlainDateTime();
  const rest = startingFrom(recurrence, slot);
  const rule = movedRule(rest.rule, Temporal.PlainDateTime.from(slot), wall);
  const moved = {
    ...rest,
    rule,
    from: slotOf(wall),
    zone: to.zone,
    minutes: (to.endsAt - to.startsAt) / MINUTE,
  };
  // Slot for slot, so that what was cancelled alone does not come back.
  const were = slotsOf(rest, { after: null, limit: FAR_AHEAD }).filter((each) => each <= recurrence.made);
  const slots = slotsOf(moved, { after: null, limit: were.length });
  const made = slots.at(-1);
  if (made === undefined) return refuse({ why: 'repeats-never' });
  const later = coming(record).filter((one) => one.slot >= slot);
  const taken = new Set(coming(record).flatMap((one) => (one.slot < slot ? [one.slot] : [])));
  const next = later.reduce((left, one) => {
    const its = slots[were.indexOf(one.slot)];
    if (its === undefined || taken.has(its)) return cancelCall(left, one, now);
    const times = timesOf(its, moved);
    const same = times.startsAt === one.startsAt && times.endsAt === one.endsAt;
    return withOccurrence(left, { ...one, ...times, slot: its, moves: same ? one.moves : one.moves + 1 });
  }, record);
  return {
    ...next,
    meeting: { ...next.meeting, recurrence: { ...moved, made } },
    conference: touchConference(record.conference, 'updated'),
  };
}
