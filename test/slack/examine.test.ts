import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { slack } from '../../adapters/chat/slack/config.ts';
import { createInstallations } from '../../adapters/chat/slack/installations.ts';
import { SCOPES } from '../../adapters/chat/slack/scopes.ts';
import { asId } from '../../src/ids.ts';
import type { Credentials } from '../../src/ports/credentials.ts';
import { Secret } from '../../src/vault/secret.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';

const SINGLE = { SLACK_BOT_TOKEN: 'xoxb-canary', SLACK_APP_TOKEN: 'xapp-canary' };
const ACCEPTED = { ok: true, team: 'Acme', team_id: 'T0ACME', user_id: 'U0BOT' };

type Slack = {
  /** By method; what `auth.test` answers to one token, by that token. */
  readonly answers?: Readonly<Record<string, object>>;
  readonly scopes?: readonly string[];
  readonly clock?: string;
  readonly credentials?: Credentials | null;
};

/** What doctor says before a Slack that answers so. */
async function examined(
  env: Record<string, string>,
  { answers = {}, scopes = SCOPES, clock, credentials = null }: Slack = {},
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const method = (request.url ?? '').replace('/api/', '');
    asked.push(method);
    if (clock) response.setHeader('Date', clock);
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('x-oauth-scopes', scopes.join(','));
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    response.end(JSON.stringify(answers[token] ?? answers[method] ?? { ok: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/`;
  return { ...(await examineAt(url, env, credentials)), asked };
}

async function examineAt(
  apiUrl: string,
  env: Record<string, string>,
  credentials: Credentials | null = null,
) {
  const configured = slack.configure({ ...env, SLACK_API_URL: apiUrl });
  if (configured.kind !== 'on') throw new Error(`Slack is ${configured.kind}`);
  const findings = await configured.examine('https://meet.example.org', credentials);
  expect(JSON.stringify(findings)).not.toContain('canary');
  return {
    right: findings.filter(({ fix }) => fix === null).map(({ what }) => what),
    wrong: findings.filter(({ fix }) => fix !== null),
  };
}

test('finds nothing wrong with an app that is set up', async () => {
  const { right, wrong, asked } = await examined(SINGLE, { answers: { 'auth.test': ACCEPTED } });
  expect(wrong).toEqual([]);
  expect(right).toEqual([
    'Slack can be reached, and its clock agrees.',
    'SLACK_BOT_TOKEN: accepted by Acme.',
    'Scopes: all granted.',
    'SLACK_APP_TOKEN: accepted, a socket can be opened.',
  ]);
  expect(asked.toSorted()).toEqual(['api.test', 'apps.connections.open', 'auth.test']);
});

test('names the scopes that are not granted, and how to get them', async () => {
  const scopes = SCOPES.filter((scope) => scope !== 'im:write' && scope !== 'commands');
  const { wrong } = await examined(SINGLE, { answers: { 'auth.test': ACCEPTED }, scopes });
  expect(wrong).toEqual([
    {
      what: 'Scopes: not granted are commands, im:write.',
      fix: expect.stringContaining('install the app anew'),
    },
  ]);
});

test('tells which token Slack refuses, and where a good one is', async () => {
  const refused = { ok: false, error: 'invalid_auth' };
  const { wrong } = await examined(SINGLE, {
    answers: {
      'auth.test': refused,
      'apps.connections.open': { ok: false, error: 'not_allowed_token_type' },
    },
  });
  expect(wrong).toEqual([
    {
      what: 'SLACK_BOT_TOKEN: Slack refuses it (invalid_auth).',
      fix: expect.stringContaining('OAuth & Permissions'),
    },
    {
      what: 'SLACK_APP_TOKEN: Slack refuses it (not_allowed_token_type).',
      fix: expect.stringContaining('connections:write'),
    },
  ]);
});

test('tells when this clock is not the time', async () => {
  const { wrong } = await examined(SINGLE, { clock: 'Tue, 24 Nov 2020 09:00:00 GMT' });
  expect(wrong).toEqual([
    { what: expect.stringContaining('seconds from'), fix: expect.stringContaining('NTP') },
  ]);
});

test('says that Slack cannot be reached, and asks no more', async () => {
  const { right, wrong } = await examineAt('http://127.0.0.1:1/api/', SINGLE);
  expect(right).toEqual([]);
  expect(wrong).toEqual([{ what: expect.stringContaining('cannot be reached'), fix: expect.any(String) }]);
});

const SEVERAL = {
  SLACK_CLIENT_ID: '12.34',
  SLACK_CLIENT_SECRET: 'canarysecret',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
};

test.each([
  ['invalid_code', 0],
  ['bad_client_secret', 1],
])('tells by %s whether Slack knows the app that several workspaces install', async (error, problems) => {
  const { wrong, right } = await examined(SEVERAL, { answers: { 'oauth.v2.access': { ok: false, error } } });
  expect(wrong).toHaveLength(problems);
  expect(right).toContain(
    'SLACK_SIGNING_SECRET: set. Slack must call https://meet.example.org/slack/events.',
  );
});

/** What is kept of these workspaces, by the token of each. */
async function installed(tokens: Readonly<Record<string, string>>) {
  const credentials = fakeCredentials();
  const installations = createInstallations(credentials);
  for (const [name, token] of Object.entries(tokens)) {
    await installations.put(`T0${name.toUpperCase()}`, { token: new Secret(token), bot: 'U1', name });
  }
  return credentials;
}

test('asks about the token of every workspace, and names those that have to install it again', async () => {
  const credentials = await installed({
    Acme: 'xoxb-canary-a',
    Beta: 'xoxb-canary-b',
    Gamma: 'xoxb-canary-c',
  });
  await credentials.put(asId('T0ODD'), new Secret('not what was put'));
  const { right, wrong } = await examined(SEVERAL, {
    credentials,
    answers: {
      'oauth.v2.access': { ok: false, error: 'invalid_code' },
      'auth.test': ACCEPTED,
      'xoxb-canary-b': { ok: false, error: 'token_revoked' },
    },
  });
  expect(right).toContain('Workspaces: 2 of 4 take their token and grant all scopes.');
  const fix = 'Let somebody there install it again at https://meet.example.org/slack/install.';
  expect(wrong).toEqual([
    { what: 'Workspace Beta (T0BETA), its token: Slack refuses it (token_revoked).', fix },
    { what: 'Workspace T0ODD: its token cannot be read.', fix },
  ]);
});

test('names the workspaces that have not granted what the bot needs by now', async () => {
  const { right, wrong } = await examined(SEVERAL, {
    credentials: await installed({ Acme: 'xoxb-canary-a' }),
    answers: { 'oauth.v2.access': { ok: false, error: 'invalid_code' }, 'auth.test': ACCEPTED },
    scopes: SCOPES.filter((scope) => scope !== 'files:write'),
  });
  expect(right).toContain('Workspaces: 0 of 1 take their token and grant all scopes.');
  expect(wrong).toEqual([
    {
      what: 'Workspace Acme (T0ACME): not granted are files:write.',
      fix: expect.stringMatching(/App Manifest\. Let somebody there install it again/),
    },
  ]);
});

test('says that no workspace has installed it', async () => {
  const { right } = await examined(SEVERAL, { credentials: await installed({}) });
  expect(right).toContain('Workspaces: none has installed it yet.');
});
