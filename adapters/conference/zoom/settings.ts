import type { Secret } from '../../../src/vault/secret.ts';

/** What the operator said of Zoom's server-to-server app. */
export type ZoomSettings = {
  /** Base of the REST API, without a slash at the end. */
  readonly apiUrl: string;
  /** Where `/oauth/token` is, without a slash at the end. */
  readonly oauthUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly webhookSecret: Secret;
  /** Whose account runs the calls of organizers whom Zoom does not know: `me`, the app's owner, or an address. */
  readonly sharedHost: string;
};
