import type { AccountId, OccurrenceId } from '../ids.ts';
import { invitationTo, rsvpTo, withInvitations } from './invitation.ts';
import type { Invitation, MeetingRecord, Occurrence, Rsvp } from './meeting.ts';
import { isOver, openOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

/** An invitee says whether they come. It grants no right: from anyone else it is refused (SPEC.md §2). */
export function rsvp(
  record: MeetingRecord,
  id: OccurrenceId,
  account: AccountId,
  answer: Exclude<Rsvp, 'none'>,
): MeetingRecord | Refused {
  const occurrence = openOccurrence(record, id);
  if (isRefused(occurrence)) return occurrence;
  const invitation = invitationTo(record, id, account);
  if (!invitation) {
    const { access, key } = record.meeting;
    return refuse({ why: 'not-invited', canAsk: access === 'request', meeting: key });
  }
  return withInvitations(record, (one) =>
    one === invitation && rsvpTo(one, occurrence) !== answer
      ? { ...one, ...answered(record, one, occurrence, answer) }
      : one,
  );
}

/** Answers to what is over by now are forgotten, so that those of a long series do not pile up. */
function answered(
  { occurrences }: MeetingRecord,
  { rsvps }: Invitation,
  { id, slot }: Occurrence,
  answer: Exclude<Rsvp, 'none'>,
): Pick<Invitation, 'rsvp'> | Pick<Invitation, 'rsvps'> {
  if (slot === null) return { rsvp: answer };
  const open = new Set<string>(occurrences.filter((one) => !isOver(one)).map((one) => one.id));
  const kept = Object.entries(rsvps ?? {}).filter(([occurrence]) => open.has(occurrence));
  return { rsvps: { ...Object.fromEntries(kept), [id]: answer } };
}
