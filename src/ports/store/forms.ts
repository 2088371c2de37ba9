import type { Time } from '../../clock.ts';
import type { AccountId, FormId, WorkspaceId } from '../../ids.ts';
import type { Sealed } from '../../vault/vault.ts';

/** A half-filled form or a half-finished command, waiting for its asker. */
export type StoredForm = {
  readonly id: FormId;
  readonly account: AccountId;
  readonly workspaceId: WorkspaceId;
  readonly command: string;
  /** Values so far and where it was asked, sealed: a chosen passcode may be among them. */
  readonly state: Sealed;
  readonly step: number;
  readonly expiresAt: Time;
};

export type Forms = {
  byId(id: FormId, now: Time): Promise<StoredForm | null>;
  /** Those that wait for the account, the one last kept first. */
  ofAccount(account: AccountId, now: Time, limit: number): Promise<readonly StoredForm[]>;
  sweep(now: Time): Promise<void>;
};
