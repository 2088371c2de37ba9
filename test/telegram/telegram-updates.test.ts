import { run, sequentialize } from '@grammyjs/runner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { errorOf, GrammyBots, texts } from './grammy-bots.ts';

let telegram: FakeTelegram;
let bots: GrammyBots;
let olga: number;
let ivan: number;
let group: number;

beforeEach(async () => {
  telegram = await startTelegram();
  bots = new GrammyBots(telegram);
  olga = telegram.addUser({ name: 'Olga', username: 'olga_m', started: true });
  ivan = telegram.addUser({ name: 'Ivan', lastName: 'Petrov', language: 'de' });
  group = telegram.addGroup({ title: 'Team', members: [olga, ivan], admins: [olga] });
});

afterEach(() => bots.stop());

describe('updates', () => {
  afterEach(() => expect(telegram.violations).toEqual([]));

  it('come again until they are confirmed', async () => {
    const { api } = bots.bot();
    const typed = telegram.as(olga).types('private', 'one');
    void telegram.as(olga).types('private', 'two');
    const first = await api.getUpdates({ limit: 1 });
    expect(first).toHaveLength(1);
    expect(await api.getUpdates({ limit: 1 })).toEqual(first);
    const offset = (first[0]?.update_id ?? 0) + 1;
    expect((await api.getUpdates({ offset })).map(({ message }) => message?.text)).toEqual(['two']);
    expect((await typed).update).toBe(offset - 1);
    expect(await api.getUpdates({ offset: offset + 1, timeout: 1 })).toEqual([]);
  });

  it('reach the runner, and once more when told so', async () => {
    const heard: number[] = [];
    const bot = bots.bot();
    bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
    bot.on('message', async (ctx) => {
      heard.push(ctx.update.update_id);
      await ctx.reply('heard');
    });
    const runner = run(bot, { runner: { silent: true } });
    bots.onStop(() => runner.stop());
    // It confirms what it fetched before it handles it: an act may resolve before.
    const { update } = await telegram.as(olga).types('private', 'one');
    await expect.poll(() => texts(telegram.privateOf(olga))).toEqual(['one', 'heard']);
    await telegram.redeliver();
    await expect.poll(() => heard).toEqual([update, update]);
    await telegram.as(olga).types('private', 'two');
    await expect.poll(() => heard).toHaveLength(3);
  });

  it('are fetched by one alone, and only where no webhook is set', async () => {
    const { api } = bots.bot();
    const first = errorOf(api.getUpdates({ timeout: 30 }));
    await expect.poll(() => telegram.polling).toBe(1);
    const second = errorOf(api.getUpdates({ timeout: 30 }));
    expect(await first).toMatch(/^409 Conflict: terminated by other getUpdates request/);
    expect(await errorOf(api.setWebhook('http://example.org/'))).toMatch(/HTTPS URL must be provided/);
    expect(await errorOf(api.setWebhook('https://example.org/', { secret_token: 'a b' }))).toMatch(
      /unallowed/,
    );
    await api.setWebhook('https://example.org/hook', { secret_token: 'canary' });
    expect(await second).toMatch(/^409/);
    expect(telegram.webhook).toEqual({ url: 'https://example.org/hook', secret: 'canary' });
    expect(await errorOf(api.getUpdates())).toMatch(
      /^409 Conflict: can't use getUpdates method while webhook/,
    );
    await api.deleteWebhook();
    expect(await errorOf(api.getUpdates())).toBe('ok');
  });

  it('end when the token is good no more', async () => {
    const waiting = errorOf(bots.bot().api.getUpdates({ timeout: 30 }));
    await expect.poll(() => telegram.polling).toBe(1);
    telegram.revoke();
    expect(await waiting).toBe('401 Unauthorized');
  });

  it('are posted with the secret until they are taken, those of one chat in order', async () => {
    const heard: string[] = [];
    let broken = true;
    const origin = await bots.listening((bot) => {
      bot.on('message:text', async (ctx) => {
        if (broken) {
          broken = false;
          throw new Error('broken');
        }
        heard.push(ctx.message.text);
        await ctx.reply('heard');
      });
    }, 'canary');
    telegram.webhookOrigin = origin;
    const { api } = bots.bot();
    await api.setWebhook('https://latchkey.example/telegram/webhook', { secret_token: 'canary' });
    const seen = await Promise.all([
      telegram.as(olga).types('private', 'one'),
      telegram.as(olga).types('private', 'two'),
    ]);
    expect(heard).toEqual(['one', 'two']);
    await telegram.redeliver();
    expect(heard).toEqual(['one', 'two', 'two']);
    expect(texts(seen[1].messages)).toContain('heard');
    expect(await api.getWebhookInfo()).toMatchObject({ pending_update_count: 0, last_error_message: /500/ });
  });

  it('are not taken with another secret', async () => {
    const heard: string[] = [];
    const origin = await bots.listening(
      (bot) => bot.on('message:text', (ctx) => void heard.push(ctx.msg.text)),
      'right',
    );
    const { api } = bots.bot();
    await api.setWebhook(`${origin}/hook`, { secret_token: 'wrong' });
    const typed = telegram.as(olga).types('private', 'one');
    await expect.poll(async () => (await api.getWebhookInfo()).last_error_message).toMatch(/401/);
    expect(heard).toEqual([]);
    await api.setWebhook(`${origin}/hook`, { secret_token: 'right' });
    await typed;
    expect(heard).toEqual(['one']);
  });
});

describe('failures', () => {
  it('come as they are told', async () => {
    const { api } = bots.bot();
    const send = (to = group) => errorOf(api.sendMessage(to, 'x'));
    const flood = {
      code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    };
    telegram.fail('sendMessage', { ...flood, chat: olga });
    expect(await send()).toBe('ok');
    const refusal = await api.sendMessage(olga, 'x').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
    telegram.fail('sendMessage', { drop: 'request', times: 2 });
    expect([await send(), await send()]).toEqual(['no answer', 'no answer']);
    expect(telegram.messagesIn(group)).toHaveLength(1);
    telegram.fail('sendMessage', { drop: 'answer' });
    expect(await send()).toBe('no answer');
    expect(telegram.messagesIn(group)).toHaveLength(2);
    telegram.fail('sendMessage', { code: 502, body: '<html>Bad Gateway</html>' });
    expect(await send()).toBe('no answer');
    expect(telegram.requests.map(({ status }) => status)).toEqual([200, 429, 0, 0, 0, 502]);
  });

  it('may only be slowness', async () => {
    const { api } = bots.bot();
    telegram.slow('sendMessage', 50);
    const order: string[] = [];
    await Promise.all([
      api.sendMessage(group, 'slow').then(() => order.push('slow')),
      api.getMe().then(() => order.push('fast')),
    ]);
    expect(order).toEqual(['fast', 'slow']);
  });
});

describe('requests and answers', () => {
  it.skipIf(!process.env['SPECS_DIR'])(
    "are held against Telegram's own schema (skipped where SPECS_DIR is unset)",
    async () => {
      const call = (method: string, body: object) =>
        fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await call('sendMessage', { chat_id: group, text: 'x', colour: 'red' });
      await call('sendMessage', {
        chat_id: group,
        text: 'x',
        reply_markup: { inline_keyboard: [{ text: 'x' }] },
      });
      await call('getChatMember', { chat_id: group });
      expect(telegram.violations).toEqual([
        'sendMessage request must not have colour',
        'sendMessage request/reply_markup/inline_keyboard/0 must be an array',
        'sendMessage answer/reply_markup/inline_keyboard/0 must be an array',
        'invalid user_id specified',
        'getChatMember request/user_id is missing',
      ]);
    },
  );

  it('of methods that are not there are refused', async () => {
    const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendDice`);
    expect(response.status).toBe(404);
    expect(telegram.violations).toEqual(['the local Telegram knows no method sendDice']);
  });
});
