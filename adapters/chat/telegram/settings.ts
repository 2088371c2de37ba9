import type { Secret } from '../../../src/vault/secret.ts';

/** How updates come in: fetched, or posted to `/telegram/webhook` with a header that only Telegram knows. */
type Inbound = { readonly kind: 'polling' } | { readonly kind: 'webhook'; readonly secret: Secret };

/** How Latchkey reaches Telegram. */
export type TelegramSettings = {
  /** Base of the Bot API without the token, nor a slash at the end. */
  readonly apiRoot: string;
  /** It is a part of every address that is called: none may reach a log or an error. */
  readonly token: Secret;
  readonly inbound: Inbound;
};
