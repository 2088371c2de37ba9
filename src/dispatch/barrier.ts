import type { Command, Context } from '../commands/command.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Refusal } from '../meeting/refusal.ts';
import { may, mayCreate } from '../meeting/rights.ts';
import { unboundTo } from '../meeting/username.ts';

/** What stops the actor from running the command, with the role that they have at this moment; null: nothing. */
export function barrier(
  { needs, stoppedByLock }: Pick<Command, 'needs' | 'stoppedByLock'>,
  { workspace, role, actor }: Pick<Context, 'workspace' | 'role' | 'actor'>,
  record: MeetingRecord | null,
): Refusal | null {
  if (workspace.locked && stoppedByLock) return { why: 'locked' };
  const open = needs.about === 'nothing' && needs.who === 'anyone';
  if (role === 'none' && !open) return { why: 'not-a-member' };
  if (needs.about === 'nothing') {
    const { creators } = workspace.settings;
    switch (needs.who) {
      case 'anyone':
        return null;
      case 'admin':
        return role === 'admin' ? null : { why: 'not-admin' };
      case 'creator':
        return mayCreate(role, creators) ? null : { why: 'may-not-create', who: creators };
    }
  }
  if (!record || may(needs.right, { account: actor.id, role }, record)) return null;
  const { access, key } = record.meeting;
  switch (needs.right) {
    case 'see':
    case 'claim':
    case 'reveal':
    case 'rsvp':
      if (unboundTo(record, actor.handle).length > 0) return { why: 'claim-first', meeting: key };
      return { why: 'not-invited', canAsk: access === 'request', meeting: key };
    default:
      return { why: 'not-organizer' };
  }
}
