import { expect, test } from 'vitest';
import { registration } from '../../adapters/chat/discord/commands.ts';
import { discord } from '../../adapters/chat/discord/config.ts';
import { type Answers, answering } from './local-answers.ts';

const ID = '1011121314151617181';
const GUILD = '1011121314151617182';
const COMMANDS = `GET /applications/${ID}/commands?with_localizations=true`;
const app = { id: ID, name: 'Latchkey', flags: 0, interactions_endpoint_url: null };
const needed = (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n);
const guild = { id: GUILD, name: 'Acme', permissions: String(needed) };

/** As Discord answers: what was not set is there, empty. */
const registered = registration().map((command) => ({
  ...command,
  id: GUILD,
  version: GUILD,
  application_id: ID,
  name_localizations: command.name_localizations ?? null,
  default_member_permissions: null,
  nsfw: false,
}));

const healthy: Answers = {
  'GET /gateway': { url: 'wss://gateway.discord.gg' },
  'GET /applications/@me': app,
  'GET /users/@me/guilds': [guild],
  [COMMANDS]: registered.toReversed(),
};

/** What doctor says before a Discord that answers so. */
async function examined(
  answers: Answers = {},
  { env = {}, clock }: { readonly env?: Record<string, string>; readonly clock?: string } = {},
) {
  const { url, asked } = await answering({ ...healthy, ...answers }, clock);
  return { ...(await examineAt(url, env)), asked };
}

async function examineAt(apiUrl: string, env: Record<string, string> = {}) {
  const configured = discord.configure({
    DISCORD_TOKEN: 'canary.canary.canary',
    DISCORD_APPLICATION_ID: ID,
    DISCORD_API_URL: apiUrl,
    ...env,
  });
  if (configured.kind !== 'on') throw new Error(`Discord is ${configured.kind}`);
  const findings = await configured.examine('https://meet.example.org', null);
  expect(JSON.stringify(findings)).not.toContain('canary');
  return {
    right: findings.filter(({ fix }) => fix === null).map(({ what }) => what),
    wrong: findings.filter(({ fix }) => fix !== null),
  };
}

test('finds nothing wrong with an app that is set up, and changes nothing there', async () => {
  const { right, wrong, asked } = await examined();
  expect(wrong).toEqual([]);
  expect(right).toEqual([
    'Discord can be reached, and its clock agrees.',
    'DISCORD_TOKEN: accepted, of the app Latchkey.',
    'DISCORD_APPLICATION_ID: of the same app.',
    expect.stringContaining('DISCORD_MEMBERS: off.'),
    'Commands: registered.',
    'The bot is in 1 server.',
  ]);
  expect(asked.toSorted()).toEqual(Object.keys(healthy).toSorted());
});

test.each([401, 500])(
  'tells that the token is not accepted with %i, and where a good one is',
  async (status) => {
    const { wrong } = await examined({ 'GET /applications/@me': status });
    expect(wrong).toEqual([
      {
        what: expect.stringMatching(/^DISCORD_TOKEN: Discord (?:refuses it \(401, 0\)|did not answer)\.$/),
        fix: expect.stringContaining('Reset Token'),
      },
    ]);
  },
);

test("tells that the application id is another app's, and asks no more", async () => {
  const { wrong, asked } = await examined({ 'GET /applications/@me': { ...app, id: GUILD } });
  expect(wrong).toEqual([
    {
      what: `DISCORD_APPLICATION_ID: is ${ID}, but the token is of the app ${GUILD}.`,
      fix: expect.stringContaining('Copy the Application ID'),
    },
  ]);
  expect(asked).toHaveLength(2);
});

test.each([
  ['not granted', 0, 1],
  ['granted to a small bot', 1 << 15, 0],
  ['granted to a verified bot', 1 << 14, 0],
])('knows the intent that DISCORD_MEMBERS needs as %s', async (_, flags, problems) => {
  const { wrong } = await examined(
    { 'GET /applications/@me': { ...app, flags } },
    { env: { DISCORD_MEMBERS: 'on' } },
  );
  expect(wrong).toHaveLength(problems);
  for (const { fix } of wrong) expect(fix).toContain('Server Members Intent');
});

test('tells that commands go to an address instead, and that nobody can add the bot', async () => {
  const { wrong } = await examined({
    'GET /applications/@me': {
      ...app,
      interactions_endpoint_url: 'https://example.org/discord',
      bot_require_code_grant: true,
    },
  });
  expect(wrong.map(({ fix }) => fix)).toEqual([
    expect.stringContaining('Interactions Endpoint URL'),
    expect.stringContaining('OAuth2 Code Grant'),
  ]);
});

test.each<[string, object[]]>([
  ['are missing', []],
  ['are those of an older version', registered.map((each) => ({ ...each, options: [] }))],
])('tells that commands %s', async (_, commands) => {
  const { wrong } = await examined({ [COMMANDS]: commands });
  expect(wrong).toEqual([
    { what: expect.stringMatching(/^Commands: not/), fix: expect.stringContaining('Start Latchkey') },
  ]);
});

test('tells that the bot is not in the server for trying commands', async () => {
  const { wrong } = await examined({}, { env: { DISCORD_DEV_GUILD: GUILD } });
  expect(wrong).toEqual([
    {
      what: 'Commands: Discord refuses it (404, 0).',
      fix: expect.stringContaining('DISCORD_DEV_GUILD'),
    },
  ]);
});

test('gives the link that adds the bot when it is in no server', async () => {
  const { wrong } = await examined({ 'GET /users/@me/guilds': [] });
  expect(wrong).toEqual([
    {
      what: 'The bot is in no server.',
      fix: `Open https://discord.com/oauth2/authorize?client_id=${ID}&scope=bot+applications.commands&permissions=${needed} and choose one.`,
    },
  ]);
});

test('names the permissions that a server does not give, and takes Administrator for all', async () => {
  const { wrong, right } = await examined({
    'GET /users/@me/guilds': [
      { ...guild, name: 'Closed', permissions: String(1n << 10n) },
      { ...guild, name: 'Open', permissions: '8' },
    ],
  });
  expect(right).toContain('The bot is in 2 servers.');
  expect(wrong).toEqual([
    {
      what: 'In Closed the bot lacks: Send Messages, Send Messages in Threads, Read Message History.',
      fix: expect.stringContaining('choose that server again'),
    },
  ]);
});

test('tells that servers and commands cannot be asked for now', async () => {
  const { wrong } = await examined({ 'GET /users/@me/guilds': 503, [COMMANDS]: 503 });
  expect(wrong.map(({ what }) => what)).toEqual([
    'Commands: Discord did not answer.',
    'Servers: Discord did not answer.',
  ]);
});

test('tells when this clock is not the time', async () => {
  const { wrong } = await examined({}, { clock: 'Tue, 24 Nov 2020 09:00:00 GMT' });
  expect(wrong).toEqual([
    { what: expect.stringContaining('seconds from'), fix: expect.stringContaining('NTP') },
  ]);
});

test('says that Discord cannot be reached, and asks no more', async () => {
  const { right, wrong } = await examineAt('http://127.0.0.1:1/api');
  expect(right).toEqual([]);
  expect(wrong).toEqual([{ what: expect.stringContaining('cannot be reached'), fix: expect.any(String) }]);
});
