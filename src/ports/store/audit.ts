import type { Time } from '../../clock.ts';
import type { AccountId, InvitationId, MeetingKey, WorkspaceId } from '../../ids.ts';

export type AuditAction =
  | 'created'
  | 'invited'
  | 'slip-sent'
  | 'slip-unreachable'
  | 'revealed'
  | 'claimed'
  | 'requested'
  | 'approved'
  | 'denied'
  | 'rotated'
  | 'links-replaced'
  | 'renumbered'
  | 'moved'
  | 'cancelled'
  | 'uninvited'
  | 'cohost'
  | 'transferred'
  | 'started'
  | 'ended'
  | 'admitted'
  | 'refused'
  | 'guarded'
  | 'leaked'
  | 'settings'
  | 'locked'
  | 'unlocked'
  | 'plan';

/** Append-only: the database refuses to change or delete it, but for retention. Holds no secret. */
export type AuditEntry = {
  readonly at: Time;
  readonly workspaceId: WorkspaceId;
  readonly meetingKey: MeetingKey | null;
  /** Who did it; null: the program by itself, or an anonymous guest. */
  readonly actor: AccountId | null;
  readonly action: AuditAction;
  /** Whom it was about. */
  readonly about: AccountId | null;
  readonly invitationId: InvitationId | null;
  readonly revision: number | null;
  /** How: a messenger's reason, `link`, `passcode`, a command's name. */
  readonly via: string | null;
};

export type Audit = {
  /** Oldest first. */
  ofMeeting(key: MeetingKey): Promise<readonly AuditEntry[]>;
};
