import { afterEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import type { FakeTelegram } from '../fakes/telegram/telegram-server.ts';
import { Core, short, started } from './core.ts';
import { PUBLIC_URL, SECRET, type Setting, telegramWorld } from './telegram-world.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function start(setting: Setting = {}) {
  const world = await started(setting);
  close = world.close;
  return world;
}

/** Not started. */
async function stopped(setting: Setting = {}) {
  const world = await telegramWorld(setting);
  close = world.close;
  return world;
}

const fetches = ({ requests }: FakeTelegram) => requests.filter(({ method }) => method === 'getUpdates');
const texts = (telegram: FakeTelegram, user: number) => telegram.privateOf(user).map(({ text }) => text);
/** A core whose answers wait. */
function waiting(core: Core) {
  const { promise, resolve } = Promise.withResolvers<void>();
  core.answer = () => promise.then(() => short('Done'));
  return resolve;
}

describe('a start', () => {
  it.each(['polling', 'webhook'] as const)('refuses a token that Telegram refuses (%s)', async (mode) => {
    const { inbox } = await stopped({ mode, token: '123:nobody-knows-this-token' });
    await expect(inbox.start(new Core())).rejects.toThrow(/^TELEGRAM_TOKEN: .*@BotFather.*copy/);
    expect(inbox.ready()).toBe(false);
  });

  it('says so where no Telegram answers', async () => {
    const { inbox } = await stopped({ apiRoot: 'http://127.0.0.1:9' });
    await expect(inbox.start(new Core())).rejects.toThrow(/^TELEGRAM_API_ROOT: .*127\.0\.0\.1:9/);
  });

  it('says so where another program has the bot', async () => {
    const { inbox, telegram } = await stopped();
    telegram.fail('getUpdates', {
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    await expect(inbox.start(new Core())).rejects.toThrow(/another program .* stop it/);
  });

  it('gives up on one that answers nothing', async () => {
    const clock = new FakeClock();
    const { inbox, telegram } = await stopped({ clock });
    telegram.slow('getMe', 60_000);
    const failing = expect(inbox.start(new Core())).rejects.toThrow(/^TELEGRAM_API_ROOT/);
    await expect.poll(() => telegram.requests.length).toBe(1);
    await clock.advance(20 * SECOND);
    await failing;
  });

  it('brings the menus to people, and goes on where Telegram takes none', async () => {
    const { telegram } = await start();
    expect(telegram.commands({ type: 'all_group_chats' })).toMatchObject([
      { command: 'meeting', is_ephemeral: true },
    ]);
    await close();
    const other = await stopped();
    other.telegram.fail('setMyCommands', {
      code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 60 },
    });
    await other.inbox.start(new Core());
    expect(other.inbox.ready()).toBe(true);
  });

  it('takes a webhook away before it fetches, and keeps what waits for it', async () => {
    const { inbox, telegram, api, olga } = await stopped();
    await api.call((methods) =>
      methods.setWebhook({ url: 'https://elsewhere.example.org/', secret_token: 'x' }),
    );
    const core = new Core();
    const typed = telegram.as(olga).types('private', '/meeting list');
    await inbox.start(core);
    await typed;
    expect(telegram.webhook).toBeNull();
    expect(core.asked).toHaveLength(1);
  });

  it('tells Telegram where to post, by which header it is known, and what is wanted', async () => {
    const { telegram, inbox } = await start({ mode: 'webhook' });
    expect(telegram.webhook).toEqual({ url: `${PUBLIC_URL}/telegram/webhook`, secret: SECRET });
    const { body } = telegram.requests.find(({ method }) => method === 'setWebhook') ?? {};
    expect(body).toMatchObject({
      allowed_updates: ['message', 'callback_query', 'my_chat_member', 'chat_member'],
      drop_pending_updates: false,
    });
    expect(inbox.ready()).toBe(true);
  });

  it('says what is wrong with an address that Telegram does not post to', async () => {
    const { telegram, inbox } = await stopped({ mode: 'webhook' });
    telegram.fail('setWebhook', {
      code: 400,
      description: 'Bad Request: bad webhook: An HTTPS URL must be provided',
    });
    await expect(inbox.start(new Core())).rejects.toThrow(/^PUBLIC_URL: .*https.*TELEGRAM_MODE=polling/);
  });
});

describe('updates that are fetched', () => {
  it('are confirmed when they are handled, not before', async () => {
    const { telegram, core, olga } = await start();
    const go = waiting(core);
    const typed = telegram.as(olga).types('private', '/meeting list');
    await expect.poll(() => core.asked.length).toBe(1);
    await expect.poll(() => fetches(telegram).length).toBeGreaterThan(3);
    expect(telegram.pending).toBe(1);
    go();
    await typed;
    expect(telegram.pending).toBe(0);
    expect(core.asked).toHaveLength(1);
  });

  it('are handled once, also when they end while they are being fetched again', async () => {
    const { telegram, core, olga } = await start();
    const go = waiting(core);
    const typed = telegram.as(olga).types('private', '/meeting list');
    await expect.poll(() => core.asked.length).toBe(1);
    const before = fetches(telegram).length;
    telegram.slow('getUpdates', 200);
    await expect.poll(() => fetches(telegram).length).toBe(before + 1);
    go();
    await typed;
    expect(core.asked).toHaveLength(1);
    expect(texts(telegram, olga)).toEqual(['/meeting list', 'Done']);
  });

  it('come once more after a crash, and are known by their id', async () => {
    const { telegram, core, olga, inbox } = await start();
    await telegram.as(olga).types('private', '/meeting list');
    await telegram.redeliver();
    expect(core.asked.map(({ event }) => event)).toEqual([core.asked[0]?.event, core.asked[0]?.event]);
    expect(inbox.ready()).toBe(true);
  });

  it('of one person keep their order, and nobody waits for another', async () => {
    const { telegram, core, olga, ivan } = await start();
    await telegram.as(ivan).start();
    core.asked.length = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    core.answer = ({ actor, request }) =>
      request.kind === 'words' && request.words[0] === 'first' && actor.foreignId === String(olga)
        ? promise.then(() => short('first'))
        : short('other');
    const first = telegram.as(olga).types('private', '/meeting first');
    const second = telegram.as(olga).types('private', '/meeting second');
    const others = telegram.as(ivan).types('private', '/meeting first');
    await expect.poll(() => texts(telegram, ivan).at(-1)).toBe('other');
    expect(core.asked.map(({ actor }) => actor.name)).toEqual(['Olga', 'Ivan']);
    resolve();
    await Promise.all([first, second, others]);
    expect(texts(telegram, olga).slice(-2)).toEqual(['first', 'other']);
  });

  it('go on when one of them cannot be handled', async () => {
    const { telegram, core, olga, inbox } = await start();
    core.answer = () => Promise.reject(new Error('a bug'));
    await telegram.as(olga).types('private', '/meeting list');
    core.answer = () => short('Done');
    const { messages } = await telegram.as(olga).types('private', '/meeting list');
    expect(messages.map(({ text }) => text)).toEqual(['Done']);
    expect(inbox.ready()).toBe(true);
  });

  it('are fetched again after Telegram was away', async () => {
    const clock = new FakeClock();
    const { telegram, inbox, core, olga } = await start({ clock });
    await expect.poll(() => telegram.polling).toBe(1);
    telegram.fail('getUpdates', { code: 502, description: 'Bad Gateway', times: 2 });
    telegram.fail('getUpdates', { drop: 'request' });
    const typed = telegram.as(olga).types('private', '/meeting list');
    await expect.poll(() => inbox.ready()).toBe(false);
    const passing = (async () => {
      while (core.asked.length < 2) await clock.advance(60 * SECOND);
    })();
    await telegram.as(olga).types('private', '/meeting list');
    await Promise.all([typed, passing]);
    expect(inbox.ready()).toBe(true);
  });

  it.each([
    [409, 'Conflict: terminated by other getUpdates request', /another program .* stop it/],
    [401, 'Unauthorized', /TELEGRAM_TOKEN .* @BotFather/],
  ])('are not, where Telegram says %i: that is logged with what to do', async (code, description, hint) => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => lines.push(line) });
    const clock = new FakeClock();
    const { telegram, inbox } = await start({ clock, log });
    await expect.poll(() => telegram.polling).toBe(1);
    telegram.fail('getUpdates', { code, description, times: 50 });
    telegram.join(telegram.addGroup({ title: 'Other', members: [] }), telegram.addUser({ name: 'Lee' }));
    await expect.poll(() => inbox.ready()).toBe(false);
    expect(lines.join()).toMatch(hint);
    expect(lines.join()).not.toContain(telegram.token);
  });
});

describe('a stop', () => {
  it('confirms what was handled, and asks for nothing more', async () => {
    const { telegram, core, olga, inbox } = await start();
    const go = waiting(core);
    const typed = telegram.as(olga).types('private', '/meeting list');
    await expect.poll(() => core.asked.length).toBe(1);
    const stop = inbox.stop();
    go();
    await Promise.all([stop, typed]);
    expect(telegram.pending).toBe(0);
    const { length } = telegram.requests;
    expect(inbox.ready()).toBe(false);
    await new Promise((turn) => setImmediate(turn));
    expect(telegram.requests).toHaveLength(length);
    expect(telegram.polling).toBe(0);
  });

  it('is a start away from the next', async () => {
    const { telegram, inbox, olga } = await start();
    await inbox.stop();
    const core = new Core();
    await inbox.start(core);
    await telegram.as(olga).types('private', '/meeting list');
    expect(core.asked).toHaveLength(1);
  });
});
