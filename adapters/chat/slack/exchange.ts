import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { Secret } from '../../../src/vault/secret.ts';
import type { Installed } from './tokens.ts';
import { webClient } from './web-client.ts';

/** What Slack knows the app by, and where it is asked. */
export type SlackApp = {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
};

/** Why nothing was installed. `refused` carries Slack's own word for it. */
export type NotInstalled =
  | { readonly kind: 'stale' }
  | { readonly kind: 'whole-organization' }
  | { readonly kind: 'rotating' }
  | { readonly kind: 'refused'; readonly word: string }
  | { readonly kind: 'unanswered' };

export type Exchanged =
  | {
      readonly kind: 'installed';
      readonly team: string;
      readonly name: string;
      readonly installed: Installed;
    }
  | NotInstalled;

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const Access = z.object({
  access_token: z.string().startsWith('xoxb-'),
  bot_user_id: z.string(),
  team: z.object({ id: z.string().regex(/^T[A-Z0-9]+$/), name: z.string().default('your workspace') }),
});

/** The code was used already, is older than ten minutes, or was never given out. */
const STALE = new Set(['invalid_code', 'code_already_used', 'code_expired']);

/** Trades the code of Slack's redirect for the workspace's token. A code is good once, so it is never retried. */
export async function exchange(app: SlackApp, code: Secret, redirectUri: string): Promise<Exchanged> {
  const client = webClient(app.apiUrl, null);
  try {
    const answer = await client.oauth.v2.access({
      client_id: app.clientId,
      client_secret: app.clientSecret.open(),
      code: code.open(),
      redirect_uri: redirectUri,
    });
    if (answer.is_enterprise_install) return { kind: 'whole-organization' };
    if (answer.expires_in !== undefined) return { kind: 'rotating' };
    const read = Access.safeParse(answer);
    if (!read.success) return { kind: 'unanswered' };
    const { access_token, bot_user_id, team } = read.data;
    const installed = { token: new Secret(access_token), bot: bot_user_id };
    return { kind: 'installed', team: team.id, name: team.name, installed };
  } catch (error) {
    // Of the error only Slack's word goes on: the rest holds the request.
    if (!(error instanceof webApi.WebAPIPlatformError)) return { kind: 'unanswered' };
    const word = error.data.error;
    return STALE.has(word) ? { kind: 'stale' } : { kind: 'refused', word };
  }
}
