import { expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import { DISCORD_LIMITS } from '../fakes/discord/limits.ts';
import type { Message } from '../fakes/discord/types.ts';
import { createHastyClock } from '../fakes/hasty-clock.ts';
import { tellFigure } from '../figure.ts';
import { latchkeyInDiscord } from './latchkey.ts';

/** One clock for Discord and for us that is so many times as fast: a whole fan-out in seconds. */
const SPEED = Number(process.env['DISCORD_SPEED'] ?? 8);
/** The soak has 200, as many as one organizer may invite in a day. */
const INVITEES = Number(process.env['DISCORD_INVITEES'] ?? 100);
/** Meetings of an organizer each; the soak has five, 1,000 slips. */
const MEETINGS = Number(process.env['DISCORD_MEETINGS'] ?? 1);
const EVENTS = 1n << 33n; // Manage Events

it(
  'brings everybody their slip once, and waits where Discord says so',
  async () => {
    const clock = createHastyClock();
    const { discord } = await latchkeyInDiscord(
      { clock },
      // Nothing here is about answers, and a busy machine takes its time.
      { now: clock.now, membersIntent: true, acknowledgeWithin: 60_000 },
    );
    const meetings = Array.from({ length: MEETINGS }, (_, at) => townHall(discord, at));
    discord.enforce(DISCORD_LIMITS);
    // Before it hurries: discord.js goes by its own clock, and lets nothing through until then.
    discord.fail('POST /channels/*/messages', { status: 429, retryAfter: 1, times: 2 });
    discord.fail('POST /channels/*/messages', { status: 429, retryAfter: 1, scope: 'global' });
    const invited: string[] = [];
    for (const invite of meetings) invited.push(...(await invite()));
    clock.hurry(SPEED);

    const slips = (user: string) => discord.dmsOf(user).filter(isSlip).length;
    // Whoever still waits; not all of them, so that looking does not hold up what is looked at.
    await expect
      .poll(() => invited.find((user) => slips(user) === 0), { timeout: MEETINGS * 200_000, interval: 500 })
      .toBeUndefined();
    expect(invited.filter((user) => slips(user) !== 1)).toEqual([]);
    expect(discord.violations).toEqual([]);
    // Openings keep their distance, but a busy machine may bring them closer: then there is a pause.
    expect(discord.limited.filter((limit) => limit !== 'opening')).toEqual([]);
    const refused = discord.requests.filter(
      ({ path, status }) => status === 429 && path.endsWith('/messages'),
    );
    expect(refused).toHaveLength(3);
    const figure = `${invited.length} slips: ${pace(discord)} of the time that the limits allow at best`;
    tellFigure(figure, 'none');
  },
  MEETINGS * 240_000,
);

const isSlip = ({ text }: Message): boolean => text.includes('Your code for Town hall');

/** Creates a meeting, and answers whom it invites. */
function townHall(discord: FakeDiscord, at: number) {
  const olga = discord.addUser({ name: `Olga ${at}` });
  const hosts = discord.addRole(discord.guild, { name: `Hosts ${at}`, permissions: EVENTS });
  discord.giveRole(discord.guild, olga, hosts);
  const everyone = discord.addRole(discord.guild, { name: `Hall ${at}`, mentionable: true });
  const invited = Array.from({ length: INVITEES }, (_, nth) => {
    const user = discord.addUser({ name: `Person ${at}-${nth}` });
    discord.giveRole(discord.guild, user, everyone);
    return user;
  });
  const channel = discord.addChannel(discord.guild, { name: `hall-${at}` });
  return async (): Promise<readonly string[]> => {
    const person = discord.as(olga);
    const asked = await person.slash(channel, 'now', { topic: 'Town hall', people: `<@&${everyone}>` });
    expect(asked.message?.text).toContain(`${INVITEES} people`);
    await person.press(asked, 'Invite them anyway');
    return invited;
  };
}

/** From the first request of a message to the last, edits too, as a part of what the limits make it at least. */
function pace(discord: FakeDiscord): string {
  const done = discord.requests.filter(({ status }) => status === 200);
  const opened = done.filter(({ path }) => path === '/users/@me/channels');
  const sent = done.filter(({ method, path }) => method !== 'GET' && /^\/channels\/\d+\/messages/.test(path));
  const { global, opening } = DISCORD_LIMITS;
  const windows = (count: number, { requests, window }: typeof global) =>
    (Math.ceil(count / requests) - 1) * window;
  const best = Math.max(windows(opened.length + sent.length, global), windows(opened.length, opening));
  const from = Math.min(...[...opened, ...sent].map(({ at }) => at));
  const took = Math.max(...sent.map(({ at }) => at)) - from;
  return (took / best).toFixed(2);
}
