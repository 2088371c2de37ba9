import type { Time } from '../clock.ts';
import type { AccountId, InvitationId, OccurrenceId } from '../ids.ts';
import { sameInvitee } from './invitation.ts';
import { INVITEES_PER_MEETING } from './limits.ts';
import type { Invitation, Invitee, MeetingRecord } from './meeting.ts';
import { openOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

/** Somebody to invite, with the id that their invitation gets if they have none yet. */
export type InvitationDraft = { readonly id: InvitationId; readonly invitee: Invitee };

export type Inviting = {
  readonly invitees: readonly InvitationDraft[];
  readonly invitedBy: AccountId;
  /** The vault's primary key: personal links are made with it. */
  readonly linkKey: string;
};

/** Who is invited already stays as they are. In a personal room they are invited to this call alone. */
export function invite(
  record: MeetingRecord,
  occurrence: OccurrenceId,
  inviting: Inviting,
  now: Time,
): MeetingRecord | Refused {
  const open = openOccurrence(record, occurrence);
  return isRefused(open) ? open : addInvitations(record, occurrence, inviting, now);
}

/**
 * Adds invitations without asking about the occurrence. Somebody who was uninvited is invited again with the
 * next link, so that the one that was revoked stays dead.
 */
export function addInvitations(
  record: MeetingRecord,
  occurrence: OccurrenceId,
  { invitees, invitedBy, linkKey }: Inviting,
  now: Time,
): MeetingRecord | Refused {
  const occurrenceId = record.meeting.kind === 'personal' ? occurrence : null;
  const isSame = (invitee: Invitee) => (one: Invitation) =>
    (one.occurrenceId === null || one.occurrenceId === occurrenceId) && sameInvitee(one.invitee, invitee);

  const invitations = [...record.invitations];
  for (const { id, invitee } of invitees) {
    const index = invitations.findIndex(isSame(invitee));
    const known = invitations[index];
    if (known?.state === 'invited') continue;
    const next: Invitation = {
      id: known?.id ?? id,
      meetingKey: record.meeting.key,
      occurrenceId,
      invitee,
      role: 'invitee',
      state: 'invited',
      link: known ? known.link + 1 : 1,
      linkKey,
      rsvp: 'none',
      rsvps: null,
      invitedBy,
      invitedAt: now,
    };
    if (known) invitations[index] = next;
    else invitations.push(next);
  }

  const guests = invitations.filter(
    (one) => one.state === 'invited' && one.role !== 'organizer' && one.occurrenceId === occurrenceId,
  );
  if (guests.length > INVITEES_PER_MEETING) {
    return refuse({ why: 'meeting-too-large', limit: INVITEES_PER_MEETING });
  }
  return { ...record, invitations };
}
