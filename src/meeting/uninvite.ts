import type { AccountId, InvitationId } from '../ids.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';
import { type Refused, refuse } from './refusal.ts';
import { type Withdrawal, withdraw } from './withdraw.ts';

/** Uninvites one or several. The caller rotates when it has to be: `uninvite` and `rotatePasscode` are one commit. */
export function uninvite(
  record: MeetingRecord,
  invitations: ReadonlySet<InvitationId>,
  readers: ReadonlySet<AccountId>,
): Withdrawal | Refused {
  if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
  const isMeant = ({ id, state }: Invitation) => state === 'invited' && invitations.has(id);
  const meant = record.invitations.filter(isMeant);
  if (meant.length === 0) return refuse({ why: 'not-an-invitee' });
  if (meant.some(({ role }) => role === 'organizer')) return refuse({ why: 'is-organizer' });
  return withdraw(record, isMeant, readers);
}
