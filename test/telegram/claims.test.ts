import { Api } from 'grammy';
import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { FakeTelegram, Message, Seen } from '../fakes/telegram/telegram-server.ts';
import { latchkeyInTelegram } from './latchkey.ts';

const CODE = /(?<=Passcode\W+)[0-9A-HJKMNP-TV-Z]{10}\b/;
const NUMBER = /[2-9]\d\d \d{4} \d{4}/;
const PATIENCE = { timeout: 20_000 };

/** A report is edited every 10 seconds at most: one clock for Telegram and for us that is so many times as fast. */
const SPEED = 8;
const start = Date.now();
const fast: Clock = {
  now: () => start + (Date.now() - start) * SPEED,
  sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal),
};

/** Olga teaches; half of her class have started the bot. */
async function school(pupils: number) {
  const { telegram } = await latchkeyInTelegram('polling', { clock: fast }, { now: fast.now });
  const olga = telegram.addUser({ name: 'Olga', started: true });
  const known = people(telegram, pupils / 2, true);
  const shy = people(telegram, pupils / 2, false);
  const members = [olga, ...known, ...shy];
  const room = telegram.addGroup({ title: 'Class', members, admins: [olga] });
  return { telegram, olga, known, shy, room };
}

const people = (telegram: FakeTelegram, count: number, started: boolean): readonly number[] =>
  Array.from({ length: count }, (_, at) =>
    telegram.addUser({ name: `${started ? 'Known' : 'Shy'} ${at}.`, started }),
  );

/** The newest message that says so, once it is there. */
async function sees(look: () => readonly Message[], words: string): Promise<Message> {
  const newest = () => look().findLast(({ text }) => text.includes(words));
  await expect.poll(() => newest() !== undefined || look().map(({ text }) => text), PATIENCE).toBe(true);
  return newest() ?? expect.fail(`nothing says ${words}`);
}

/** Everything that the bot said to somebody by an answer. */
const said = ({ messages, edited, alert, toast }: Seen): string =>
  [...messages, ...edited].map(({ text }) => text).join('\n') + (alert ?? '') + (toast ?? '');

/** What everybody in a group could ever read. */
const open = (telegram: FakeTelegram, chat: number): string =>
  JSON.stringify(telegram.historyOf(chat).filter(({ ephemeralFor }) => ephemeralFor === null));

const slipsOf = (telegram: FakeTelegram, user: number): readonly Message[] =>
  telegram.privateOf(user).filter(({ text }) => text.includes('Your code for '));

it('brings a class of 40 its code, of whom 20 have never started the bot', async () => {
  const { telegram, olga, known, shy, room } = await school(40);
  const names = [...known.keys()].map((at) => `@Known ${at}. @Shy ${at}.`).join(' ');
  const mentions = known.flatMap((one, at) => [one, shy[at] ?? 0]);
  const asked = await telegram.as(olga).types(room, `/meeting now Maths ${names}`, { mentions });
  const warned = [...asked.messages].find(({ buttons }) => buttons.some(isAnyway));
  await telegram.as(olga).press(warned ?? expect.fail(said(asked)), 'Invite them anyway');

  const report = await sees(() => telegram.privateOf(olga), '20 of 40 have their code');
  for (const at of shy.keys()) expect(report.text).toContain(`Shy ${at}. (has not started the bot)`);
  for (const one of known) expect(slipsOf(telegram, one)).toHaveLength(1);

  // All at once, as when the teacher says so.
  const card = await sees(() => telegram.messagesIn(room), 'Maths');
  await Promise.all(
    shy.map(async (one) => {
      const led = await telegram.as(one).press(card, 'Get my code');
      await telegram.as(one).openUrl(led);
    }),
  );
  await sees(() => telegram.privateOf(olga), '40 of 40 have their code');

  const codes = [...known, ...shy].flatMap((one) =>
    slipsOf(telegram, one).map(({ text }) => CODE.exec(text)),
  );
  expect(codes).toHaveLength(40);
  const [code = ''] = new Set(codes.map((found) => found?.[0] ?? ''));
  expect(code).toMatch(/^\w{10}$/);
  expect(new Set(codes.map((found) => found?.[0]))).toEqual(new Set([code]));
  const reports = telegram.privateOf(olga).filter(({ text }) => text.includes('have their code'));
  expect(reports.map(({ id }) => id)).toEqual([report.id]);
  expect(reports[0]?.text).not.toContain('has not started the bot');
  expect(open(telegram, room)).not.toContain(code);
  expect(telegram.violations).toEqual([]);
}, 60_000);

const isAnyway = ({ label }: { readonly label: string }) => label === 'Invite them anyway';

/** A meeting to which a username is invited that the bot has not met. */
async function lesson() {
  const world = await school(2);
  const { telegram, olga, room } = world;
  const ana = telegram.addUser({ name: 'Ana', username: 'ana_from_lisbon' });
  telegram.join(room, ana);
  await telegram.as(olga).types(room, '/meeting now Maths @ana_from_lisbon');
  const report = await sees(() => telegram.privateOf(olga), '0 of 1 has their code');
  expect(report.text).toContain('@ana_from_lisbon (has never written to the bot)');
  const card = await sees(() => telegram.messagesIn(room), 'Maths');
  const slip = await sees(() => telegram.privateOf(olga), 'Your code for Maths');
  const [code = ''] = CODE.exec(slip.text) ?? [];
  const [number = ''] = NUMBER.exec(slip.text) ?? [];
  return { ...world, ana, card, code, number };
}

it('gives the code to a username that was not met yet, in the group where it was invited', async () => {
  const { telegram, olga, room, ana, card, code } = await lesson();
  const led = await telegram.as(ana).press(card, 'Get my code');
  const given = led.url === null ? led : await telegram.as(ana).openUrl(led);
  expect(said(given)).toContain(code);
  await sees(() => telegram.privateOf(olga), '1 of 1 has their code');
  expect(open(telegram, room)).not.toContain(code);

  // Where it was given, and where it was given once more.
  const again = await telegram.as(ana).types('private', '/meeting code');
  expect(said(again)).toContain(code);
  await telegram.as(olga).types('private', '/meeting rotate Maths');
  await expect
    .poll(() => slipsOf(telegram, ana).map(({ text }) => text.includes(code)), PATIENCE)
    .toEqual([false]);
  const replaced = telegram
    .privateOf(ana)
    .filter(({ text }) => text.includes('Replaced: your code for Maths'));
  expect(replaced).toHaveLength(2);
  for (const one of [ana, olga]) expect(JSON.stringify(telegram.privateOf(one))).not.toContain(code);
  expect(telegram.violations).toEqual([]);
});

it('asks the organizer when a username that was not met yet comes from elsewhere', async () => {
  const { telegram, olga, ana, card, code } = await lesson();
  const press = card.buttons.find(({ label }) => label === 'Get my code')?.data ?? '';
  // The link by itself: whoever opens it may never have been in the group.
  const asked = await telegram.as(ana).start(press.replace(':', '_'));
  expect(said(asked)).toContain('The organizer confirms that it is you.');
  expect(JSON.stringify(telegram.historyOf(ana))).not.toContain(code);
  const question = await sees(() => telegram.privateOf(olga), 'Ana');
  const approve = question.buttons.find(({ label }) => label.startsWith('Approve'));
  await telegram.as(olga).press(question, approve?.label ?? expect.fail(question.text));
  const slip = await sees(() => telegram.privateOf(ana), 'Your code for Maths');
  expect(slip.text).toContain(code);
  await sees(() => telegram.privateOf(olga), '1 of 1 has their code');
  expect(telegram.violations).toEqual([]);
});

it('grants nothing by I am in, to a username that was not met yet nor to anybody else', async () => {
  const { telegram, room, ana, known, card, code } = await lesson();
  // Ana has not started the bot, and no link says *I'm in*.
  const invited = await telegram.as(ana).press(card, "I'm in");
  expect(invited).toMatchObject({ url: null, messages: [] });
  expect(invited.alert).toContain('You are invited by your username.');
  const [other = 0] = known;
  const refused = await telegram.as(other).press(card, "I'm in");
  expect(said(refused)).toContain('You are not invited');
  for (const chat of [room, ana, other]) expect(open(telegram, chat)).not.toContain(code);
  expect(telegram.violations).toEqual([]);
});

it('takes a passcode away that is typed in the group, and offers the organizer another one', async () => {
  const { telegram, olga, room, known, code, number } = await lesson();
  telegram.setBot(room, 'admin');
  const [other = 0] = known;
  // As an app shows it that is too old to hide commands.
  await new Api(telegram.token, telegram).deleteMyCommands({ scope: { type: 'all_group_chats' } });
  const seen = await telegram.as(other).types(room, `/meeting join ${number} ${code}`);
  expect(telegram.historyOf(room).some(({ text }) => text.includes(code))).toBe(true);
  expect(said(seen)).not.toContain('You can join');
  expect(JSON.stringify(telegram.messagesIn(room))).not.toContain(code);
  const words = 'The passcode of Maths was typed where others can read it';
  const leaked = await sees(() => telegram.privateOf(olga), words);
  await telegram.as(olga).press(leaked, 'Rotate');
  await sees(() => telegram.privateOf(olga), 'Replaced: your code for Maths');
  expect(telegram.violations).toEqual([]);
});
