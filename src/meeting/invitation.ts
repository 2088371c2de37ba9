import type { AccountId, OccurrenceId } from '../ids.ts';
import type { Invitation, Invitee, MeetingRecord, Occurrence, Rsvp } from './meeting.ts';
import { isOver } from './occurrence.ts';

/** The invitations by which an account is part of a meeting now. Several only in a personal room, one per call. */
export function invitationsOf(record: MeetingRecord, account: AccountId): readonly Invitation[] {
  return record.invitations.filter(
    ({ state, invitee }) => state === 'invited' && invitee.kind === 'account' && invitee.account === account,
  );
}

/** Whether the invitation is for this occurrence: a personal room's is for one call, the organizer's for all. */
export const isFor = (invitation: Invitation, occurrence: OccurrenceId): boolean =>
  invitation.occurrenceId === null || invitation.occurrenceId === occurrence;

/** What somebody said to an occurrence: of what is repeated they answer for each time. */
export const rsvpTo = ({ rsvp, rsvps }: Invitation, { id, slot }: Occurrence): Rsvp =>
  slot === null ? rsvp : (rsvps?.[id] ?? 'none');

/** The invitation by which an account may come to this occurrence. */
export function invitationTo(
  record: MeetingRecord,
  occurrence: OccurrenceId,
  account: AccountId,
): Invitation | null {
  return invitationsOf(record, account).find((invitation) => isFor(invitation, occurrence)) ?? null;
}

/** Whether what the invitation is for is over: its call, or the whole meeting. A personal room itself never is. */
export function isSpent(record: MeetingRecord, invitation: Invitation): boolean {
  if (record.meeting.state === 'cancelled') return true;
  if (record.meeting.kind === 'personal' && invitation.occurrenceId === null) return false;
  return record.occurrences.every((occurrence) => !isFor(invitation, occurrence.id) || isOver(occurrence));
}

export function sameInvitee(one: Invitee, other: Invitee): boolean {
  switch (one.kind) {
    case 'account':
      return other.kind === 'account' && other.account === one.account;
    case 'username':
      return other.kind === 'username' && other.username.toLowerCase() === one.username.toLowerCase();
    case 'email':
      return other.kind === 'email' && other.address.toLowerCase() === one.address.toLowerCase();
  }
}

/** The record with each invitation replaced by what `change` makes of it; the same record when nothing changes. */
export function withInvitations(
  record: MeetingRecord,
  change: (invitation: Invitation) => Invitation,
): MeetingRecord {
  const invitations = record.invitations.map(change);
  const same = invitations.every((invitation, index) => invitation === record.invitations[index]);
  return same ? record : { ...record, invitations };
}
