import type { NewDelivery } from '../../ports/store/deliveries.ts';
import type { Change } from '../../ports/store.ts';
import { deliveryKey } from '../delivery-key.ts';
import { currentOccurrence } from '../door-times.ts';
import { isFor, rsvpTo } from '../invitation.ts';
import type { MeetingRecord, Occurrence } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import { type Difference, type Facts, occurrencePairs, owe, roomIn } from './difference.ts';

type Cards = Pick<Change, 'deliveries' | 'redraw'>;

/** A card for each occurrence that has a place for one; redrawn when what it shows has changed. */
export function owedCards(difference: Difference): Cards {
  switch (difference.after.meeting.recurrence?.cards) {
    case 'one':
      return oneForAll(difference);
    case 'each':
      return oneForEach(difference, (record) => [currentOccurrence(record, difference.facts.now)]);
    case undefined:
      return oneForEach(difference, ({ occurrences }) => occurrences);
  }
}

/** `shown`: the occurrences whose turn it is to have a card. */
function oneForEach(difference: Difference, shown: (record: MeetingRecord) => readonly Occurrence[]): Cards {
  const { before, after, facts } = difference;
  const due = new Set(shown(after));
  const had = new Map(before && shown(before).map(({ id, card }) => [id, card]));
  const deliveries: NewDelivery[] = [];
  const redraw: string[] = [];
  for (const [was, is] of occurrencePairs(difference)) {
    if (is.card === null) continue;
    const key = deliveryKey.card(after.meeting, is.id, is.card);
    if (due.has(is) && had.get(is.id) !== is.card) {
      const to = { kind: 'conversation', conversation: is.card } as const;
      deliveries.push(owe(difference, { key, to, content: 'card', order: is.startsAt, occurrenceId: is.id }));
    } else if (before && was && !isOver(was) && face(before, was, facts) !== face(after, is, facts)) {
      redraw.push(key);
    }
  }
  return { deliveries, redraw };
}

/** The one card shows whatever is next when it is drawn. */
function oneForAll(difference: Difference): Cards {
  const { before, after, facts } = difference;
  const is = currentOccurrence(after, facts.now);
  if (is.card === null) return { deliveries: [], redraw: [] };
  const key = deliveryKey.card(after.meeting, is.id, is.card);
  const was = before && currentOccurrence(before, facts.now);
  if (was?.card !== is.card) {
    const to = { kind: 'conversation', conversation: is.card } as const;
    return { deliveries: [owe(difference, { key, to, content: 'card', order: is.startsAt })], redraw: [] };
  }
  const same = before && was.id === is.id && face(before, was, facts) === face(after, is, facts);
  return { deliveries: [], redraw: same ? [] : [key] };
}

/** All that a card shows. What was over before shows the same for good. */
function face(record: MeetingRecord, occurrence: Occurrence, facts: Facts): string {
  const { meeting, invitations } = record;
  const invited = invitations.filter((one) => one.state === 'invited' && isFor(one, occurrence.id));
  const { topic, meetingId, organizer, access, state, recurrence } = meeting;
  const { startsAt, endsAt, zone } = occurrence;
  return JSON.stringify([
    [topic, meetingId, organizer, access, state],
    [startsAt, endsAt, zone, occurrence.state, occurrence.topic],
    [recurrence?.rule, recurrence?.from],
    roomIn(record, facts),
    invited.map((one) => rsvpTo(one, occurrence)),
  ]);
}
