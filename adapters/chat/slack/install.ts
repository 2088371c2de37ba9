import { MINUTE } from '../../../src/clock.ts';
import { askedLanguage } from '../../../src/messages/asked-language.ts';
import type { AdapterParts, Route } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { exchange, type SlackApp } from './exchange.ts';
import { installedPage, notInstalledPage } from './install-page.ts';
import type { Installations } from './installations.ts';
import { SCOPES } from './scopes.ts';

const INSTALL = '/slack/install';
const REDIRECT = '/slack/oauth_redirect';
const COOKIE = 'latchkey_slack_install';
const LIFETIME = 10 * MINUTE; // as long as Slack's code is good

type Parts = Pick<AdapterParts, 'vault' | 'clock' | 'random' | 'log' | 'publicUrl'>;

/**
 * Slack's OAuth v2: `/slack/install` sends the browser to Slack, which sends it back to `/slack/oauth_redirect`.
 * The state is sealed and names the browser's cookie, so that nobody can finish in another's browser what they began
 * in theirs. A link preview that fetches either page changes nothing.
 */
export function createInstall(app: SlackApp, installations: Installations, parts: Parts): readonly Route[] {
  const { vault, clock, random, log, publicUrl } = parts;
  const redirectUri = `${publicUrl}${REDIRECT}`;

  function start(): Response {
    const browser = Buffer.from(random(16)).toString('base64url');
    const state = vault.issue('install', { browser }, clock.now() + LIFETIME);
    const url = new URL('../oauth/v2/authorize', app.apiUrl); // beside the API, on Slack and in tests
    url.searchParams.set('client_id', app.clientId);
    url.searchParams.set('scope', SCOPES.join(','));
    url.searchParams.set('redirect_uri', redirectUri);
    url.searchParams.set('state', state.open());
    return new Response(null, {
      status: 302,
      headers: {
        Location: url.href,
        'Set-Cookie': cookie(browser, LIFETIME / 1000),
        'Cache-Control': 'no-store',
      },
    });
  }

  async function finish(request: Request): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const lang = askedLanguage(request.headers.get('Accept-Language') ?? undefined);
    const claims = vault.redeem('install', new Secret(query.get('state') ?? ''), clock.now());
    if (claims === null || claims['browser'] !== browserOf(request)) {
      return notInstalledPage({ kind: 'other-browser' }, INSTALL, lang);
    }
    const code = query.get('code');
    if (code === null) return notInstalledPage({ kind: 'denied' }, INSTALL, lang);

    const exchanged = await exchange(app, new Secret(code), redirectUri);
    if (exchanged.kind !== 'installed') {
      log.warn({ ...exchanged }, 'slack installation failed');
      return notInstalledPage(exchanged, INSTALL, lang);
    }
    const { team, name, installed } = exchanged;
    await installations.put(team, { ...installed, name });
    log.info({ team }, 'slack installed');
    const page = await installedPage(team, name, lang);
    page.headers.set('Set-Cookie', cookie('', 0));
    return page;
  }

  /** The cookie goes along when Slack sends the browser back (Lax), and is shown to no script. */
  const cookie = (value: string, seconds: number) =>
    [
      `${COOKIE}=${value}`,
      `Path=${REDIRECT}`,
      `Max-Age=${seconds}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(publicUrl.startsWith('https:') ? ['Secure'] : []),
    ].join('; ');

  return [
    { path: INSTALL, handle: getOnly(async () => start()) },
    { path: REDIRECT, handle: getOnly(finish) },
  ];
}

/** Null: the browser has none. */
function browserOf(request: Request): string | null {
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '');
  return found?.[1] ?? null;
}

const getOnly =
  (answer: (request: Request) => Promise<Response>): Route['handle'] =>
  async (request) =>
    request.method === 'GET'
      ? answer(request)
      : new Response('Method not allowed\n', { status: 405, headers: { Allow: 'GET' } });
