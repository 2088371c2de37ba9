import { isFor } from '../meeting/invitation.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';

/** Whether an invitee has the current code: it was accepted by the platform, or shown to them in an answer. */
export type Reach =
  | { readonly kind: 'has' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'missed'; readonly reason: string | null };

export function reachOf({ meeting, slips, conference }: MeetingRecord, invitation: Invitation): Reach {
  const slip = slips.findLast(
    ({ invitationId, revision, link }) =>
      invitationId === invitation.id && revision === meeting.revision && link === invitation.link,
  );
  switch (slip?.state) {
    case 'sent':
    case 'shown':
      return { kind: 'has' };
    case 'unreachable':
    case 'dead':
      return { kind: 'missed', reason: slip.reason };
    case 'due':
    case 'sending':
      return { kind: 'waiting' };
    case 'void':
    case undefined:
      if (invitation.invitee.kind === 'username') return { kind: 'missed', reason: 'not-met' };
      if (invitation.invitee.kind === 'email') return { kind: 'missed', reason: 'no-mail' };
      return conference.state === 'failed' ? { kind: 'missed', reason: 'unavailable' } : { kind: 'waiting' };
  }
}

/** Who is invited to an occurrence besides the organizer. */
export const inviteesTo = ({ invitations }: MeetingRecord, { id }: Occurrence): readonly Invitation[] =>
  invitations.filter(
    (invitation) =>
      invitation.state === 'invited' && invitation.role !== 'organizer' && isFor(invitation, id),
  );
