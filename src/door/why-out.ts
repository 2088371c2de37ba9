import { isFor } from '../meeting/invitation.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';

/**
 * Why a verified person may be in a call no more, null if they may: all invitations by which they could be were taken
 * back, or the link of each was replaced. Guests have neither.
 */
export function whyOut(
  { invitations }: MeetingRecord,
  { id }: Occurrence,
  personKey: string,
  link: number | null,
): 'removed' | 'replaced' | null {
  const theirs = invitations.filter(
    (one) =>
      isFor(one, id) &&
      (one.id === personKey || (one.invitee.kind === 'account' && one.invitee.account === personKey)),
  );
  if (theirs.length === 0) return null;
  const alive = theirs.filter(({ state }) => state === 'invited');
  if (alive.length === 0) return 'removed';
  return link === null || alive.some((one) => one.link === link) ? null : 'replaced';
}
