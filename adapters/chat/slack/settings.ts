import type { Secret } from '../../../src/vault/secret.ts';

/** How Latchkey reaches Slack and Slack reaches it. */
export type SlackSettings = {
  /** Base of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly inbound:
    | { readonly kind: 'socket'; readonly appToken: Secret }
    | { readonly kind: 'http'; readonly signingSecret: Secret };
  readonly install: /** One workspace, by its bot token. */
    | { readonly kind: 'single'; readonly botToken: Secret }
    /** Any number of workspaces, each installed at `/slack/install`. */
    | { readonly kind: 'oauth'; readonly clientId: string; readonly clientSecret: Secret };
};
