import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { TELEGRAM_LIMITS } from '../fakes/telegram/limits.ts';
import type { FakeTelegram, Message, Recorded } from '../fakes/telegram/telegram-server.ts';
import { tellFigure } from '../figure.ts';
import { latchkeyInTelegram } from './latchkey.ts';

/** One clock for Telegram and for us that is so many times as fast: a whole fan-out in seconds. */
const SPEED = Number(process.env['TELEGRAM_SPEED'] ?? 2);
/** As many as one organizer may invite in a day. */
const INVITEES = 200;
/** Telegram marks no more than 100 things in one message. */
const AT_ONCE = 50;
/** Meetings of an organizer each; the soak has five, 1,000 slips. */
const MEETINGS = Number(process.env['TELEGRAM_MEETINGS'] ?? 1);

const start = Date.now();
const fast: Clock = {
  now: () => start + (Date.now() - start) * SPEED,
  sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal),
};

const local = () => latchkeyInTelegram('polling', { clock: fast }, { now: fast.now });

const patience = { timeout: MEETINGS * 100_000, interval: 500 };

it(
  'brings everybody a new slip once and takes the old one away, and waits where Telegram says so',
  async () => {
    const { telegram } = await local();
    const meetings = Array.from({ length: MEETINGS }, (_, at) => townHall(telegram, at, () => true));
    await Promise.all(meetings.map(({ invite }) => invite()));
    const invited = meetings.flatMap((meeting) => meeting.invited);
    const slips = (user: number) => telegram.privateOf(user).filter(isSlip).length;
    const replaced = (user: number) => telegram.privateOf(user).filter(isReplaced).length;
    // Whoever still waits; not all of them, so that looking does not hold up what is looked at.
    await expect.poll(() => invited.find((user) => slips(user) === 0), patience).toBeUndefined();

    telegram.enforce(LIMITS);
    const from = telegram.requests.length;
    await Promise.all(meetings.map(({ rotate }) => rotate()));
    telegram.fail('sendMessage', { ...LATER, times: REFUSALS });
    await expect.poll(() => invited.find((user) => replaced(user) === 0), patience).toBeUndefined();
    await expect.poll(() => invited.find((user) => slips(user) === 0), patience).toBeUndefined();
    expect(invited.filter((user) => slips(user) !== 1 || replaced(user) !== 1)).toEqual([]);
    expect(telegram.violations).toEqual([]);
    // Answers to people do not wait for their turn: who asks and is sent something at once may get one of both later.
    const organizers = new Set(meetings.map(({ olga }) => String(olga)));
    expect(telegram.limited.filter((place) => !organizers.has(place))).toEqual([]);
    const sent = telegram.requests.slice(from);
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(REFUSALS + telegram.limited.length);
    const figure = `${invited.length} slips: ${pace(sent.filter((request) => !organizers.has(String(chatOf(request)))))} of the time that the limits allow at best`;
    tellFigure(figure, 'none');
  },
  MEETINGS * 120_000,
);

it('writes once to each who has never started the bot, and again as soon as they do', async () => {
  const { telegram } = await local();
  telegram.enforce(TELEGRAM_LIMITS);
  const { olga, invited, invite } = townHall(telegram, 0, (nth) => nth % 2 === 0);
  await invite();
  const saysTo = (count: number) => telegram.privateOf(olga).filter(isReport(count)).length;
  await expect.poll(() => saysTo(INVITEES / 2), patience).toBe(1);
  const refused = telegram.requests.filter(({ status }) => status === 403);
  expect(new Set(refused.map(chatOf)).size).toBe(INVITEES / 2);
  expect(refused).toHaveLength(INVITEES / 2);

  const shy = invited.filter((_, nth) => nth % 2 === 1);
  await Promise.all(shy.map((user) => telegram.as(user).start()));
  await expect.poll(() => saysTo(INVITEES), patience).toBe(1);
  expect(invited.filter((user) => telegram.privateOf(user).filter(isSlip).length !== 1)).toEqual([]);
  expect(telegram.requests.filter(({ status }) => status === 403)).toHaveLength(INVITEES / 2);
  expect(telegram.violations).toEqual([]);
}, 120_000);

/**
 * A busy machine that stops for a quarter of a second brings messages closer together than they were sent: a second is
 * shorter here. That they begin in time is shown by test/jobs/paces.test.ts and turn.test.ts.
 */
const LIMITS = {
  ...TELEGRAM_LIMITS,
  overall: { ...TELEGRAM_LIMITS.overall, window: 500 },
  chat: { ...TELEGRAM_LIMITS.chat, window: 700 },
};
const REFUSALS = 3;
const LATER = {
  code: 429,
  description: 'Too Many Requests: retry after 2',
  parameters: { retry_after: 2 },
};

const isSlip = ({ text }: Message): boolean => /Your code for Town hall/.test(text);
const isReplaced = ({ text }: Message): boolean => /Replaced: your code for Town hall/.test(text);
const isReport =
  (count: number) =>
  ({ text }: Message): boolean =>
    text.includes(`${count} of ${INVITEES} have their code`);
const chatOf = ({ body }: Recorded): unknown => body['chat_id'];

/** A meeting of hundreds, of whom some have started the bot. */
function townHall(telegram: FakeTelegram, at: number, started: (nth: number) => boolean) {
  const olga = telegram.addUser({ name: `Olga ${at}`, started: true });
  const name = (nth: number) => `Person ${at}-${nth}.`;
  const invited = Array.from({ length: INVITEES }, (_, nth) =>
    telegram.addUser({ name: name(nth), started: started(nth) }),
  );
  const hall = telegram.addGroup({ title: `Hall ${at}`, members: [olga, ...invited], admins: [olga] });
  return {
    olga,
    invited,
    async invite(): Promise<void> {
      for (let nth = 0; nth < INVITEES; nth += AT_ONCE) {
        const mentions = invited.slice(nth, nth + AT_ONCE);
        const names = mentions.map((_, more) => `@${name(nth + more)}`).join(' ');
        const command = nth === 0 ? 'now' : 'invite';
        const seen = await telegram
          .as(olga)
          .types(hall, `/meeting ${command} Town hall ${names}`, { mentions });
        const warned = seen.messages.find(({ buttons }) => buttons.some(({ label }) => label === ANYWAY));
        if (warned) await telegram.as(olga).press(warned, ANYWAY);
      }
    },
    async rotate(): Promise<void> {
      await telegram.as(olga).types('private', '/meeting rotate Town hall');
    },
  };
}

const ANYWAY = 'Invite them anyway';

/** From the first message to the last, edits too, as a part of what Telegram's limit and refusals make it at least. */
function pace(requests: readonly Recorded[]): string {
  const sent = requests.filter(
    ({ method, status }) => /^(sendMessage|editMessageText)$/.test(method) && status === 200,
  );
  const { messages, window } = TELEGRAM_LIMITS.overall;
  // Whoever is told to wait tries with one message, and is told once more.
  const best =
    (Math.ceil(sent.length / messages) - 1) * window + REFUSALS * LATER.parameters.retry_after * 1000;
  return (((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / best).toFixed(2);
}
