import type { ForeignId } from '../../ids.ts';
import type { Sealed } from '../../vault/vault.ts';

/** What an adapter keeps for one workspace (src/ports/credentials.ts). */
export type StoredCredentials = {
  /** Its folder, such as `chat/slack`. */
  readonly adapter: string;
  readonly workspace: ForeignId;
  readonly sealed: Sealed;
};

export type CredentialRows = {
  of(adapter: string, workspace: ForeignId): Promise<Sealed | null>;
  workspacesOf(adapter: string): Promise<readonly ForeignId[]>;
  put(credentials: StoredCredentials): Promise<void>;
  /** False and no effect unless the row is still as given: what was dropped meanwhile does not come back. */
  replace(before: StoredCredentials, sealed: Sealed): Promise<boolean>;
  drop(adapter: string, workspace: ForeignId): Promise<void>;
};
