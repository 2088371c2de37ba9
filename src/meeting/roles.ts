import type { AccountId } from '../ids.ts';
import { invitationsOf, withInvitations } from './invitation.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

/** An invitee who may do everything with the meeting but hand it on. */
export function makeCohost(record: MeetingRecord, account: AccountId): MeetingRecord | Refused {
  const invitation = promotable(record, account);
  if (isRefused(invitation)) return invitation;
  return withInvitations(record, (one) =>
    one === invitation && one.role !== 'cohost' ? { ...one, role: 'cohost' } : one,
  );
}

/** The meeting gets another organizer; the one before stays as co-organizer, if they are still invited. */
export function transfer(record: MeetingRecord, account: AccountId): MeetingRecord | Refused {
  const invitation = promotable(record, account);
  if (isRefused(invitation)) return invitation;
  const handed = withInvitations(record, (one) => {
    if (one === invitation) return { ...one, role: 'organizer' };
    return one.role === 'organizer' ? { ...one, role: 'cohost' } : one;
  });
  return { ...handed, meeting: { ...record.meeting, organizer: account } };
}

/** A personal room is its owner's for good: nobody else may have its fixed code in their hands. */
function promotable(record: MeetingRecord, account: AccountId): Invitation | Refused {
  if (record.meeting.kind === 'personal') return refuse({ why: 'personal-room' });
  if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
  const [invitation] = invitationsOf(record, account);
  if (!invitation) return refuse({ why: 'not-an-invitee' });
  return invitation.role === 'organizer' ? refuse({ why: 'is-organizer' }) : invitation;
}
