import type { Change, NewDelivery } from '../../ports/store.ts';
import { deliveryKey } from '../delivery-key.ts';
import { isFor } from '../invitation.ts';
import type { MeetingRecord, Occurrence } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import { type Difference, occurrencePairs, owe } from './difference.ts';

/** A card for each occurrence that has a place for one; redrawn when what it shows has changed. */
export function owedCards(difference: Difference): Pick<Change, 'deliveries' | 'redraw'> {
  const { before, after } = difference;
  const deliveries: NewDelivery[] = [];
  const redraw: string[] = [];
  for (const [was, is] of occurrencePairs(difference)) {
    if (is.card === null) continue;
    const key = deliveryKey.card(is.id, is.card);
    if (was?.card !== is.card) {
      const to = { kind: 'conversation', conversation: is.card } as const;
      deliveries.push(owe(difference, { key, to, content: 'card', order: is.startsAt, occurrenceId: is.id }));
    } else if (before && !isOver(was) && face(before, was) !== face(after, is)) {
      redraw.push(key);
    }
  }
  return { deliveries, redraw };
}

/** All that a card shows. What was over before shows the same for good. */
function face({ meeting, invitations }: MeetingRecord, occurrence: Occurrence): string {
  const invited = invitations.filter((one) => one.state === 'invited' && isFor(one, occurrence.id));
  const { topic, meetingId, organizer, access, state } = meeting;
  const { startsAt, endsAt, zone } = occurrence;
  return JSON.stringify([
    [topic, meetingId, organizer, access, state],
    [startsAt, endsAt, zone, occurrence.state, occurrence.topic],
    invited.map(({ rsvp }) => rsvp),
  ]);
}
