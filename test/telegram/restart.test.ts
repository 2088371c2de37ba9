import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { testFolder } from '../cli/installation.ts';
import { type FakeTelegram, type Message, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { type Program, startProgram } from '../program/program.ts';
import { standupStep, take } from './fill-form.ts';
import { envOf, type Mode } from './latchkey.ts';

const PATIENCE = { timeout: 20_000 };
/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;

/** Messages on their way at once, at most (src/compose.ts). */
const AT_ONCE = 16;

/** The real program as a process of its own in a local Telegram, which is killed and started again. */
async function killable(mode: Mode) {
  const telegram = await startTelegram();
  onTestFinished(() => telegram.close());
  const folder = await testFolder();
  const env = { ...envOf(telegram, mode), DATA_DIR: join(folder, 'data'), PLAYGROUND: 'on' };
  let starts = 0;
  const run = async (): Promise<Program> => {
    const started = await startProgram(folder, { env, ahead: starts * LATER });
    starts += 1;
    telegram.webhookOrigin = started.url;
    return started;
  };
  let program = await run();
  onTestFinished(() => program.kill());
  const olga = telegram.addUser({ name: 'Olga', started: true });
  return {
    telegram,
    olga,
    /** Stops it in the middle of whatever it does. */
    kill: () => program.kill(),
    async start() {
      program = await run();
    },
  };
}

/** The newest message that says so, once it is there. */
async function sees(look: () => readonly Message[], words: string): Promise<Message> {
  const newest = () => look().findLast(({ text }) => text.includes(words));
  await expect.poll(() => newest() !== undefined || look().map(({ text }) => text), PATIENCE).toBe(true);
  return newest() ?? expect.fail(`nothing says ${words}`);
}

const people = (telegram: FakeTelegram, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => telegram.addUser({ name: `Person ${at}.`, started: true }));

const saying = (messages: readonly Message[], words: string): readonly Message[] =>
  messages.filter(({ text }) => text.includes(words));

/**
 * Steps of the form before which it is killed: in the first step, in the question for the zone that is asked in between,
 * and in the second step. The mode says only how what was done meanwhile comes in: once is enough for the other.
 */
const KILLS = { polling: [2, 8, 11], webhook: [8] };

describe.each(['polling', 'webhook'] as const)('killed in Telegram by %s', (mode) => {
  it('goes on with a form where its asker was', async () => {
    const { telegram, olga, kill, start } = await killable(mode);
    const invited = people(telegram, 2);
    const room = telegram.addGroup({ title: 'Team', members: [olga, ...invited], admins: [olga] });
    await telegram.as(olga).types(room, '/meeting new');
    for (const [at, step] of standupStep(invited).entries()) {
      if (!KILLS[mode].includes(at)) {
        await take(telegram, olga, step);
        continue;
      }
      await kill();
      // Done while the bot is away: Telegram keeps it.
      const taken = take(telegram, olga, step);
      await start();
      await taken;
    }
    for (const one of invited) await sees(() => telegram.privateOf(one), 'Your code for Standup');
    const card = await sees(() => telegram.messagesIn(room), 'Standup');
    expect((await sees(() => telegram.privateOf(olga), 'Your code for Standup')).text).toContain(
      '09:30–10:15',
    );
    expect(card.text).toContain('by invitation');
    expect(saying(telegram.messagesIn(room), 'Standup')).toHaveLength(1);
    expect(telegram.violations).toEqual([]);
  }, 120_000);

  it('does once what it had heard and not done', async () => {
    const { telegram, olga, kill, start } = await killable(mode);
    const room = telegram.addGroup({ title: 'Team', members: [olga], admins: [olga] });
    telegram.slow('getChatMember', 5 * SECOND);
    const typed = telegram.as(olga).types(room, '/meeting now Standup');
    await expect
      .poll(() => telegram.requests.some(({ method }) => method === 'getChatMember'), PATIENCE)
      .toBe(true);
    await kill();
    expect(telegram.messagesIn(room).filter(({ from }) => from === telegram.botId)).toEqual([]);
    await start();
    await typed;
    await sees(() => telegram.messagesIn(room), 'Standup');
    await sees(() => telegram.privateOf(olga), 'Your code for Standup');
    expect(telegram.messagesIn(room).filter(({ from }) => from === telegram.botId)).toHaveLength(1);
    expect(saying(telegram.privateOf(olga), 'Your code for Standup')).toHaveLength(1);
    expect(telegram.violations).toEqual([]);
  }, 120_000);
});

it('brings everybody their slip who was owed one, killed in the middle', async () => {
  const { telegram, olga, kill, start } = await killable('polling');
  const invited = people(telegram, 40);
  const room = telegram.addGroup({ title: 'Team', members: [olga, ...invited], admins: [olga] });
  const names = invited.map((_, at) => `@Person ${at}.`).join(' ');
  const asked = await telegram.as(olga).types(room, `/meeting now Standup ${names}`, { mentions: invited });
  const warned = asked.messages.find(({ buttons }) => buttons.length > 0) ?? expect.fail('no question');
  await telegram.as(olga).press(warned, 'Invite them anyway');
  const slips = (user: number) => saying(telegram.privateOf(user), 'Your code for Standup');
  await expect.poll(() => invited.filter((one) => slips(one).length > 0).length, PATIENCE).toBeGreaterThan(2);
  await kill();
  const before = invited.filter((one) => slips(one).length > 0).length;
  expect(before).toBeLessThan(invited.length);
  await start();

  await sees(() => telegram.privateOf(olga), '40 of 40 have their code');
  // What was on its way when it was killed may come twice: Telegram cannot be asked what it took (SECURITY.md §4).
  const twice = invited.filter((one) => slips(one).length === 2);
  expect(invited.filter((one) => slips(one).length < 1 || slips(one).length > 2)).toEqual([]);
  expect(twice.length).toBeLessThanOrEqual(AT_ONCE);
  for (const one of twice) expect(new Set(slips(one).map(({ text }) => text)).size).toBe(1);
  expect(telegram.violations).toEqual([]);
}, 120_000);
