import type { AccountId } from '../ids.ts';
import type { Conversation } from '../ports/inbox.ts';
import { invitationsOf, isSpent } from './invitation.ts';
import type { Access, MeetingRecord } from './meeting.ts';
import { isOver } from './occurrence.ts';

/** Access of a new meeting where nobody chose it (SPEC.md §2). `named`: somebody was invited by name. */
export function defaultAccess(named: boolean, visibility: Conversation['visibility']): Access {
  if (named) return 'invitees';
  return visibility === 'private' ? 'members' : 'request';
}

/** What somebody who wants the code gets: their slip, an invitation of their own, a request, or nothing. */
export type Entitlement = 'invited' | 'may-claim' | 'may-ask' | 'none';

/**
 * In a personal room only an invitation to the current or a coming call counts. Who was uninvited cannot let
 * themselves in again by claiming.
 */
export function entitlement(
  record: MeetingRecord,
  account: AccountId,
  { inCardConversation }: { readonly inCardConversation: boolean },
): Entitlement {
  if (invitationsOf(record, account).some((invitation) => !isSpent(record, invitation))) return 'invited';
  if (record.occurrences.every(isOver)) return 'none';
  const { access } = record.meeting;
  switch (access) {
    case 'invitees':
      return 'none';
    case 'members':
      return inCardConversation && !wasWithdrawn(record, account) ? 'may-claim' : 'none';
    case 'request':
      return 'may-ask';
  }
}

function wasWithdrawn(record: MeetingRecord, account: AccountId): boolean {
  return record.invitations.some(
    ({ state, invitee }) =>
      state === 'withdrawn' && invitee.kind === 'account' && invitee.account === account,
  );
}
