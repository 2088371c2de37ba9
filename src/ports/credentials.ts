import type { ForeignId } from '../ids.ts';
import type { Secret } from '../vault/secret.ts';

/**
 * What a platform gave one adapter for each workspace, such as a bot's token; or what it keeps for all of them, by a
 * name that no workspace has. Kept sealed in the store.
 */
export type Credentials = {
  /** Null: none is kept for that workspace. */
  get(workspace: ForeignId): Promise<Secret | null>;
  /** Keeps it in place of the one before. */
  put(workspace: ForeignId, secret: Secret): Promise<void>;
  /** No effect where there is none. */
  drop(workspace: ForeignId): Promise<void>;
  /** All for which some are kept. */
  workspaces(): Promise<readonly ForeignId[]>;
};
