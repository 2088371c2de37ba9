import type { AccountId, OccurrenceId } from '../ids.ts';
import { invitationTo, withInvitations } from './invitation.ts';
import type { MeetingRecord, Rsvp } from './meeting.ts';
import { openOccurrence } from './occurrence.ts';
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
    one === invitation && one.rsvp !== answer ? { ...one, rsvp: answer } : one,
  );
}
