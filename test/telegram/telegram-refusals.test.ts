import { Bot, InlineKeyboard, Keyboard } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { errorOf, GrammyBots, last } from './grammy-bots.ts';

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
    const send = bots.bot().api.sendMessage(group, text, {
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
    const bot = bots.polling((one) =>
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
    const { api } = bots.bot();
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
    const { api } = bots.bot();
    telegram.revoke();
    expect(await errorOf(api.getMe())).toBe('401 Unauthorized');
  });
});

describe('a text in HTML', () => {
  it('is shown without its markup, each part at its place in UTF-16', async () => {
    const html = [
      '<b>🎉 Tom &amp; J&#233;r&ocirc;me</b> &lt;now&gt; &#12345678;',
      '<a href="https://example.org/?a=1&amp;b=2">there</a> ',
      '<tg-time unix="1647531900" format="wDT">22:45</tg-time> <code>K7Q</code>\n',
    ];
    await bots.bot().api.sendMessage(group, html.join(''), { parse_mode: 'HTML' });
    const { text, entities } = last(telegram.messagesIn(group));
    expect(text).toBe('🎉 Tom & Jér&ocirc;me <now> &#12345678;there 22:45 K7Q');
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
