import { createServer } from 'node:http';
import { Api } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { menus } from '../../adapters/chat/telegram/commands.ts';
import { telegram as entry } from '../../adapters/chat/telegram/config.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import type { TelegramOptions } from '../fakes/telegram/types.ts';

const PUBLIC_URL = 'https://meet.example.org';
const HOOK = `${PUBLIC_URL}/telegram/webhook`;
const SECRET = 'canary-0123456789abcdef';
const webhook = { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET };

/** A local Telegram whose bot is as Latchkey leaves it. */
async function healthy(options: TelegramOptions = {}): Promise<FakeTelegram> {
  const telegram = await startTelegram(options);
  onTestFinished(() => telegram.close());
  const bot = botOf(telegram);
  for (const { scope, language, commands } of menus())
    await bot.setMyCommands(commands, { scope, ...(language === null ? {} : { language_code: language }) });
  return telegram;
}

const botOf = ({ token, apiRoot }: FakeTelegram) => new Api(token, { apiRoot });

/** What doctor says of it. */
async function examined({ token, apiRoot }: FakeTelegram, env: Record<string, string> = {}) {
  return examineAt(apiRoot, { TELEGRAM_TOKEN: token, ...env });
}

async function examineAt(apiRoot: string, env: Record<string, string> = {}) {
  const configured = entry.configure({
    TELEGRAM_TOKEN: '123456789:AAcanary-0123456789',
    TELEGRAM_API_ROOT: apiRoot,
    ...env,
  });
  if (configured.kind !== 'on') throw new Error(`Telegram is ${configured.kind}`);
  const findings = await configured.examine(PUBLIC_URL, null);
  expect(JSON.stringify(findings)).not.toContain('canary');
  return {
    right: findings.filter(({ fix }) => fix === null).map(({ what }) => what),
    wrong: findings.filter(({ fix }) => fix !== null),
  };
}

test('finds nothing wrong with a bot that is set up, and changes nothing there', async () => {
  const telegram = await healthy();
  const before = telegram.requests.length;
  const { right, wrong } = await examined(telegram);
  expect(wrong).toEqual([]);
  expect(right).toEqual([
    'Telegram can be reached, and its clock agrees.',
    'TELEGRAM_TOKEN: is of @latchkey_bot.',
    '@latchkey_bot can be added to groups.',
    'Privacy mode is on: in groups the bot gets its commands alone.',
    'TELEGRAM_MODE: updates are fetched, and no webhook is in the way.',
    'The menus of commands are as they should be.',
  ]);
  const asked = telegram.requests.slice(before).map(({ method }) => method);
  expect(asked.filter((method) => method !== '' && !method.startsWith('get'))).toEqual([]);
  expect(asked).not.toContain('getUpdates');
  expect(telegram.violations).toEqual([]);
});

test('finds nothing wrong with a bot whose updates Telegram posts here', async () => {
  const telegram = await healthy();
  await botOf(telegram).setWebhook(HOOK, { secret_token: SECRET });
  const { right, wrong } = await examined(telegram, webhook);
  expect(wrong).toEqual([]);
  expect(right).toContain(`TELEGRAM_MODE: Telegram calls ${HOOK}.`);
});

test('tells that the token is not accepted, and where a good one is', async () => {
  const telegram = await healthy();
  telegram.revoke();
  const { wrong } = await examined(telegram);
  expect(wrong).toEqual([
    { what: 'TELEGRAM_TOKEN: Telegram refuses it.', fix: expect.stringContaining('/mybots') },
  ]);
});

test.each([
  ['getMe', 'TELEGRAM_TOKEN: Telegram does not answer.'],
  ['getWebhookInfo', 'The webhook is not known: Telegram does not answer.'],
  ['getMyCommands', 'The menus are not known: Telegram does not answer.'],
])('tells what is not known when Telegram fails in %s', async (method, what) => {
  const telegram = await healthy();
  telegram.fail(method, { code: 502, description: 'Bad Gateway canary', times: 9 });
  const { wrong } = await examined(telegram);
  expect(wrong).toEqual([{ what, fix: expect.any(String) }]);
});

test('tells that the bot gets more than it needs, and how to switch the privacy mode on', async () => {
  const { wrong } = await examined(await healthy({ readsAll: true }));
  expect(wrong).toEqual([
    { what: expect.stringContaining('gets everything'), fix: expect.stringContaining('/setprivacy') },
  ]);
});

test('tells that the bot cannot be added to groups', async () => {
  const { wrong } = await examineAt(await answering({ can_join_groups: false, username: 'latchkey_bot' }));
  expect(wrong).toContainEqual({
    what: '@latchkey_bot cannot be added to groups.',
    fix: expect.stringContaining('/setjoingroups'),
  });
});

test('tells that a webhook is in the way of fetching updates', async () => {
  const telegram = await healthy();
  await botOf(telegram).setWebhook('https://elsewhere.example.org/hook');
  const { wrong } = await examined(telegram);
  expect(wrong).toEqual([
    {
      what: expect.stringContaining('posts them to a webhook'),
      fix: expect.stringContaining('Start Latchkey'),
    },
  ]);
});

test.each(['', 'https://elsewhere.example.org/hook'])(
  'tells that Telegram does not post updates here but to "%s"',
  async (url) => {
    const telegram = await healthy();
    if (url !== '') await botOf(telegram).setWebhook(url);
    const { wrong } = await examined(telegram, webhook);
    expect(wrong).toEqual([
      { what: expect.stringContaining('does not post updates here'), fix: expect.stringContaining(HOOK) },
    ]);
  },
);

test('tells what Telegram says of a webhook that it cannot call', async () => {
  const telegram = await healthy();
  // Nobody listens there.
  telegram.webhookOrigin = 'http://127.0.0.1:1';
  await botOf(telegram).setWebhook(HOOK, { secret_token: SECRET });
  const olga = telegram.addUser({ name: 'Olga', started: true });
  telegram
    .as(olga)
    .types('private', 'hello')
    .catch(() => undefined);
  await expect.poll(async () => (await botOf(telegram).getWebhookInfo()).last_error_message).toBeDefined();
  const { wrong } = await examined(telegram, webhook);
  expect(wrong).toEqual([
    {
      what: `TELEGRAM_MODE: Telegram cannot call ${HOOK}: Connection refused.`,
      fix: expect.stringContaining('certificate'),
    },
  ]);
});

test('tells that the menus are missing, or those of an older version', async () => {
  const missing = await startTelegram();
  onTestFinished(() => missing.close());
  const older = await healthy();
  await botOf(older).setMyCommands([{ command: 'meeting', description: 'Meetings' }], {
    scope: { type: 'all_group_chats' },
  });
  for (const telegram of [missing, older])
    expect((await examined(telegram)).wrong).toEqual([
      { what: expect.stringContaining('The menus'), fix: expect.stringContaining('Start Latchkey') },
    ]);
});

test('tells when this clock is not the time', async () => {
  const { wrong } = await examineAt(await answering({}, 'Tue, 24 Nov 2020 09:00:00 GMT'));
  expect(wrong).toEqual([
    { what: expect.stringContaining("seconds from Telegram's"), fix: expect.stringContaining('NTP') },
  ]);
});

test('says that Telegram cannot be reached, and asks no more', async () => {
  const { right, wrong } = await examineAt('http://127.0.0.1:1');
  expect(right).toEqual([]);
  expect(wrong).toEqual([{ what: expect.stringContaining('cannot be reached'), fix: expect.any(String) }]);
});

/** A Telegram that knows one answer. */
async function answering(result: object, clock?: string): Promise<string> {
  const server = createServer((_, response) => {
    if (clock) response.setHeader('Date', clock);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ok: true, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
