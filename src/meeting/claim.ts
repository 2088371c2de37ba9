import type { Time } from '../clock.ts';
import type { InvitationId, OccurrenceId } from '../ids.ts';
import { type Claimant, entitlement } from './access.ts';
import { addInvitations } from './invite.ts';
import type { MeetingRecord } from './meeting.ts';
import { openOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { bindUsername } from './username.ts';

export type Claiming = Claimant & {
  /** For an invitation of their own, where access lets them in. */
  readonly invitationId: InvitationId;
  readonly linkKey: string;
};

/**
 * Somebody wants their own slip. Who is invited has it already; who may claim becomes an invitee, invited by
 * themselves; who is invited by username is so by account from then on. The record then holds an invitation of theirs.
 */
export function claim(
  record: MeetingRecord,
  occurrence: OccurrenceId,
  claiming: Claiming,
  now: Time,
): MeetingRecord | Refused {
  const { account, invitationId, linkKey } = claiming;
  const right = entitlement(record, claiming);
  if (right === 'invited') return record;
  const open = openOccurrence(record, occurrence);
  if (isRefused(open)) return open;
  if (right === 'named') return bindUsername(record, claiming, now);
  if (right !== 'may-claim') {
    const canAsk = right === 'may-ask' || right === 'may-confirm';
    return refuse({ why: 'not-invited', canAsk, meeting: record.meeting.key });
  }
  const invitees = [{ id: invitationId, invitee: { kind: 'account', account } as const }];
  return addInvitations(record, occurrence, { invitees, invitedBy: account, linkKey }, now);
}
