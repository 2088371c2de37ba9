import { webApi } from '@slack/bolt';
import type { Secret } from '../../../src/vault/secret.ts';
import { SCOPES } from './scopes.ts';
import { webClient } from './web-client.ts';

/** What Slack says of a bot's token. */
type TokenState =
  /** `missing`: scopes that the bot needs and that were not granted. */
  | { readonly kind: 'accepted'; readonly team: string; readonly missing: readonly string[] }
  /** `why`: in words, with Slack's own one. */
  | { readonly kind: 'refused'; readonly why: string };

export async function examineToken(apiUrl: string, token: Secret): Promise<TokenState> {
  try {
    const { team = '', response_metadata } = await webClient(apiUrl, token).auth.test();
    const granted = response_metadata?.scopes ?? [];
    return { kind: 'accepted', team, missing: SCOPES.filter((scope) => !granted.includes(scope)) };
  } catch (error) {
    return { kind: 'refused', why: refusal(error) };
  }
}

/** Slack's own word; the rest of the error holds the request. */
export const refusal = (error: unknown): string =>
  error instanceof webApi.WebAPIPlatformError
    ? `Slack refuses it (${error.data.error})`
    : 'Slack did not answer';
