import type { Conversation } from '../ports/inbox.ts';
import { invitationsOf, isSpent } from './invitation.ts';
import type { Access, MeetingRecord } from './meeting.ts';
import { isOver } from './occurrence.ts';
import { type Called, isCalled, unboundTo } from './username.ts';

/** Access of a new meeting where nobody chose it (SPEC.md §2). `named`: somebody was invited by name. */
export function defaultAccess(named: boolean, visibility: Conversation['visibility']): Access {
  if (named) return 'invitees';
  return visibility === 'private' ? 'members' : 'request';
}

/** Somebody who wants the code, and from where. */
export type Claimant = Called & {
  /** They are in the conversation that shows the card. */
  readonly inCardConversation: boolean;
  /** They ask right there, or elsewhere in the meeting's own workspace where others are too. */
  readonly inPlace: boolean;
};

/**
 * What somebody who wants the code gets: their slip, an invitation of their own, a request, or nothing. `named`: they
 * are invited by their username. It alone proves little, for a username is passed on; being among those for whom the
 * meeting is makes it theirs, and elsewhere the organizer confirms it (`may-confirm`).
 */
export type Entitlement = 'invited' | 'named' | 'may-confirm' | 'may-claim' | 'may-ask' | 'none';

/**
 * In a personal room only an invitation to the current or a coming call counts. Who was uninvited cannot let
 * themselves in again by claiming.
 */
export function entitlement(record: MeetingRecord, claimant: Claimant): Entitlement {
  const { account, handle, inCardConversation, inPlace } = claimant;
  if (invitationsOf(record, account).some((invitation) => !isSpent(record, invitation))) return 'invited';
  if (record.occurrences.every(isOver)) return 'none';
  const { access } = record.meeting;
  if (unboundTo(record, handle).length > 0) {
    return inPlace || (access === 'members' && inCardConversation) ? 'named' : 'may-confirm';
  }
  switch (access) {
    case 'invitees':
      return 'none';
    case 'members':
      return inCardConversation && !wasWithdrawn(record, claimant) ? 'may-claim' : 'none';
    case 'request':
      return 'may-ask';
  }
}

function wasWithdrawn(record: MeetingRecord, { account, handle }: Called): boolean {
  return record.invitations.some(
    (one) =>
      one.state === 'withdrawn' &&
      (isCalled(one, handle) || (one.invitee.kind === 'account' && one.invitee.account === account)),
  );
}
