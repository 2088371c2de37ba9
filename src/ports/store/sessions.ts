import type { Time } from '../../clock.ts';
import type { AccountId, SessionId, WorkspaceId } from '../../ids.ts';

/** Somebody who came to *My meetings* by a link of their own: whose browser it is, and where they asked for the link. */
export type Session = {
  /** The link's own id, so that a link opens one session and never a second one. */
  readonly id: SessionId;
  readonly account: AccountId;
  readonly workspaceId: WorkspaceId;
  readonly expiresAt: Time;
};

export type Sessions = {
  /** False and no effect when there is or was one of this id. */
  open(session: Session): Promise<boolean>;
  /** Null when it was never opened, was ended, or is too old. */
  byId(id: SessionId, now: Time): Promise<Session | null>;
  /** Its id stays used until it would have expired. */
  end(id: SessionId): Promise<void>;
  /** All that the account opened from there. */
  endOf(account: AccountId, workspace: WorkspaceId): Promise<void>;
  /** All that the account has, wherever it asked for them; null: everybody's. */
  endAll(account: AccountId | null): Promise<void>;
  sweep(now: Time): Promise<void>;
};
