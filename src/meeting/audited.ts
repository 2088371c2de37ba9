import type { Time } from '../clock.ts';
import type { AccountId, InvitationId, MeetingKey, WorkspaceId } from '../ids.ts';
import type { AuditAction } from '../ports/store/audit.ts';
import type { Change } from '../ports/store.ts';
import { emptyChange } from './change.ts';

/** What is to be told besides when it happened and to which meeting. Left out: nobody and nothing. */
export type Noted = {
  readonly action: AuditAction;
  /** Nobody: the program by itself, or an anonymous guest. */
  readonly actor?: AccountId | null;
  readonly about?: AccountId | null;
  readonly invitationId?: InvitationId | null;
  readonly via?: string | null;
};

/** A meeting with the passcode that it has then, or a workspace alone. */
type Subject = {
  readonly workspaceId: WorkspaceId;
  readonly key?: MeetingKey | null;
  readonly revision?: number | null;
};

/** Audit alone: what happened there at that time. */
export function audited(
  { workspaceId, key = null, revision = null }: Subject,
  at: Time,
  ...noted: readonly Noted[]
): Change {
  const audit = noted.map(({ action, actor = null, about = null, invitationId = null, via = null }) => {
    return { at, workspaceId, meetingKey: key, actor, action, about, invitationId, revision, via };
  });
  return { ...emptyChange, audit };
}
