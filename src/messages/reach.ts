import { isFor, isSpent } from '../meeting/invitation.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';

/** Whether an invitee has the current code: it was accepted by the platform, or shown to them in an answer. */
type Reach =
  | { readonly kind: 'has' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'missed'; readonly reason: string | null };

export function reachOf(record: MeetingRecord, invitation: Invitation): Reach {
  const { meeting, slips } = record;
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
      return whyNone(record, invitation);
  }
}

/** The rules owe every account a slip as soon as the provider is ready, but for those who muted the organizer. */
function whyNone(record: MeetingRecord, invitation: Invitation): Reach {
  if (isSpent(record, invitation)) return { kind: 'waiting' };
  switch (invitation.invitee.kind) {
    case 'username':
      return { kind: 'missed', reason: 'not-met' };
    case 'email':
      return whyNotYet(record, 'no-mail');
    case 'account':
      return whyNotYet(record, 'muted');
  }
}

function whyNotYet({ conference }: MeetingRecord, reason: string): Reach {
  if (conference.state === 'failed') return { kind: 'missed', reason: 'no-room' };
  return conference.state === 'ready' ? { kind: 'missed', reason } : { kind: 'waiting' };
}

/** Who is invited to an occurrence besides the organizer. */
export const inviteesTo = ({ invitations }: MeetingRecord, { id }: Occurrence): readonly Invitation[] =>
  invitations.filter(
    (invitation) =>
      invitation.state === 'invited' && invitation.role !== 'organizer' && isFor(invitation, id),
  );
