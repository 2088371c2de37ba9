import { Bot, InlineKeyboard } from 'grammy';
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

describe('limits', () => {
  it('allow a message a second in a chat, twenty a minute in a group and thirty a second in all', async () => {
    let now = 1_800_000_000_000;
    const limited = await startTelegram({ now: () => now });
    bots.onStop(() => limited.close());
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
    now += 1000;
    const { message_id: id } = await api.sendMessage(first, 'one');
    expect(await errorOf(api.editMessageText(first, id, 'two'))).toMatch(/^429/);
    expect(await errorOf(api.deleteMessage(first, id))).toBe('ok');
    expect(limited.limited).toEqual(['overall', String(team), String(first), String(first)]);
    limited.enforce(null);
    expect(await send(first)).toBe('ok');
    expect(limited.violations).toEqual([]);
  });

  it('go by faster when told so', async () => {
    let now = 1_800_000_000_000;
    const limited = await startTelegram({ now: () => now });
    bots.onStop(() => limited.close());
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
    bots.onStop(() => own.close());
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
    bots.onStop(async () => {
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
    const { api } = bots.bot();
    expect(await errorOf(api.sendMessage(olga, 'x', to(olga)))).toMatch(/only to groups/);
    const sent = await api.sendMessage(group, 'one', to(ivan));
    expect(sent).toMatchObject({ message_id: 0, receiver_user: { id: ivan } });
    const id = sent.ephemeral_message_id ?? 0;
    await api.editEphemeralMessageText(group, ivan, id, 'two');
    expect(texts(telegram.ephemeralsOf(ivan))).toEqual(['two']);
    const long = api.editEphemeralMessageText(group, ivan, id, 'x'.repeat(1025));
    expect(await errorOf(long)).toMatch(/MEDIA_CAPTION_TOO_LONG/);
    expect(await errorOf(api.editMessageText(group, id, 'three'))).toMatch(/message to edit not found/);
    expect(await errorOf(api.deleteEphemeralMessage(group, olga, id))).toMatch(/message to delete not found/);
    await api.deleteEphemeralMessage(group, ivan, id);
    expect(telegram.ephemeralsOf(ivan)).toEqual([]);
    expect(telegram.violations).toEqual([]);
  });
});
