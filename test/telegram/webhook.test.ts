import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../../adapters/chat/telegram/api.ts';
import { createHandlers } from '../../adapters/chat/telegram/handlers.ts';
import { createPeople } from '../../adapters/chat/telegram/people.ts';
import { createWebhook } from '../../adapters/chat/telegram/webhook.ts';
import { SECOND } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { Core } from './core.ts';
import { PUBLIC_URL, SECRET } from './telegram-world.ts';

const FORGED = Number(process.env['FORGED_WEBHOOKS'] ?? 5_000); // SECURITY.md §6
const PAYLOADS = Number(process.env['MUTATED_PAYLOADS'] ?? 10_000); // SECURITY.md §6

const peer = { socket: '127.0.0.1', client: '127.0.0.1' };
const HEADER = 'x-telegram-bot-api-secret-token';
const olga = { id: 7, is_bot: false, first_name: 'Olga' };

/** What Telegram posts. */
const UPDATES = [
  {
    update_id: 1,
    message: {
      message_id: 2,
      date: 1,
      from: olga,
      chat: { id: -100, type: 'supergroup', title: 'Team' },
      message_thread_id: 4,
      is_topic_message: true,
      text: '/meeting now @ivan Mia',
      entities: [
        { type: 'bot_command', offset: 0, length: 8 },
        { type: 'mention', offset: 13, length: 5 },
        { type: 'text_mention', offset: 19, length: 3, user: { id: 9, is_bot: false, first_name: 'Mia' } },
      ],
    },
  },
  {
    update_id: 2,
    message: {
      message_id: 2,
      date: 1,
      from: olga,
      chat: { id: 7, type: 'private', first_name: 'Olga' },
      users_shared: { request_id: 1, users: [{ user_id: 8, first_name: 'Ivan' }] },
    },
  },
  {
    update_id: 3,
    callback_query: {
      id: '5',
      from: olga,
      chat_instance: '1',
      data: 'send:abcdefghij0123456789',
      message: { message_id: 5, date: 0, chat: { id: 7, type: 'private' } },
    },
  },
  {
    update_id: 4,
    my_chat_member: {
      chat: { id: 7, type: 'private' },
      from: olga,
      date: 1,
      old_chat_member: { status: 'kicked', user: olga },
      new_chat_member: { status: 'member', user: olga },
    },
  },
  {
    update_id: 5,
    chat_member: {
      chat: { id: -100, type: 'supergroup', title: 'Team' },
      from: olga,
      date: 1,
      old_chat_member: { status: 'member', user: olga },
      new_chat_member: { status: 'left', user: olga },
    },
  },
] as const;

let telegram: FakeTelegram;
let handled: unknown[];
let handle: (update: unknown) => Promise<void>;
const clock = new FakeClock();
const log = createLog('silent');
beforeEach(async () => {
  telegram = await startTelegram();
  handled = [];
  handle = async (update) => {
    handled.push(update);
  };
});
afterEach(() => telegram.close());

/** The webhook of a bot, which hears what is posted once it has started. */
async function listening({ starts = true } = {}) {
  const api = createApi({ apiRoot: telegram.apiRoot, token: new Secret(telegram.token) });
  const parts = { api, secret: new Secret(SECRET), publicUrl: PUBLIC_URL, clock, log };
  const { entrance, route } = createWebhook(parts);
  if (starts) await entrance.start((update) => handle(update));
  const post = async (body: string, headers: Record<string, string> = { [HEADER]: SECRET }, path = '') => {
    const request = new Request(`http://127.0.0.1/telegram/webhook${path}`, {
      method: 'POST',
      headers,
      body,
    });
    return (await route.handle(request, peer)).status;
  };
  return { entrance, route, post, api };
}

describe('the webhook', () => {
  it('takes what carries the secret', async () => {
    const { post } = await listening();
    expect(await post(JSON.stringify(UPDATES[0]))).toBe(200);
    expect(handled).toEqual([UPDATES[0]]);
  });

  it('takes nothing from anybody else, whatever they guess', async () => {
    const { post } = await listening();
    const body = JSON.stringify(UPDATES[0]);
    expect(await post(body, {})).toBe(401);
    expect(await post(body, { [HEADER]: '' })).toBe(401);
    const header = fc.oneof(
      fc.stringMatching(/^[\w-]{1,256}$/),
      fc.constantFrom(
        SECRET.toUpperCase(),
        `${SECRET}x`,
        SECRET.slice(1),
        SECRET.slice(0, -1),
        'undefined',
        'null',
      ),
      fc.nat(SECRET.length - 1).map((at) => `${SECRET.slice(0, at)}~${SECRET.slice(at + 1)}`),
    );
    const guesses = fc.asyncProperty(header, async (guess) => {
      expect(await post(body, { [HEADER]: guess })).toBe(401);
    });
    await fc.assert(guesses, { seed: SEED, numRuns: FORGED });
    expect(handled).toEqual([]);
    tellFigure(`${FORGED} forged requests to the Telegram webhook: 0 accepted`, SEED);
  });

  it('is at its own address and nowhere else, and only for posts', async () => {
    const { post, route } = await listening();
    expect(await post('{}', { [HEADER]: SECRET }, '/more')).toBe(404);
    const get = new Request('http://127.0.0.1/telegram/webhook', { headers: { [HEADER]: SECRET } });
    expect((await route.handle(get, peer)).status).toBe(404);
  });

  it.each(['', 'null', '[]', '{', '"text"', '12', '{"update_id":"x"}', '\0\ufffd'])(
    'takes %j as nothing of Telegram, and does not want it again',
    async (body) => {
      const { post } = await listening();
      expect(await post(body)).toBe(200);
    },
  );

  it('refuses what is larger than any update', async () => {
    const { post } = await listening();
    const headers = { [HEADER]: SECRET, 'content-length': String(2 * 1024 * 1024) };
    expect(await post('{}', headers)).toBe(413);
    expect(await post('x'.repeat(2 * 1024 * 1024))).toBe(413);
  });

  it('has Telegram bring again what comes before the start and after the stop', async () => {
    const { post } = await listening({ starts: false });
    expect(await post(JSON.stringify(UPDATES[0]))).toBe(503);
    const other = await listening();
    await other.entrance.stop();
    expect(await other.post(JSON.stringify(UPDATES[0]))).toBe(503);
    expect(handled).toEqual([]);
  });

  it('answers when the update is handled, or ten seconds later while that goes on', async () => {
    const { post, entrance } = await listening();
    const { promise, resolve } = Promise.withResolvers<void>();
    handle = () => promise;
    let status = 0;
    const posted = post(JSON.stringify(UPDATES[0])).then((given) => {
      status = given;
    });
    await clock.advance(9 * SECOND);
    expect(status).toBe(0);
    await clock.advance(SECOND);
    await posted;
    expect(status).toBe(200);
    let stopped = false;
    const stop = entrance.stop().then(() => {
      stopped = true;
    });
    await clock.advance(SECOND);
    expect(stopped).toBe(false);
    resolve();
    await stop;
  });
});

/** The value with one of its members, at any depth, put to something else or taken away. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const noise = fc.oneof(
    fc.jsonValue(),
    fc.constant(undefined),
    fc.maxSafeInteger(),
    fc.constant('/start code_x'),
  );
  if (typeof value !== 'object' || value === null) return noise;
  const inside = Object.entries(value).map(([key, member]) =>
    mutated(member).map((other) =>
      Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other },
    ),
  );
  return fc.oneof({ weight: 1, arbitrary: noise }, ...inside.map((arbitrary) => ({ weight: 4, arbitrary })));
};

describe('mutilated updates', () => {
  it('are read without a mistake, and what is asked by them is well formed', async () => {
    const { api } = await listening();
    const handlers = createHandlers({ api, people: createPeople(api, clock), clock, log });
    const bot = { id: 42, username: 'latchkey_bot' };
    let understood = 0;
    const property = fc.property(fc.oneof(...UPDATES.map(mutated)), (update) => {
      const read = handlers.read(update, bot);
      if (read === null) return;
      understood += 1;
      expect(read.key).toMatch(/^-?\d+$/);
      if (!('invocation' in read.happening)) return;
      const { event, actor, workspace, conversation } = read.happening.invocation;
      expect(event).toMatch(/^telegram:42:-?\d+$/);
      expect(actor.name).not.toBe('');
      expect(workspace.foreignId).toMatch(/^-?\d+$/);
      expect(conversation.foreignId).toMatch(/^-?\d+(\/-?\d+)?$/);
    });
    fc.assert(property, { seed: SEED, numRuns: PAYLOADS });
    expect(understood).toBeGreaterThan(PAYLOADS / 10);
    tellFigure(`${PAYLOADS} mutated updates of Telegram: ${understood} understood, 0 mistakes`, SEED);
  });

  it('are answered with 200, and the next one is handled', async () => {
    const { api, post } = await listening();
    const handlers = createHandlers({ api, people: createPeople(api, clock), clock, log });
    const core = new Core();
    const bot = { id: 42, username: 'latchkey_bot' };
    handle = async (update) => {
      const read = handlers.read(update, bot);
      if (read) await handlers.act(read.happening, core, bot);
    };
    const property = fc.asyncProperty(fc.oneof(...UPDATES.map(mutated)), async (update) => {
      expect(await post(JSON.stringify(update) ?? '')).toBe(200);
    });
    await fc.assert(property, { seed: 29, numRuns: 500 });
    core.asked.length = 0;
    await post(JSON.stringify(UPDATES[0]));
    expect(core.asked).toHaveLength(1);
  });
});
