import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createInstall } from '../../adapters/chat/slack/install.ts';
import { createInstallations } from '../../adapters/chat/slack/installations.ts';
import { MINUTE } from '../../src/clock.ts';
import { PAGE_HEAD } from '../../src/door/page-frame.ts';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault } from '../../src/vault/vault.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';

const PEER = { socket: '127.0.0.1', client: '127.0.0.1' };
const CODE = '1234.5678.canarycode';
const TOKEN = 'xoxb-1-canarytoken';
const CLIENT_SECRET = 'canaryclientsecret';

/** As Slack answers oauth.v2.access (https://docs.slack.dev/reference/methods/oauth.v2.access), ids changed. */
const GRANTED = {
  ok: true,
  app_id: 'A0LATCH',
  authed_user: { id: 'U0OLGA' },
  scope: 'commands,chat:write',
  token_type: 'bot',
  access_token: TOKEN,
  bot_user_id: 'U0BOT',
  team: { id: 'T0ACME', name: 'Acme' },
  enterprise: null,
  is_enterprise_install: false,
};

/** The routes, before a Slack that answers oauth.v2.access with `answer`; a number is an HTTP status. */
async function anInstall(answer: object | number = GRANTED, publicUrl = 'https://meet.example.org') {
  const requests: { path: string; body: URLSearchParams }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ path: request.url ?? '', body: new URLSearchParams(await text(request)) });
    const status = typeof answer === 'number' ? answer : 200;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof answer === 'number' ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;

  const lines: string[] = [];
  const clock = new FakeClock();
  const installations = createInstallations(fakeCredentials());
  const routes = createInstall(
    {
      apiUrl: `http://127.0.0.1:${port}/api/`,
      clientId: '12.34',
      clientSecret: new Secret(CLIENT_SECRET),
    },
    installations,
    {
      vault: createVault(createKeyring(systemRandom), systemRandom),
      clock,
      random: systemRandom,
      log: createLog('debug', { write: (line) => lines.push(line) }),
      publicUrl,
    },
  );

  async function open(path: string, init: RequestInit = {}) {
    const route = routes.find((one) => path.split('?')[0] === one.path);
    if (!route) throw new Error(`${path} is nobody's`);
    const response = await route.handle(new Request(`${publicUrl}${path}`, init), PEER);
    return { response, status: response.status, page: await response.text() };
  }

  /** A browser at Slack's page: what it was sent there with, and how it comes back. */
  async function begin() {
    const { response, status } = await open('/slack/install');
    const at = new URL(response.headers.get('location') ?? '');
    const cookie = response.headers.get('set-cookie') ?? '';
    const [kept = ''] = cookie.split(';');
    const state = at.searchParams.get('state') ?? '';
    const back = (
      query: Record<string, string> = { code: CODE, state },
      headers: Record<string, string> = { cookie: kept },
    ) => open(`/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers });
    return { status, at, cookie, state, back };
  }
  return { begin, open, installations, requests, lines, clock, port };
}

test('sends the browser to Slack with what the bot needs', async () => {
  const { begin, port, requests } = await anInstall();
  const { status, at, cookie } = await begin();
  expect(status).toBe(302);
  expect(`${at.origin}${at.pathname}`).toBe(`http://127.0.0.1:${port}/oauth/v2/authorize`);
  expect(at.searchParams.get('client_id')).toBe('12.34');
  expect(at.searchParams.get('scope')?.split(',')).toContain('commands');
  expect(at.searchParams.get('redirect_uri')).toBe('https://meet.example.org/slack/oauth_redirect');
  expect(cookie).toMatch(/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
  expect(requests).toEqual([]);
});

test('keeps the token of the workspace that comes back, and says what to do next', async () => {
  const { begin, installations, requests } = await anInstall();
  const { status, page, response } = await (await begin()).back();
  expect(status).toBe(200);
  expect(page).toContain(PAGE_HEAD);
  expect(page).toContain('Latchkey is installed in Acme');
  expect(page).toContain('Type /meeting');
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
  const installed = await installations.of('T0ACME');
  expect([installed?.token.open(), installed?.bot]).toEqual([TOKEN, 'U0BOT']);
  expect(requests.map(({ path }) => path)).toEqual(['/api/oauth.v2.access']);
  expect(Object.fromEntries(requests[0]?.body ?? [])).toMatchObject({
    client_id: '12.34',
    client_secret: CLIENT_SECRET,
    code: CODE,
    redirect_uri: 'https://meet.example.org/slack/oauth_redirect',
  });
});

test('keeps each workspace apart, and forgets one that is gone', async () => {
  const { begin, installations } = await anInstall();
  await (await begin()).back();
  await installations.put('T0OTHER', { token: new Secret('xoxb-other'), bot: 'U1', name: 'Other' });
  await installations.drop('T0ACME');
  expect(await installations.of('T0ACME')).toBeNull();
  expect((await installations.of('T0OTHER'))?.token.open()).toBe('xoxb-other');
});

test.each<[string, (began: Awaited<ReturnType<Awaited<ReturnType<typeof anInstall>>['begin']>>) => unknown]>([
  ['another browser', ({ back, state }) => back({ code: CODE, state }, {})],
  [
    'a browser that began its own',
    ({ back, state }) =>
      back({ code: CODE, state }, { cookie: 'latchkey_slack_install=AAAAAAAAAAAAAAAAAAAAAA' }),
  ],
  ['a made-up state', ({ back }) => back({ code: CODE, state: 'v1.k.AAAA' })],
  ['no state', ({ back }) => back({ code: CODE })],
])('asks Slack nothing for %s', async (_, come) => {
  const { begin, requests, installations } = await anInstall();
  expect(await come(await begin())).toMatchObject({
    status: 400,
    page: expect.stringContaining('was not started here'),
  });
  expect(requests).toEqual([]);
  expect(await installations.of('T0ACME')).toBeNull();
});

test('speaks the language of the browser', async () => {
  const { open } = await anInstall();
  const { page } = await open('/slack/oauth_redirect', { headers: { 'Accept-Language': 'de-AT, en;q=0.5' } });
  expect(page).toContain('<html lang="de-AT">');
  expect(page).toContain('Diese Installation wurde nicht hier begonnen');
});

test('accepts a state for ten minutes', async () => {
  const { begin, clock } = await anInstall();
  const { back } = await begin();
  await clock.advance(10 * MINUTE);
  expect((await back()).status).toBe(400);
});

test('says that nothing was installed when it was not allowed at Slack', async () => {
  const { begin, requests } = await anInstall();
  const { back, state } = await begin();
  const { status, page } = await back({ error: '<script>access_denied', state });
  expect([status, requests]).toEqual([200, []]);
  expect(page).toContain('Latchkey was not installed');
  expect(page).not.toContain('<script>');
});

test.each<[string, object | number, number, string]>([
  ['a code that was used already', { ok: false, error: 'code_already_used' }, 400, 'has run out'],
  ['a wrong client secret', { ok: false, error: 'bad_client_secret' }, 500, 'It said bad_client_secret'],
  [
    'a whole organization',
    { ...GRANTED, team: null, is_enterprise_install: true },
    400,
    'whole organization',
  ],
  ['a token that would expire', { ...GRANTED, expires_in: 43_200 }, 500, 'token rotation'],
  ['an answer without a token', { ok: true }, 502, 'Slack did not answer'],
  ['a Slack that is down', 503, 502, 'Slack did not answer'],
])('stores nothing for %s, and says what to do', async (_, answer, expected, words) => {
  const { begin, installations, lines } = await anInstall(answer);
  const { status, page } = await (await begin()).back();
  expect(status).toBe(expected);
  expect(page).toContain(words);
  expect(await installations.of('T0ACME')).toBeNull();
  expect(lines.join()).toContain('slack installation failed');
});

test('shows a workspace with a hostile name as text', async () => {
  const { begin } = await anInstall({ ...GRANTED, team: { id: 'T0ACME', name: '<img src=x onerror=1>' } });
  expect((await (await begin()).back()).page).not.toContain('<img src=x');
});

test.each<[string, object | number]>([
  ['done', GRANTED],
  ['refused', { ok: false, error: 'bad_client_secret' }],
  ['unanswered', 503],
])('writes neither code nor token nor state into log or page when it is %s', async (_, answer) => {
  const { begin, lines } = await anInstall(answer);
  const { back, state } = await begin();
  const { page } = await back();
  expect(lines.length).toBeGreaterThan(0);
  for (const secret of [CODE, TOKEN, CLIENT_SECRET, state]) expect(lines.join() + page).not.toContain(secret);
});

test('changes nothing for other methods, and needs no https on this machine', async () => {
  const { open, begin } = await anInstall(GRANTED, 'http://localhost:3000');
  expect((await open('/slack/install', { method: 'POST' })).status).toBe(405);
  expect((await open('/slack/oauth_redirect', { method: 'HEAD' })).status).toBe(405);
  expect((await begin()).cookie).not.toContain('Secure');
});
