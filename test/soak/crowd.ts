import { setTimeout as pause } from 'node:timers/promises';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Reply } from '../fakes/discord/types.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const EVENTS = 1n << 33n; // Manage Events
const CODE = /\b[0-9A-HJKMNP-TV-Z]{10}\b/;

/** Who may create meetings in a workspace: each within the ten that a member may create in an hour. */
const HOSTS = 5;
const INVITED = 3;
/** Of one person, in milliseconds, at most: on average half of it. */
const THINKING = 400;

type Place = {
  readonly guild: string;
  readonly channel: string;
  readonly hosts: readonly string[];
  readonly people: readonly string[];
  readonly meetings: Meeting[];
};

type Meeting = {
  readonly topic: string;
  readonly organizer: string;
  readonly invited: readonly string[];
  over: boolean;
};

/** One command and how long its answer took, in milliseconds. */
export type Timed = { readonly command: string; readonly took: number };

export type Crowd = {
  readonly timed: readonly Timed[];
  /** What went wrong, a line each. */
  readonly wrong: readonly string[];
  readonly meetings: () => readonly Meeting[];
  /** So many of them at a time, until then; resolves when the last has its answer. */
  run(walkers: number, until: number): Promise<void>;
};

/** People of many servers who create, list, claim, join, answer, change and cancel, as dice that a seed throws tell. */
export function gather(discord: FakeDiscord, workspaces: number, each: number, seed: string): Crowd {
  const random = seededRandom(seed);
  const dice = (sides: number): number => Buffer.from(random(4)).readUInt32BE() % sides;
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[dice(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  const places = Array.from({ length: workspaces }, (_, at) => settle(discord, at, each));
  const timed: Timed[] = [];
  const wrong: string[] = [];

  async function measured(command: string, work: () => Promise<Reply>): Promise<string> {
    const start = performance.now();
    try {
      const reply = await work();
      timed.push({ command, took: performance.now() - start });
      const text = (reply.message?.text ?? '').replaceAll('\\', '');
      if (text.includes('Something went wrong')) wrong.push(`${command}: ${text}`);
      return text;
    } catch (error) {
      wrong.push(`${command}: ${String(error)}`);
      return '';
    }
  }

  async function create(place: Place): Promise<void> {
    const organizer = oneOf(place.hosts);
    const invited = [...new Set(Array.from({ length: INVITED }, () => oneOf(place.people)))];
    const topic = `Talk ${place.guild.slice(-4)} ${place.meetings.length + 1} of them`;
    const people = invited.map((user) => `<@${user}>`).join(' ');
    const text = await measured('now', () =>
      discord.as(organizer).slash(place.channel, 'now', { topic, people }),
    );
    if (text.includes('is live')) place.meetings.push({ topic, organizer, invited, over: false });
    else if (!text.includes('10 meetings')) wrong.push(`now: ${text}`);
  }

  async function enter({ channel }: Place, { topic, invited }: Meeting): Promise<void> {
    const person = discord.as(oneOf(invited));
    let slip: Reply | null = null;
    const text = await measured('code', async () => {
      slip = await person.slash(channel, 'code', { meeting: topic });
      return slip;
    });
    const [passcode] = CODE.exec(text) ?? [];
    const [number] = /\d{3} \d{4} \d{4}/.exec(text) ?? [];
    if (passcode === undefined || number === undefined) return;
    if (dice(3) === 0 && slip) {
      const seen = slip;
      await measured('rsvp', () => person.press(seen, "I'm in"));
    } else await measured('join', () => person.slash(channel, 'join', { meeting: number, passcode }));
  }

  async function cancel({ channel }: Place, meeting: Meeting): Promise<void> {
    meeting.over = true;
    const person = discord.as(meeting.organizer);
    let asked: Reply | null = null;
    await measured('cancel', async () => {
      asked = await person.slash(channel, 'cancel', { meeting: meeting.topic });
      return asked;
    });
    if (!asked) return;
    const question = asked;
    await measured('cancelled', () => person.press(question, 'Cancel the meeting'));
  }

  async function look(place: Place): Promise<void> {
    const person = discord.as(oneOf(place.people));
    await measured('list', () => person.slash(place.channel, 'list'));
  }

  async function act(): Promise<void> {
    const place = oneOf(places);
    const open = place.meetings.filter(({ over }) => !over);
    const roll = dice(100);
    // Few, and no more in the beginning: whom the bot writes to for the first time is not quite two in a second (turns.ts).
    if (roll < (open.length === 0 ? 3 : 1)) return create(place);
    const [meeting = null] = open.length === 0 ? [] : [oneOf(open)];
    if (meeting === null) return look(place);
    if (roll < 3) {
      await measured('rotate', () =>
        discord.as(meeting.organizer).slash(place.channel, 'rotate', { meeting: meeting.topic }),
      );
    } else if (roll < 4) await cancel(place, meeting);
    else if (roll < 16) {
      const person = discord.as(oneOf(meeting.invited));
      await measured('show', () => person.slash(place.channel, 'show', { meeting: meeting.topic }));
    } else if (roll < 55) await enter(place, meeting);
    else await look(place);
  }

  async function walk(until: number): Promise<void> {
    while (Date.now() < until) {
      await act();
      await pause(dice(THINKING));
    }
  }

  return {
    timed,
    wrong,
    meetings: () => places.flatMap(({ meetings }) => meetings),
    async run(walkers, until) {
      await Promise.all(Array.from({ length: walkers }, () => walk(until)));
    },
  };
}

function settle(discord: FakeDiscord, at: number, each: number): Place {
  const guild = discord.addGuild({ name: `Workspace ${at}` });
  const role = discord.addRole(guild, { name: 'Hosts', permissions: EVENTS });
  const all = Array.from({ length: each }, (_, nth) =>
    discord.addUser({ name: `Person ${nth}`, username: `person_${at}_${nth}`, guilds: [guild] }),
  );
  const hosts = all.slice(0, HOSTS);
  for (const host of hosts) discord.giveRole(guild, host, role);
  const channel = discord.addChannel(guild, { name: 'general' });
  return { guild, channel, hosts, people: all.slice(HOSTS), meetings: [] };
}
