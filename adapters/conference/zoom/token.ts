import { z } from 'zod';
import { type Clock, SECOND, type Time } from '../../../src/clock.ts';
import { ConferenceError } from '../../../src/errors.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { noAnswer, notUnderstood, refusalOf } from './errors.ts';
import type { ZoomSettings } from './settings.ts';

/** Renewed so long before Zoom would refuse it: longer than one request may take. */
const MARGIN = 60 * SECOND;
const TIMEOUT = 10 * SECOND;

const answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(), // seconds, usually 3600
  /** Names of scopes, with spaces. */
  scope: z.string().default(''),
});

export type Token = { readonly secret: Secret; readonly until: Time; readonly scopes: readonly string[] };

export type TokenSource = {
  /** One that is good for a while; who asks while another is being fetched waits for that one. */
  get(): Promise<Token>;
  /** Zoom did not take it: the next `get` fetches another, unless somebody did meanwhile. */
  discard(token: Token): void;
};

/** https://developers.zoom.us/docs/internal-apps/s2s-oauth/: no refresh token, and several may live at once. */
export function createTokenSource(settings: ZoomSettings, clock: Clock, request: typeof fetch): TokenSource {
  let current: Token | null = null;
  let fetching: Promise<Token> | null = null;

  async function renew(): Promise<Token> {
    const asked = clock.now();
    const { access_token, expires_in, scope } = await ask(settings, asked, request);
    const secret = new Secret(access_token);
    const scopes = scope.split(/[\s,]+/).filter((word) => word !== '');
    current = { secret, until: asked + expires_in * SECOND, scopes };
    return current;
  }

  return {
    async get() {
      if (current !== null && clock.now() < current.until - MARGIN) return current;
      fetching ??= renew().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    discard(token) {
      if (current === token) current = null;
    },
  };
}

async function ask(
  { oauthUrl, clientId, clientSecret, accountId }: ZoomSettings,
  now: Time,
  request: typeof fetch,
): Promise<z.infer<typeof answer>> {
  const basic = Buffer.from(`${clientId}:${clientSecret.open()}`).toString('base64');
  const timeout = AbortSignal.timeout(TIMEOUT);
  let response: Response;
  let body: string;
  try {
    response = await request(`${oauthUrl}/oauth/token`, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId }),
      signal: timeout,
    });
    body = await response.text();
  } catch {
    throw noAnswer(timeout.aborted);
  }
  if (!response.ok) {
    const refusal = refusalOf(response.status, response.headers, body, now);
    // `{"reason":"Invalid client_id or client_secret","error":"invalid_client"}`: whatever it is, the operator mends it.
    throw refusal.failure === 'transient' ? refusal : new ConferenceError('permanent', 'credentials');
  }
  try {
    return answer.parse(JSON.parse(body));
  } catch {
    throw notUnderstood();
  }
}
