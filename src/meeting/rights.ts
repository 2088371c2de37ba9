import type { AccountId, WorkspaceId } from '../ids.ts';
import type { Role } from '../ports/directory.ts';
import { invitationsOf } from './invitation.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';
import type { Creators } from './workspace.ts';

/** What somebody may want to do with a meeting (SPEC.md §3). */
export type Right =
  | 'see'
  | 'claim'
  | 'reveal'
  | 'rsvp'
  | 'invite'
  | 'uninvite'
  | 'cohost'
  | 'transfer'
  | 'rotate'
  | 'move'
  | 'cancel'
  | 'recreate'
  | 'start'
  | 'end'
  | 'decide';

/** What somebody is to a meeting. */
export type Relation = Invitation['role'] | 'none';

const PARTICIPANTS = ['organizer', 'cohost', 'invitee'] as const;
const HOSTS = ['organizer', 'cohost'] as const;

/** Who has which right by what they are to the meeting, and whether being admin of its workspace is enough. */
const RIGHTS: Readonly<Record<Right, readonly (Relation | 'admin')[]>> = {
  see: [...PARTICIPANTS, 'admin'],
  /** Everyone may try: `entitlement` says what comes of it. *I'm in* of somebody not invited is a claim too. */
  claim: [...PARTICIPANTS, 'none'],
  /** Not the admin: they see a passcode of meetings they are part of, or after rotating it. */
  reveal: PARTICIPANTS,
  rsvp: PARTICIPANTS,
  invite: HOSTS,
  uninvite: HOSTS,
  cohost: HOSTS,
  transfer: ['organizer', 'admin'],
  rotate: [...HOSTS, 'admin'],
  move: HOSTS,
  cancel: [...HOSTS, 'admin'],
  recreate: HOSTS,
  start: HOSTS,
  end: HOSTS,
  decide: HOSTS,
};

const RANK: readonly Relation[] = ['organizer', 'cohost', 'invitee'];

/** By invitations alone, so that an organizer who left the workspace is nobody here. In a personal room any call's counts. */
export function relationOf(account: AccountId, record: MeetingRecord): Relation {
  const roles = invitationsOf(record, account).map((invitation) => invitation.role);
  return RANK.find((relation) => roles.some((role) => role === relation)) ?? 'none';
}

/** `role` is read from the platform when the right is used; who is not in the workspace any more has none. */
export function may(
  right: Right,
  who: { readonly account: AccountId; readonly role: Role },
  record: MeetingRecord,
): boolean {
  if (who.role === 'none') return false;
  const holders = RIGHTS[right];
  return (
    holders.includes(relationOf(who.account, record)) || (who.role === 'admin' && holders.includes('admin'))
  );
}

/** DESIGN.md rule 7. `workspaceId` is the event's; null where it has none (a private chat, the web). */
export function isVisible(
  record: MeetingRecord,
  account: AccountId,
  workspaceId: WorkspaceId | null,
): boolean {
  return record.meeting.workspaceId === workspaceId || relationOf(account, record) !== 'none';
}

/** Roles by how much they may, for the setting that says from where on one may create meetings. */
const CREATORS: Readonly<Record<Creators, readonly Role[]>> = {
  admins: ['admin'],
  creators: ['admin', 'creator'],
  members: ['admin', 'creator', 'member'],
  everyone: ['admin', 'creator', 'member', 'guest'],
};

export const mayCreate = (role: Role, creators: Creators): boolean => CREATORS[creators].includes(role);
