import type { Secret } from '../../../src/vault/secret.ts';

/** How Latchkey reaches Discord. */
export type DiscordSettings = {
  /** Base of the REST API without its version, nor a slash at the end. The gateway's address comes from there. */
  readonly apiUrl: string;
  readonly token: Secret;
  readonly applicationId: string;
  /** The operator enabled the privileged Server Members Intent: only then are roles expanded and leavers noticed. */
  readonly members: boolean;
  /** A guild in which the commands are registered instead of everywhere, for trying changes of them. */
  readonly devGuild: string | null;
};
