import type { AccountId } from '../ids.ts';
import { isSpent, withInvitations } from './invitation.ts';
import type { Invitation, MeetingRecord, SlipState } from './meeting.ts';

export type Withdrawal = {
  readonly record: MeetingRecord;
  /** The passcode had reached one of them: it has to be rotated. */
  readonly mustRotate: boolean;
};

/**
 * Takes back invitations: their links die with them. The passcode of a personal room stays, because its earlier
 * callers know it anyway and wait in the waiting room (SPEC.md §2).
 * `readers`: accounts to whom the current passcode was shown in an answer, as the audit has it.
 */
export function withdraw(
  record: MeetingRecord,
  isMeant: (invitation: Invitation) => boolean,
  readers: ReadonlySet<AccountId>,
): Withdrawal {
  const mustRotate =
    record.meeting.kind !== 'personal' &&
    record.invitations.some(
      (invitation) =>
        isMeant(invitation) && !isSpent(record, invitation) && knowsPasscode(record, invitation, readers),
    );
  return {
    record: withInvitations(record, (invitation) =>
      isMeant(invitation) ? { ...invitation, state: 'withdrawn' } : invitation,
    ),
    mustRotate,
  };
}

/** States in which a slip was read, arrived, or may have arrived. */
const REACHED: readonly SlipState[] = ['sending', 'sent', 'shown'];

function knowsPasscode(
  { meeting, slips }: MeetingRecord,
  { id, invitee }: Invitation,
  readers: ReadonlySet<AccountId>,
): boolean {
  if (invitee.kind === 'account' && readers.has(invitee.account)) return true;
  return slips.some(
    (slip) => slip.invitationId === id && slip.revision === meeting.revision && REACHED.includes(slip.state),
  );
}

/** Whether any slip of theirs, of whatever revision, reached them or may have. */
export const hasHeard = ({ slips }: MeetingRecord, { id }: Invitation): boolean =>
  slips.some((slip) => slip.invitationId === id && REACHED.includes(slip.state));
