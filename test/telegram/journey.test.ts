import { describe, expect, it } from 'vitest';
import { createHastyClock } from '../fakes/hasty-clock.ts';
import type { FakeTelegram, Message, Seen } from '../fakes/telegram/telegram-server.ts';
import { standupStep, take } from './fill-form.ts';
import { latchkeyInTelegram, type Mode } from './latchkey.ts';

const CODE = /(?<=Passcode\W+)[0-9A-HJKMNP-TV-Z]{10}\b/;
const NUMBER = /[2-9]\d\d \d{4} \d{4}/;
const PATIENCE = { timeout: 20_000 };

/** A chat takes a message a second, and a report is edited every ten: while nobody waits for an answer, that passes so many times as fast. */
const SPEED = 8;
const clock = createHastyClock();

/** Olga's group: Ivan, Zoe and Pat have met the bot, Mia has not, and nobody invites Pat. */
async function group(mode: Mode, forum = false) {
  const { telegram, app } = await latchkeyInTelegram(mode, { clock }, { now: clock.now });
  const olga = telegram.addUser({ name: 'Olga', started: true });
  const ivan = telegram.addUser({ name: 'Ivan', started: true });
  const mia = telegram.addUser({ name: 'Mia' });
  const zoe = telegram.addUser({ name: 'Zoe', username: 'zoe_from_berlin' });
  const pat = telegram.addUser({ name: 'Pat' });
  const members = [olga, ivan, mia, zoe, pat];
  const team = telegram.addGroup({ title: 'Team', members, admins: [olga], forum });
  // By whom a username is, the bot knows once they have met.
  await telegram.as(zoe).start();
  const slip = async (user: number) => {
    const message = await sees(() => telegram.privateOf(user), 'Your code for Standup');
    return { code: found(CODE, message), number: found(NUMBER, message), id: message.id };
  };
  return { telegram, app, team, olga, ivan, mia, zoe, pat, slip };
}

/** The same, where Olga has started a meeting. */
async function standup(mode: Mode) {
  const world = await group(mode);
  const { telegram, team, olga, ivan, mia } = world;
  const typed = '/meeting now Standup @Ivan @Mia @zoe_from_berlin';
  await telegram.as(olga).types(team, typed, { mentions: [ivan, mia] });
  const card = await sees(() => telegram.messagesIn(team), 'Standup');
  return { ...world, card };
}

/** The newest message that says so, once it is there. */
async function sees(look: () => readonly Message[], words: string): Promise<Message> {
  const newest = () => look().findLast(({ text }) => text.includes(words));
  clock.hurry(SPEED);
  await expect.poll(() => newest() !== undefined || look().map(({ text }) => text), PATIENCE).toBe(true);
  clock.hurry(1);
  return newest() ?? expect.fail(`nothing says ${words}`);
}

const found = (pattern: RegExp, { text }: Message): string => pattern.exec(text)?.[0] ?? '';

/** Everything that the bot said to somebody by an answer. */
const said = ({ messages, edited, alert, toast }: Seen): string =>
  [...messages, ...edited].map(({ text }) => text).join('\n') + (alert ?? '') + (toast ?? '');

const isCreate = ({ label }: { readonly label: string }) => label === 'Create';

/** What everybody in the group could ever read. */
const open = (telegram: FakeTelegram, chat: number): string =>
  JSON.stringify(telegram.historyOf(chat).filter(({ ephemeralFor }) => ephemeralFor === null));

describe.each(['polling', 'webhook'] as const)('the journey of a meeting in Telegram by %s', (mode) => {
  it('gives the code to each invitee in private, and to nobody else', async () => {
    const { telegram, team, olga, ivan, mia, zoe, pat, card, slip } = await standup(mode);
    const mine = await slip(ivan);
    expect(mine.code).toMatch(/^\w{10}$/);
    expect(await slip(zoe)).toMatchObject({ code: mine.code, number: mine.number });
    expect(card.text).toContain(mine.number);
    const report = await sees(() => telegram.privateOf(olga), '2 of 3 have their code');
    expect(report.text).toContain('Mia (has not started the bot)');
    expect(telegram.privateOf(pat)).toEqual([]);

    // Telegram lets a bot write to nobody who has not started it: the button leads to where they do.
    const led = await telegram.as(mia).press(card, 'Get my code');
    expect(led.url).toContain(`https://t.me/${telegram.botUsername}?start=code_`);
    const given = await telegram.as(mia).openUrl(led);
    expect(said(given)).toContain('Your code for Standup');
    expect(said(given)).toContain(mine.code);
    await sees(() => telegram.privateOf(olga), '3 of 3 have their code');
    expect(telegram.privateOf(mia).filter(({ text }) => text.includes(mine.code))).toHaveLength(1);

    const refused = await telegram.as(pat).press(card, 'Get my code');
    const answer = refused.url === null ? refused : await telegram.as(pat).openUrl(refused);
    expect(said(answer)).toContain('You are not invited');
    expect(said(answer)).not.toContain(mine.code);
    expect(open(telegram, team)).not.toContain(mine.code);
    expect(telegram.violations).toEqual([]);
  });

  it('creates a meeting step by step, by buttons and by what is typed', async () => {
    const { telegram, team, olga, ivan, zoe, slip } = await group(mode);
    const opened = await telegram.as(olga).types(team, '/meeting new');
    // A form is its asker's alone, so it opens in the private chat.
    expect(opened.messages.filter(({ chat }) => chat === olga)).toHaveLength(1);
    for (const step of standupStep([ivan, zoe])) await take(telegram, olga, step);
    const { number, code } = await slip(ivan);
    expect(await slip(zoe)).toMatchObject({ number, code });
    // In Olga's zone, which she was asked for.
    const own = await sees(() => telegram.privateOf(olga), 'Your code for Standup');
    expect(own.text).toContain('09:30–10:15');
    const card = await sees(() => telegram.messagesIn(team), 'Standup');
    expect(card.text).toContain(number);
    expect(telegram.privateOf(olga).filter(({ buttons }) => buttons.some(isCreate))).toEqual([]);
    expect(open(telegram, team)).not.toContain(code);
    expect(telegram.violations).toEqual([]);
  });

  it('opens a form for somebody who has not started the bot, where they do', async () => {
    const { telegram, team, pat } = await group(mode);
    telegram.promote(team, pat);
    const led = await telegram.as(pat).types(team, '/meeting new');
    const [way] = led.messages.flatMap(({ buttons }) => buttons);
    const opened = await telegram.as(pat).openUrl(way ?? expect.fail(said(led)));
    expect(said(opened)).toContain('New meeting 1/2');
    // Where it was asked for is where the card goes.
    await telegram.as(pat).types('private', 'Standup');
    const form = await sees(() => telegram.privateOf(pat), 'New meeting');
    const second = await telegram.as(pat).press(form, 'Next');
    expect(said(second)).toContain('Team');
    expect(telegram.violations).toEqual([]);
  });

  it('hands nothing to whoever opens a link that was made for somebody else', async () => {
    const { telegram, ivan, mia, pat, card, slip } = await standup(mode);
    const { code } = await slip(ivan);
    const led = await telegram.as(mia).press(card, 'Get my code');
    const answer = await telegram.as(pat).openUrl(led);
    expect(said(answer)).not.toBe('');
    expect(JSON.stringify(telegram.historyOf(pat))).not.toContain(code);
    expect(telegram.violations).toEqual([]);
  });

  it('lets in by the right code, and tells of a wrong one in private', async () => {
    const { telegram, team, zoe, slip } = await standup(mode);
    const { code, number } = await slip(zoe);
    const wrong = await telegram.as(zoe).types('private', `/meeting join ${number} 0000000000`);
    expect(said(wrong)).toContain('Invalid access code');
    const right = await telegram.as(zoe).types('private', `/meeting join ${number} ${code.toLowerCase()}`);
    expect(said(right)).toContain('You can join Standup');
    expect(open(telegram, team)).not.toContain(code);
    expect(telegram.violations).toEqual([]);
  });

  it('takes the old code away when told to rotate, and sends the new one', async () => {
    const { telegram, team, olga, ivan, slip } = await standup(mode);
    const old = await slip(ivan);
    await slip(olga);
    await telegram.as(olga).types(team, '/meeting rotate Standup');
    await sees(() => telegram.privateOf(ivan), 'Replaced: your code for Standup');
    await expect.poll(async () => (await slip(ivan)).id, PATIENCE).not.toBe(old.id);
    const fresh = await slip(ivan);
    expect(fresh.number).toBe(old.number);
    expect(fresh.code).not.toBe(old.code);
    expect(JSON.stringify(telegram.privateOf(ivan))).not.toContain(old.code);
    expect(open(telegram, team)).not.toContain(fresh.code);
    expect(telegram.violations).toEqual([]);
  });

  it('lets nobody create a meeting who is no administrator of the group', async () => {
    const { telegram, team, ivan } = await group(mode);
    const refused = await telegram.as(ivan).types(team, '/meeting now Party');
    expect(said(refused)).toContain('You may not create meetings here');
    expect(open(telegram, team)).not.toContain('Party is');
    expect(telegram.violations).toEqual([]);
  });

  it('meets in the private chat with the bot too, whoever it is', async () => {
    const { telegram, pat, ivan } = await group(mode);
    await telegram.as(pat).start();
    const typed = await telegram.as(pat).types('private', '/meeting now Coffee @Ivan', { mentions: [ivan] });
    expect(said(typed)).toContain('Coffee');
    await sees(() => telegram.privateOf(ivan), 'Your code for Coffee');
    expect(telegram.violations).toEqual([]);
  });

  it('does a command once that is delivered twice', async () => {
    const { telegram, team, ivan, slip } = await standup(mode);
    await slip(ivan);
    await telegram.redeliver();
    const list = await telegram.as(ivan).types('private', '/meeting list');
    expect(said(list).match(/Standup/g)).toHaveLength(1);
    expect(telegram.messagesIn(team).filter(({ from }) => from === telegram.botId)).toHaveLength(1);
  });

  it('follows a group that becomes a supergroup, with its meeting and its card', async () => {
    const { telegram, team, olga, ivan, mia, slip } = await standup(mode);
    const { number, code } = await slip(ivan);
    await slip(olga);
    const now = telegram.upgrade(team);
    await telegram.settled();
    const shown = await telegram.as(olga).types(now, '/meeting show Standup');
    expect(said(shown)).toContain(number);
    await telegram.as(mia).start();
    await sees(() => telegram.privateOf(mia), 'Your code for Standup');
    const card = await sees(() => telegram.messagesIn(now), number);
    const cancel = await telegram.as(olga).types('private', '/meeting cancel Standup');
    const question = cancel.messages[0] ?? expect.fail('no question');
    await telegram.as(olga).press(question, question.buttons[0]?.label ?? '');
    const cancelled = await sees(() => telegram.messagesIn(now), 'This meeting is cancelled');
    expect(cancelled.id).toBe(card.id);
    expect(open(telegram, now)).not.toContain(code);
    expect(telegram.violations).toEqual([]);
  });

  it(`takes the link of somebody away who ${mode === 'polling' ? 'leaves' : 'is banned from'} the group`, async () => {
    const { telegram, team, olga, zoe, slip } = await standup(mode);
    const held = await slip(zoe);
    const link = new URL(telegram.privateOf(zoe).find(({ id }) => id === held.id)?.buttons[0]?.url ?? '');
    const enters = async () => {
      const body = JSON.stringify({ meetingId: held.number, token: link.hash.slice(1) });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${telegram.webhookOrigin}/api/join`, { method: 'POST', headers, body })).status;
    };
    expect(await enters()).toBe(200);
    await sees(() => telegram.privateOf(olga), '2 of 3 have their code');
    if (mode === 'polling') telegram.leave(team, zoe);
    else {
      // Who is banned is told of to a bot that is an administrator.
      telegram.setBot(team, 'admin');
      telegram.ban(team, zoe);
    }
    await expect.poll(enters, PATIENCE).toBe(401);
    await sees(() => telegram.privateOf(zoe), 'Withdrawn: your invitation to Standup');
    await sees(() => telegram.privateOf(olga), '1 of 2 have their code');
    const code = await telegram.as(zoe).types('private', '/meeting code Standup');
    expect(said(code)).toContain('No such meeting');
    expect(telegram.violations).toEqual([]);
  });

  it('tells who has blocked the bot, and brings their code as soon as they do no more', async () => {
    const { telegram, olga, ivan, slip } = await standup(mode);
    const old = await slip(ivan);
    await telegram.as(ivan).blocks();
    await telegram.as(olga).types('private', '/meeting rotate Standup');
    const report = await sees(() => telegram.privateOf(olga), 'Ivan (has blocked the bot)');
    expect(report.text).toContain('1 of 3 have their code');
    await telegram.as(ivan).unblocks();
    await sees(() => telegram.privateOf(olga), '2 of 3 have their code');
    expect((await slip(ivan)).code).not.toBe(old.code);
    expect(telegram.violations).toEqual([]);
  });

  it('holds the meeting when the bot was put out of the group, and says why there is no card', async () => {
    const { telegram, team, olga, ivan, slip } = await group(mode);
    await telegram.as(olga).types(team, '/meeting list');
    await telegram.as(olga).types(team, '/meeting new');
    const steps = standupStep([ivan]);
    for (const step of steps.slice(0, -1)) await take(telegram, olga, step);
    telegram.setBot(team, 'absent');
    for (const step of steps.slice(-1)) await take(telegram, olga, step);
    const { code } = await slip(ivan);
    const report = await sees(() => telegram.privateOf(olga), 'The card could not be posted');
    expect(report.buttons.map(({ label }) => label)).toContain('Choose another place');
    expect(open(telegram, team)).not.toContain(code);
    expect(telegram.violations).toEqual([]);
  });

  it('posts the card into the topic of a forum where it was asked for', async () => {
    const { telegram, team, olga, ivan, slip } = await group(mode, true);
    const plans = telegram.addTopic(team, 'Plans');
    await telegram.as(olga).types(team, '/meeting now Standup @Ivan', { mentions: [ivan], topic: plans });
    const card = await sees(() => telegram.messagesIn(team), 'Standup');
    expect(card.topic).toBe(plans);
    expect((await slip(ivan)).number).toBe(found(NUMBER, card));
    expect(telegram.violations).toEqual([]);
  });
});
