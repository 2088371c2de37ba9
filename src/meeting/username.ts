import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import { isSpent, withInvitations } from './invitation.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';

/** An account with what others type after the @ to name it. */
export type Called = { readonly account: AccountId; readonly handle: string | null };

/** Invitations to a username that nobody has taken up; of personal rooms' calls, those that are not over. */
export const unboundTo = (record: MeetingRecord, handle: string | null): readonly Invitation[] =>
  record.invitations.filter(
    (one) => one.state === 'invited' && isCalled(one, handle) && !isSpent(record, one),
  );

/** Whether the invitation is to this username, as people type it: in any case. */
export const isCalled = ({ invitee }: Invitation, handle: string | null): boolean =>
  invitee.kind === 'username' && invitee.username.toLowerCase() === handle?.toLowerCase();

/**
 * The invitations to the account's username are the account's own from now on. One that the account has anyway, for
 * the same call, is not there twice: it is invited again with the next link if it was uninvited.
 */
export function bindUsername(record: MeetingRecord, { account, handle }: Called, now: Time): MeetingRecord {
  const bound = new Set(unboundTo(record, handle));
  const own = record.invitations.filter(
    ({ invitee }) => invitee.kind === 'account' && invitee.account === account,
  );
  const ownFor = ({ occurrenceId }: Invitation) => own.find((one) => one.occurrenceId === occurrenceId);
  return withInvitations(record, (invitation) => {
    if (bound.has(invitation)) {
      return ownFor(invitation)
        ? { ...invitation, state: 'withdrawn' }
        : { ...invitation, invitee: { kind: 'account', account } };
    }
    const again = own.includes(invitation) && [...bound].find((one) => ownFor(one) === invitation);
    if (!again || invitation.state === 'invited') return invitation;
    const { role, invitedBy } = again;
    return { ...invitation, state: 'invited', role, invitedBy, invitedAt: now, link: invitation.link + 1 };
  });
}
