import type { AccountId } from '../ids.ts';
import { invitationsOf, withInvitations } from './invitation.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/** An invitee who may do everything with the meeting but hand it on. */
export function makeCohost(record: MeetingRecord, account: AccountId): MeetingRecord | Refused {
  const invitation = promotable(record, account);
  if (isRefused(invitation)) return invitation;
  return withInvitations(record, (one) =>
    one === invitation && one.role !== 'cohost' ? { ...one, role: 'cohost' } : one,
  );
}

/**
 * The meeting gets another organizer; the one before stays as co-organizer, if they are still invited. A provider at
 * which the organizer has an account of their own takes the call there, unless people are in it right now.
 */
export function transfer(record: MeetingRecord, account: AccountId): MeetingRecord | Refused {
  const invitation = promotable(record, account);
  if (isRefused(invitation)) return invitation;
  const handed = withInvitations(record, (one) => {
    if (one === invitation) return { ...one, role: 'organizer' };
    return one.role === 'organizer' ? { ...one, role: 'cohost' } : one;
  });
  const isLive = record.occurrences.some(({ state }) => state === 'live');
  const conference = isLive ? record.conference : touchConference(record.conference, 'updated');
  return { ...handed, meeting: { ...record.meeting, organizer: account }, conference };
}

/** A personal room is its owner's for good: nobody else may have its fixed code in their hands. */
function promotable(record: MeetingRecord, account: AccountId): Invitation | Refused {
  if (record.meeting.kind === 'personal') return refuse({ why: 'personal-room' });
  if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
  const [invitation] = invitationsOf(record, account);
  if (!invitation) return refuse({ why: 'not-an-invitee' });
  return invitation.role === 'organizer' ? refuse({ why: 'is-organizer' }) : invitation;
}
