import { createServer } from 'node:http';
import { run, sequentialize } from '@grammyjs/runner';
import { Bot, GrammyError, HttpError, InlineKeyboard, Keyboard, webhookCallback } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, type Message, startTelegram } from '../fakes/telegram/telegram-server.ts';

let telegram: FakeTelegram;
let olga: number;
let ivan: number;
let group: number;
const stops: (() => unknown)[] = [];

beforeEach(async () => {
  telegram = await startTelegram();
  olga = telegram.addUser({ name: 'Olga', username: 'olga_m', started: true });
  ivan = telegram.addUser({ name: 'Ivan', lastName: 'Petrov', language: 'de' });
  group = telegram.addGroup({ title: 'Team', members: [olga, ivan], admins: [olga] });
});

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await telegram.close();
});

const newBot = () => new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });

/** Polls as grammY does by itself: each update is confirmed after it was handled. */
function polling(handle: (bot: Bot) => void, allowed?: Parameters<Bot['start']>[0]): Bot {
  const bot = newBot();
  handle(bot);
  bot.catch(() => undefined);
  const polled = bot.start(allowed);
  stops.push(async () => {
    await bot.stop();
    await polled;
  });
  return bot;
}

/** Listens as grammY does behind a server of one's own. */
async function listening(handle: (bot: Bot) => void, secretToken: string): Promise<string> {
  const bot = newBot();
  handle(bot);
  const callback = webhookCallback(bot, 'http', { secretToken });
  const server = createServer((request, response) => {
    callback(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
      return error instanceof HttpError ? 'no answer' : String(error);
    },
  );

const texts = (messages: readonly Message[]) => messages.map(({ text }) => text);

function last(messages: readonly Message[]): Message {
  const message = messages.at(-1);
  if (!message) throw new Error('there is no message');
  return message;
}

describe('the local Telegram, polled by grammY', () => {
  afterEach(() => expect(telegram.violations).toEqual([]));

  it('hands over a command and shows what is answered', async () => {
    polling((bot) => bot.command('meeting', (ctx) => ctx.reply(`heard ${ctx.match}`)));
    const seen = await telegram.as(olga).types(group, '/meeting now Standup');
    expect(texts(seen.messages)).toEqual(['heard now Standup']);
    expect(texts(telegram.messagesIn(group))).toEqual(['/meeting now Standup', 'heard now Standup']);
    expect(telegram.pending).toBe(0);
  });

  it('takes a press and shows its answer', async () => {
    const bot = polling((one) =>
      one.on('callback_query:data', async (ctx) => {
        await ctx.editMessageText(`pressed ${ctx.callbackQuery.data}`);
        await ctx.answerCallbackQuery({ text: 'Noted', show_alert: ctx.from.id === ivan });
      }),
    );
    const keyboard = () => new InlineKeyboard().text('Yes', 'rsvp:1').url('Join', 'https://meet.example/1');
    await bot.api.sendMessage(group, 'Coming?', { reply_markup: keyboard().copyText('Copy', 'K7Q') });
    const card = last(telegram.messagesIn(group));
    expect(card.rows).toEqual([
      [
        { label: 'Yes', data: 'rsvp:1', url: null, copy: null },
        { label: 'Join', data: null, url: 'https://meet.example/1', copy: null },
        { label: 'Copy', data: null, url: null, copy: 'K7Q' },
      ],
    ]);
    expect((await telegram.as(ivan).press(card, 'Join')).url).toBe('https://meet.example/1');
    const seen = await telegram.as(ivan).press(card, 'Yes');
    expect(seen).toMatchObject({ answered: true, alert: 'Noted', toast: null, url: null, messages: [] });
    expect(seen.edited.map(({ text, buttons }) => [text, buttons.length])).toEqual([['pressed rsvp:1', 0]]);
    await expect(telegram.as(ivan).press(card, 'Yes')).rejects.toThrow(/no button Yes/);
  });

  it('leads from a press in a group to the private chat, and opens it', async () => {
    const bot = polling((one) => {
      one.command('start', (ctx) => ctx.reply(`started with ${ctx.match}`));
      one.on('callback_query', async (ctx) => {
        const sent = await errorOf(ctx.api.sendMessage(ctx.from.id, 'secret'));
        const url = `https://t.me/${ctx.me.username}?start=code_42`;
        await ctx.answerCallbackQuery(sent === 'ok' ? { text: 'Sent' } : { url });
      });
    });
    await bot.api.sendMessage(group, 'A meeting', {
      reply_markup: new InlineKeyboard().text('Code', 'code:42'),
    });
    const card = last(telegram.messagesIn(group));
    const pressed = await telegram.as(ivan).press(card, 'Code');
    expect(pressed).toMatchObject({
      url: 'https://t.me/latchkey_bot?start=code_42',
      alert: null,
      messages: [],
    });
    const opened = await telegram.as(ivan).openUrl(pressed);
    expect(texts(opened.messages)).toEqual(['started with code_42']);
    const again = await telegram.as(ivan).press(card, 'Code');
    expect(again).toMatchObject({ toast: 'Sent', url: null });
    expect(texts(again.messages)).toEqual(['secret']);
    expect(texts(telegram.privateOf(ivan))).toEqual(['/start code_42', 'started with code_42', 'secret']);
    expect(telegram.privateOf(olga)).toEqual([]);
  });

  it('marks commands, handles, people without one and addresses as Telegram does', async () => {
    const heard: unknown[] = [];
    polling((bot) => bot.on('message:entities', (ctx) => void heard.push(ctx.entities(), ctx.message.text)));
    const typed = '/meeting@latchkey_bot 🎉 @olga_m @Ivan Petrov anna@example.org';
    await telegram.as(olga).types(group, typed, { mentions: [olga, ivan] });
    expect(heard[1]).toBe('/meeting@latchkey_bot 🎉 @olga_m Ivan Petrov anna@example.org');
    expect(heard[0]).toMatchObject([
      { type: 'bot_command', offset: 0, text: '/meeting@latchkey_bot' },
      { type: 'mention', offset: 25, text: '@olga_m' },
      { type: 'text_mention', offset: 33, text: 'Ivan Petrov', user: { id: ivan, first_name: 'Ivan' } },
      { type: 'email', text: 'anna@example.org' },
    ]);
  });

  it('keeps from the bot what is not for it, unless it may read all', async () => {
    const heard: string[] = [];
    const bot = polling((one) => one.on('message:text', (ctx) => void heard.push(ctx.message.text)));
    const said = await telegram.as(olga).types(group, 'lunch?');
    expect(said).toMatchObject({ update: null, messages: [] });
    await telegram.as(olga).types(group, '/meeting@other_bot list');
    await bot.api.sendMessage(group, 'Which topic?');
    await telegram.as(olga).types(group, 'Standup', { replyTo: last(telegram.messagesIn(group)) });
    await telegram.as(olga).types(group, 'hello @latchkey_bot');
    telegram.setBot(group, 'admin');
    await telegram.as(olga).types(group, 'and now?');
    expect(heard).toEqual(['Standup', 'hello @latchkey_bot', 'and now?']);
    await expect(telegram.as(ivan).types('private', 'hello')).rejects.toThrow(/must press Start/);
  });

  it('lets people be chosen with a key in the private chat', async () => {
    const shared: unknown[] = [];
    const bot = polling((one) =>
      one.on('message:users_shared', (ctx) => void shared.push(ctx.message.users_shared)),
    );
    const keyboard = new Keyboard().requestUsers('Choose', 7, { max_quantity: 2, request_username: true });
    await expect(telegram.as(olga).sharesUsers([ivan])).rejects.toThrow(/no key/);
    await bot.api.sendMessage(olga, 'Whom?', { reply_markup: keyboard });
    await telegram.as(olga).sharesUsers([ivan, olga]);
    expect(shared).toMatchObject([{ request_id: 7, users: [{ user_id: ivan }, { username: 'olga_m' }] }]);
    await bot.api.sendMessage(olga, 'Thanks', { reply_markup: { remove_keyboard: true } });
    await expect(telegram.as(olga).sharesUsers([ivan])).rejects.toThrow(/no key/);
  });

  it('says who writes for a group or a channel, and in which topic', async () => {
    const from: unknown[] = [];
    const bot = polling((one) =>
      one.command('meeting', async (ctx) => {
        from.push(ctx.from?.username, ctx.senderChat?.type, ctx.msg.message_thread_id);
        await ctx.reply('here');
      }),
    );
    const forum = telegram.addGroup({ title: 'Forum', members: [olga], admins: [olga], forum: true });
    const topic = telegram.addTopic(forum, 'Meetings');
    const seen = await telegram.as(olga).types(forum, '/meeting', { topic });
    expect(last(seen.messages).topic).toBe(topic);
    await telegram.as(olga).types(group, '/meeting', { behalf: 'group' });
    await telegram.as(olga).types(group, '/meeting', { behalf: { channel: 'News' } });
    expect(from.splice(0)).toEqual([
      ...['olga_m', undefined, topic],
      ...['GroupAnonymousBot', 'group', undefined],
      ...['Channel_Bot', 'channel', undefined],
    ]);
    expect(await errorOf(bot.api.sendMessage(forum, 'x', { message_thread_id: topic + 99 }))).toMatch(
      /message thread not found/,
    );
  });

  it('tells who left, who came and what became of a group', async () => {
    const told: unknown[] = [];
    const bot = polling(
      (one) => {
        one.on('message', (ctx) => void told.push(Object.keys(ctx.message).at(-1)));
        one.on('my_chat_member', (ctx) => void told.push(`bot ${ctx.myChatMember.new_chat_member.status}`));
        one.on('chat_member', (ctx) => void told.push(`user ${ctx.chatMember.new_chat_member.status}`));
      },
      { allowed_updates: ['message', 'my_chat_member', 'chat_member'] },
    );
    await expect.poll(() => telegram.polling).toBe(1);
    telegram.leave(group, ivan);
    telegram.setBot(group, 'admin');
    telegram.join(group, ivan);
    telegram.ban(group, ivan);
    await telegram.settled();
    expect(told.splice(0)).toEqual([
      ...['left_chat_member', 'bot administrator', 'user member', 'new_chat_members'],
      ...['user kicked', 'left_chat_member'],
    ]);
    const to = telegram.upgrade(group);
    await telegram.settled();
    expect(told.splice(0)).toEqual(['migrate_to_chat_id', 'migrate_from_chat_id']);
    const refusal = await bot.api.sendMessage(group, 'x').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: to } });
    expect((await bot.api.getChatMember(to, olga)).status).toBe('creator');
    expect((await bot.api.getChatMember(to, ivan)).status).toBe('kicked');
  });

  it('refuses the private message of people who blocked the bot, until they start it again', async () => {
    const told: string[] = [];
    const bot = polling((one) =>
      one.on('my_chat_member', (ctx) => void told.push(ctx.myChatMember.new_chat_member.status)),
    );
    const stranger = telegram.addUser({ name: 'Zoe' });
    const gone = telegram.addUser({ name: 'Max', started: true });
    telegram.deactivate(gone);
    const send = (to: number) => errorOf(bot.api.sendMessage(to, 'Hello'));
    expect(await send(stranger)).toBe('400 Bad Request: chat not found');
    expect(await send(ivan)).toBe("403 Forbidden: bot can't initiate conversation with a user");
    expect(await send(gone)).toBe('403 Forbidden: user is deactivated');
    await telegram.as(olga).blocks();
    expect(await send(olga)).toBe('403 Forbidden: bot was blocked by the user');
    await telegram.as(olga).start();
    expect(await send(olga)).toBe('ok');
    expect(told).toEqual(['kicked', 'member']);
    telegram.setBot(group, 'absent');
    expect(await send(group)).toBe('403 Forbidden: bot was kicked from the group chat');
  });

  it('edits and deletes as far as a bot may', async () => {
    const { api } = newBot();
    const { message_id: id } = await api.sendMessage(group, '<b>One</b>', { parse_mode: 'HTML' });
    const edit = (text: string, message = id) =>
      errorOf(api.editMessageText(group, message, text, { parse_mode: 'HTML' }));
    expect(await edit('<strong>One</strong>')).toMatch(/^400 Bad Request: message is not modified/);
    expect(await edit('One')).toBe('ok');
    expect(last(telegram.messagesIn(group))).toMatchObject({ id, text: 'One', edited: true, entities: [] });
    await telegram.as(olga).types(group, 'mine');
    const mine = last(telegram.messagesIn(group));
    expect(await edit('Two', mine.id)).toBe("400 Bad Request: message can't be edited");
    expect(await errorOf(api.deleteMessage(group, mine.id))).toBe(
      "400 Bad Request: message can't be deleted",
    );
    telegram.setBot(group, 'admin');
    expect(await errorOf(api.deleteMessage(group, mine.id))).toBe('ok');
    telegram.removeMessage(last(telegram.messagesIn(group)));
    expect(await edit('Two')).toBe('400 Bad Request: message to edit not found');
    expect(await errorOf(api.deleteMessage(group, id))).toBe('400 Bad Request: message to delete not found');
    expect(telegram.messagesIn(group)).toEqual([]);
    expect(texts(telegram.historyOf(group)).slice(0, 3)).toEqual(['One', 'One', 'mine']);
  });

  it('keeps the commands of each scope and language', async () => {
    const { api } = newBot();
    const commands = [{ command: 'meeting', description: 'Meetings' }];
    const scope = { type: 'all_group_chats' } as const;
    await api.setMyCommands(commands, { scope, language_code: 'de' });
    expect(telegram.commands(scope, 'de')).toEqual(commands);
    expect(telegram.commands(scope)).toEqual([]);
    expect(await api.getMyCommands({ scope, language_code: 'de' })).toEqual(commands);
    await api.deleteMyCommands({ scope, language_code: 'de' });
    expect(telegram.commands(scope, 'de')).toEqual([]);
  });
});

describe('updates', () => {
  afterEach(() => expect(telegram.violations).toEqual([]));

  it('come again until they are confirmed', async () => {
    const { api } = newBot();
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
    const bot = newBot();
    bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
    bot.on('message', async (ctx) => {
      heard.push(ctx.update.update_id);
      await ctx.reply('heard');
    });
    const runner = run(bot, { runner: { silent: true } });
    stops.push(() => runner.stop());
    const { update, messages } = await telegram.as(olga).types('private', 'one');
    expect(texts(messages)).toEqual(['heard']);
    await telegram.redeliver();
    expect(heard).toEqual([update, update]);
    await telegram.as(olga).types('private', 'two');
    expect(heard).toHaveLength(3);
  });

  it('are fetched by one alone, and only where no webhook is set', async () => {
    const { api } = newBot();
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

  it('are posted with the secret until they are taken, those of one chat in order', async () => {
    const heard: string[] = [];
    let broken = true;
    const origin = await listening((bot) => {
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
    const { api } = newBot();
    await api.setWebhook('https://latchkey.example/telegram/webhook', { secret_token: 'canary' });
    const seen = await Promise.all([
      telegram.as(olga).types('private', 'one'),
      telegram.as(olga).types('private', 'two'),
    ]);
    expect(heard).toEqual(['one', 'two']);
    expect(texts(seen[1].messages)).toContain('heard');
    expect(await api.getWebhookInfo()).toMatchObject({ pending_update_count: 0, last_error_message: /500/ });
  });

  it('are not taken with another secret', async () => {
    const heard: string[] = [];
    const origin = await listening(
      (bot) => bot.on('message:text', (ctx) => void heard.push(ctx.msg.text)),
      'right',
    );
    const { api } = newBot();
    await api.setWebhook(`${origin}/hook`, { secret_token: 'wrong' });
    const typed = telegram.as(olga).types('private', 'one');
    await expect.poll(async () => (await api.getWebhookInfo()).last_error_message).toMatch(/401/);
    expect(heard).toEqual([]);
    await api.setWebhook(`${origin}/hook`, { secret_token: 'right' });
    await typed;
    expect(heard).toEqual(['one']);
  });
});

describe('what Telegram refuses', () => {
  const bad = '400 Bad Request: ';

  it.each([
    ['nothing to read', ' \n ', {}, 'message text is empty'],
    ['a text that is too long', 'x'.repeat(4097), {}, 'message is too long'],
    [
      'a tag that it does not know',
      'a <div>b</div>',
      {},
      'can\'t parse entities: Unsupported start tag "div"',
    ],
    ['a tag that is not closed', '<b>a', {}, "can't parse entities: Can't find end tag"],
    ['tags that cross', '<b>a<i>b</b></i>', {}, "can't parse entities: Unmatched end tag at byte offset 8"],
    ['a sign that is not escaped', 'a < b', {}, "can't parse entities: Un"],
    [
      'a time in no format',
      '<tg-time unix="1" format="x">now</tg-time>',
      {},
      "can't parse entities: Invalid",
    ],
    ['too much in a press', 'x', new InlineKeyboard().text('a', 'ü'.repeat(33)), 'BUTTON_DATA_INVALID'],
    [
      'a link to nowhere',
      'x',
      new InlineKeyboard().url('a', 'nowhere'),
      "inline keyboard button URL 'nowhere'",
    ],
    [
      'too much to copy',
      'x',
      new InlineKeyboard().copyText('a', 'x'.repeat(257)),
      'BUTTON_COPY_TEXT_INVALID',
    ],
    [
      'a key for people in a group',
      'x',
      new Keyboard().requestUsers('Choose', 1),
      "users can't be requested",
    ],
  ])('%s', async (_, text, markup, why) => {
    const send = newBot().api.sendMessage(group, text, {
      parse_mode: 'HTML',
      ...('inline_keyboard' in markup || 'keyboard' in markup ? { reply_markup: markup } : {}),
    });
    const error = await errorOf(send);
    expect(error).toContain(`${bad}${why}`);
    expect(telegram.violations).toEqual([error.replace(bad, '')]);
    expect(telegram.messagesIn(group)).toEqual([]);
  });

  it('answers to no press, answers that are too long, and links that do not lead to the bot', async () => {
    const tried: string[] = [];
    const bot = polling((one) =>
      one.on('callback_query', async (ctx) => {
        const me = `https://t.me/${ctx.me.username}`;
        for (const answer of [
          { text: 'x'.repeat(201) },
          { url: 'https://example.org' },
          { url: `${me}?start=a:b` },
          { url: `${me}?start=${'x'.repeat(65)}` },
          { text: 'x'.repeat(200) },
        ]) {
          tried.push(await errorOf(ctx.answerCallbackQuery(answer)));
        }
      }),
    );
    await bot.api.sendMessage(group, 'x', { reply_markup: new InlineKeyboard().text('Press', 'p') });
    const seen = await telegram.as(olga).press(last(telegram.messagesIn(group)), 'Press');
    expect(seen.toast).toHaveLength(200);
    const invalid = `${bad}URL_INVALID`;
    expect(tried).toEqual([`${bad}MESSAGE_TOO_LONG`, invalid, invalid, invalid, 'ok']);
    expect(await errorOf(bot.api.answerCallbackQuery('1'))).toMatch(/query is too old/);
    expect(telegram.violations).toHaveLength(5);
    await expect(telegram.as(olga).start('a:b')).rejects.toThrow(/drops the payload/);
  });

  it('commands that cannot be typed', async () => {
    const { api } = newBot();
    const set = (command: string, description = 'x') =>
      errorOf(api.setMyCommands([{ command, description }]));
    expect(await set('Meeting')).toBe(`${bad}BOT_COMMAND_INVALID`);
    expect(await set('m'.repeat(33))).toBe(`${bad}BOT_COMMAND_INVALID`);
    expect(await set('meeting', '')).toBe(`${bad}BOT_COMMAND_DESCRIPTION_INVALID`);
    expect(await set('meeting')).toBe('ok');
  });

  it('a token that is not its own, or no more', async () => {
    const { apiRoot } = telegram;
    const stranger = new Bot('1:other', { client: { apiRoot } });
    expect(await errorOf(stranger.api.getMe())).toBe('401 Unauthorized');
    const { api } = newBot();
    telegram.revoke();
    expect(await errorOf(api.getMe())).toBe('401 Unauthorized');
  });
});

describe('a text in HTML', () => {
  it('is shown without its markup, each part at its place in UTF-16', async () => {
    const html = [
      '<b>🎉 Tom &amp; J&#233;r&ocirc;me</b> &lt;now&gt; ',
      '<a href="https://example.org/?a=1&amp;b=2">there</a> ',
      '<tg-time unix="1647531900" format="wDT">22:45</tg-time> <code>K7Q</code>\n',
    ];
    await newBot().api.sendMessage(group, html.join(''), { parse_mode: 'HTML' });
    const { text, entities } = last(telegram.messagesIn(group));
    expect(text).toBe('🎉 Tom & Jér&ocirc;me <now> there 22:45 K7Q');
    expect(entities.map((one) => [one.type, text.slice(one.offset, one.offset + one.length)])).toEqual([
      ['bold', '🎉 Tom & Jér&ocirc;me'],
      ['text_link', 'there'],
      ['date_time', '22:45'],
      ['code', 'K7Q'],
    ]);
    expect(entities[1]?.url).toBe('https://example.org/?a=1&b=2');
    expect(entities[2]).toMatchObject({ unix_time: 1647531900, date_time_format: 'wDT' });
    expect(telegram.violations).toEqual([]);
  });
});

describe('limits', () => {
  it('allow a message a second in a chat, twenty a minute in a group and thirty a second in all', async () => {
    let now = 1_800_000_000_000;
    const limited = await startTelegram({ now: () => now });
    stops.push(() => limited.close());
    limited.enforce();
    const people = Array.from({ length: 31 }, (_, at) => limited.addUser({ name: `P${at}`, started: true }));
    const team = limited.addGroup({ title: 'Team', members: people });
    const { api } = new Bot(limited.token, { client: { apiRoot: limited.apiRoot } });
    const send = (to: number) => errorOf(api.sendMessage(to, 'x'));
    for (const person of people.slice(0, 30)) expect(await send(person)).toBe('ok');
    expect(await send(people[30] ?? 0)).toBe('429 Too Many Requests: retry after 1');
    now += 1000;
    for (let sent = 0; sent < 20; sent += 1, now += 1000) expect(await send(team)).toBe('ok');
    expect(await send(team)).toBe('429 Too Many Requests: retry after 40');
    const [first = 0] = people;
    expect([await send(first), await send(first)]).toEqual(['ok', '429 Too Many Requests: retry after 1']);
    expect(limited.limited).toEqual(['overall', String(team), String(first)]);
    limited.enforce(null);
    expect(await send(first)).toBe('ok');
    expect(limited.violations).toEqual([]);
  });

  it('go by faster when told so', async () => {
    let now = 1_800_000_000_000;
    const limited = await startTelegram({ now: () => now });
    stops.push(() => limited.close());
    limited.enforce(undefined, 100);
    const person = limited.addUser({ name: 'Olga', started: true });
    const { api } = new Bot(limited.token, { client: { apiRoot: limited.apiRoot } });
    expect(await errorOf(api.sendMessage(person, 'x'))).toBe('ok');
    now += 9;
    expect(await errorOf(api.sendMessage(person, 'x'))).toMatch(/^429/);
    now += 1;
    expect(await errorOf(api.sendMessage(person, 'x'))).toBe('ok');
  });
});

describe('ephemeral messages', () => {
  const to = (receiver: number, rest = {}) => ({
    ephemeral_message_parameters: { receiver_user_id: receiver, ...rest },
  });

  it('answer a press or an ephemeral command within fifteen seconds, seen by that person alone', async () => {
    let now = 1_800_000_000_000;
    const own = await startTelegram({ now: () => now });
    stops.push(() => own.close());
    const olga = own.addUser({ name: 'Olga' });
    const ivan = own.addUser({ name: 'Ivan' });
    const team = own.addGroup({ title: 'Team', members: [olga, ivan] });
    const bot = new Bot(own.token, { client: { apiRoot: own.apiRoot } });
    await bot.api.setMyCommands([{ command: 'meeting', description: 'x', is_ephemeral: true }], {
      scope: { type: 'all_group_chats' },
    });
    const late: string[] = [];
    bot.command('meeting', async (ctx) => {
      const id = ctx.msg.ephemeral_message_id;
      if (id === undefined) return;
      const how = { ...to(ctx.msg.from?.id ?? 0), reply_parameters: { ephemeral_message_id: id } };
      await ctx.api.sendMessage(team, 'yours', {
        ...how,
        reply_markup: new InlineKeyboard().text('More', 'm'),
      });
      late.push(await errorOf(ctx.api.sendMessage(team, 'x', to(olga))));
      now += 17_000;
      late.push(await errorOf(ctx.api.sendMessage(team, 'x', how)));
    });
    bot.on('callback_query', async (ctx) => {
      const how = to(ctx.from.id, { callback_query_id: ctx.callbackQuery.id });
      await ctx.api.sendMessage(team, 'more', how);
      late.push(
        await errorOf(
          ctx.api.sendMessage(team, 'more', to(ivan, { callback_query_id: ctx.callbackQuery.id })),
        ),
      );
      await ctx.answerCallbackQuery();
    });
    const polled = bot.start();
    stops.push(async () => {
      await bot.stop();
      await polled;
    });
    const seen = await own.as(olga).types(team, '/meeting list');
    expect(texts(seen.messages)).toEqual(['yours']);
    expect(own.messagesIn(team)).toEqual([]);
    expect(own.ephemeralsOf(ivan)).toEqual([]);
    await expect(own.as(ivan).press(last(seen.messages), 'More')).rejects.toThrow(/does not see/);
    const pressed = await own.as(olga).press(last(seen.messages), 'More');
    expect(texts(pressed.messages)).toEqual(['more']);
    expect(texts(own.ephemeralsOf(olga))).toEqual(['yours', 'more']);
    expect(late).toEqual(Array(3).fill(expect.stringMatching(/not enough rights to send ephemeral/)));
    expect(own.violations).toEqual([]);
  });

  it('are sent by an administrator at any time, edited and deleted by their own methods', async () => {
    telegram.setBot(group, 'admin');
    const { api } = newBot();
    expect(await errorOf(api.sendMessage(olga, 'x', to(olga)))).toMatch(/only to groups/);
    const sent = await api.sendMessage(group, 'one', to(ivan));
    expect(sent).toMatchObject({ message_id: 0, receiver_user: { id: ivan } });
    const id = sent.ephemeral_message_id ?? 0;
    await api.editEphemeralMessageText(group, ivan, id, 'two');
    expect(texts(telegram.ephemeralsOf(ivan))).toEqual(['two']);
    expect(await errorOf(api.editMessageText(group, id, 'three'))).toMatch(/message to edit not found/);
    expect(await errorOf(api.deleteEphemeralMessage(group, olga, id))).toMatch(/message to delete not found/);
    await api.deleteEphemeralMessage(group, ivan, id);
    expect(telegram.ephemeralsOf(ivan)).toEqual([]);
    expect(telegram.violations).toEqual([]);
  });
});

describe('failures', () => {
  it('come as they are told', async () => {
    const { api } = newBot();
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
    const { api } = newBot();
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
