import type { Time } from '../clock.ts';
import type { AccountId, InvitationId, OccurrenceId } from '../ids.ts';
import { entitlement } from './access.ts';
import { addInvitations } from './invite.ts';
import type { MeetingRecord } from './meeting.ts';
import { openOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';

export type Claiming = {
  readonly account: AccountId;
  /** For an invitation of their own, where access lets them in. */
  readonly invitationId: InvitationId;
  readonly linkKey: string;
  readonly inCardConversation: boolean;
};

/**
 * Somebody wants their own slip. Who is invited has it already; who may claim becomes an invitee, invited by
 * themselves. The record then holds an invitation of theirs.
 */
export function claim(
  record: MeetingRecord,
  occurrence: OccurrenceId,
  { account, invitationId, linkKey, inCardConversation }: Claiming,
  now: Time,
): MeetingRecord | Refused {
  const right = entitlement(record, account, { inCardConversation });
  if (right === 'invited') return record;
  const open = openOccurrence(record, occurrence);
  if (isRefused(open)) return open;
  if (right !== 'may-claim') {
    return refuse({ why: 'not-invited', canAsk: right === 'may-ask', meeting: record.meeting.key });
  }
  const invitees = [{ id: invitationId, invitee: { kind: 'account', account } as const }];
  return addInvitations(record, occurrence, { invitees, invitedBy: account, linkKey }, now);
}
