import type { Secret } from '../../../src/vault/secret.ts';

/** What the bot is in one workspace. */
export type Installed = {
  readonly token: Secret;
  /** The bot's own user id there. */
  readonly bot: string;
};

/** The bot's tokens, by team. */
export type Tokens = {
  /** Null: not installed there, or not any more. */
  of(team: string): Promise<Installed | null>;
  /** The app was uninstalled or its token revoked there. */
  drop(team: string): Promise<void>;
};
