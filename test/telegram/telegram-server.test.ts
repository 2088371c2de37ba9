import { InlineKeyboard, Keyboard } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { errorOf, GrammyBots, last, texts } from './grammy-bots.ts';

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

describe('the local Telegram, polled by grammY', () => {
  afterEach(() => expect(telegram.violations).toEqual([]));

  it('hands over a command and shows what is answered', async () => {
    bots.polling((bot) => bot.command('meeting', (ctx) => ctx.reply(`heard ${ctx.match}`)));
    const seen = await telegram.as(olga).types(group, '/meeting now Standup');
    expect(texts(seen.messages)).toEqual(['heard now Standup']);
    expect(texts(telegram.messagesIn(group))).toEqual(['/meeting now Standup', 'heard now Standup']);
    expect(telegram.pending).toBe(0);
  });

  it('takes a press and shows its answer', async () => {
    const bot = bots.polling((one) =>
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
    expect(last((await telegram.as(ivan).forges(card, 'rsvp:2')).edited).text).toBe('pressed rsvp:2');
  });

  it('leads from a press in a group to the private chat, and opens it', async () => {
    const bot = bots.polling((one) => {
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
    bots.polling((bot) =>
      bot.on('message:entities', (ctx) => void heard.push(ctx.entities(), ctx.message.text)),
    );
    const typed = '/meeting@latchkey_bot 🎉 @olga_m @Ivan Petrov anna@example.org';
    await telegram.as(olga).types(group, typed, { mentions: [olga, ivan] });
    expect(heard[1]).toBe('/meeting@latchkey_bot 🎉 @olga_m Ivan Petrov anna@example.org');
    expect(heard[0]).toMatchObject([
      { type: 'bot_command', offset: 0, text: '/meeting@latchkey_bot' },
      { type: 'mention', offset: 25, text: '@olga_m' },
      { type: 'text_mention', offset: 33, text: 'Ivan Petrov', user: { id: ivan, first_name: 'Ivan' } },
      { type: 'email', text: 'anna@example.org' },
    ]);
    const zoe = telegram.addUser({ name: 'Zoe' });
    await telegram.as(olga).types(group, '/meeting @Ivan Petrov @Zoe', { mentions: [zoe, ivan] });
    expect(heard[2]).toMatchObject([{}, { offset: 9, text: 'Ivan Petrov' }, { offset: 21, text: 'Zoe' }]);
  });

  it('keeps from the bot what is not for it, unless it may read all', async () => {
    const heard: string[] = [];
    const bot = bots.polling((one) => one.on('message:text', (ctx) => void heard.push(ctx.message.text)));
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
    const bot = bots.polling((one) =>
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
    const bot = bots.polling((one) =>
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

  it('tells a topic from the thread that answers make in other groups', async () => {
    const heard: unknown[] = [];
    const bot = bots.polling((one) =>
      one.on('message:text', ({ msg }) => {
        heard.push([msg.is_topic_message, msg.message_thread_id, msg.reply_to_message?.message_id]);
      }),
    );
    const forum = telegram.addGroup({ title: 'Forum', members: [olga], forum: true, bot: 'admin' });
    const topic = telegram.addTopic(forum, 'Meetings');
    await telegram.as(olga).types(forum, 'in a topic', { topic });
    await telegram.as(olga).types(forum, 'in the general one');
    const open = telegram.addGroup({ title: 'Open', members: [olga], username: 'open_team', bot: 'admin' });
    const asked = await bot.api.sendMessage('@open_team', 'Well?');
    await telegram.as(olga).types(open, 'an answer', { replyTo: last(telegram.messagesIn(open)) });
    expect(heard).toEqual([
      [true, topic, topic],
      [undefined, undefined, undefined],
      [undefined, asked.message_id, asked.message_id],
    ]);
    const there = { message_thread_id: asked.message_id };
    expect(await errorOf(bot.api.sendMessage(open, 'x', there))).toMatch(/message thread not found/);
  });

  it('tells of chats and their people', async () => {
    const { api } = bots.bot();
    const chat = await api.getChat(olga);
    expect(chat).toMatchObject({ type: 'private', first_name: 'Olga', username: 'olga_m' });
    expect(await api.getChat(group)).toMatchObject({ type: 'group', title: 'Team' });
    expect((await api.getChatAdministrators(group)).map(({ user }) => user.id)).toEqual([olga]);
    expect(await api.getChatMemberCount(group)).toBe(3);
    expect((await api.getChatMember(group, telegram.botId)).status).toBe('member');
    telegram.promote(group, ivan);
    expect((await api.getChatMember(group, ivan)).status).toBe('administrator');
    telegram.demote(group, ivan);
    telegram.rename(ivan, 'ivan_p');
    expect(await api.getChatMember(group, ivan)).toMatchObject({
      status: 'member',
      user: { username: 'ivan_p' },
    });
    const stranger = telegram.addUser({ name: 'Zoe' });
    expect(await errorOf(api.getChat(stranger))).toBe('400 Bad Request: chat not found');
  });

  it('tells who left, who came and what became of a group', async () => {
    const told: unknown[] = [];
    const bot = bots.polling(
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
    const bot = bots.polling((one) =>
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
    const { api } = bots.bot();
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
    const { api } = bots.bot();
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
