import { RESTJSONErrorCodes as Code } from 'discord.js';
import { z } from 'zod';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { createMemory } from '../../../src/memory.ts';
import type { Asked, DiscordApi } from './api.ts';
import { isSnowflake } from './ids.ts';
import { Member, User } from './member.ts';
import { Channel, Guild } from './rights.ts';

/** What Discord gives at once: https://docs.discord.com/developers/resources/guild#list-guild-members */
const PAGE = 1000;
/** Pages of a guild's members read at most: 100,000 people. */
const PAGES = 100;
const FOUND = 100;
/** Milliseconds that a look-up waits when Discord asks to: some dozens of people named at once take that long. */
const PATIENCE = 30 * SECOND;

/** Names of other things than what was asked for, or of what the bot cannot see. */
const ABSENT: ReadonlySet<number> = new Set([
  Code.MissingAccess,
  Code.UnknownChannel,
  Code.UnknownGuild,
  Code.UnknownMember,
  Code.UnknownUser,
]);

/** https://docs.discord.com/developers/resources/channel#list-thread-members */
const ThreadMembers = z.array(z.object({ user_id: z.string() }));

const never = new AbortController().signal;

/** Whom and what Discord knows, asked at most once a minute about each. Null: nothing that we can see. */
export type People = {
  guild(id: string): Promise<Guild | null>;
  channel(id: string): Promise<Channel | null>;
  user(id: string): Promise<User | null>;
  member(guild: string, user: string): Promise<Member | null>;
  /** Whose user name, display name or nickname begins so. */
  named(guild: string, beginning: string): Promise<readonly Member[]>;
  /** Everybody; wants the members intent. Null: too many to read. */
  all(guild: string): Promise<readonly Member[] | null>;
  /** Whether the person is in a thread. */
  isInThread(thread: string, user: string): Promise<boolean>;
  /** The ids of all who are in a thread; wants the members intent. */
  inThread(thread: string): Promise<ReadonlySet<string>>;
};

export function createPeople(api: DiscordApi, clock: Clock): People {
  /** Discord's limits of reading are short, and a whole command would fail for one. */
  async function ask(route: `/${string}`, asked: Asked = {}): Promise<unknown> {
    const until = clock.now() + PATIENCE;
    for (;;) {
      try {
        return await api.get(route, { absent: ABSENT, ...asked });
      } catch (error) {
        const wait =
          error instanceof DeliveryError && error.failure === 'later' ? error.retryAfter : Infinity;
        if (clock.now() + wait > until) throw error;
        await clock.sleep(wait, never);
      }
    }
  }

  const guilds = createMemory(clock, (id) => ask(`/guilds/${id}`).then(reader(Guild)));
  const channels = createMemory(clock, (id) => ask(`/channels/${id}`).then(reader(Channel)));
  const users = createMemory(clock, (id) => ask(`/users/${id}`).then(reader(User)));
  const members = createMemory(clock, (key) => {
    const [guild, user] = key.split(':');
    return ask(`/guilds/${guild}/members/${user}`).then(reader(Member));
  });
  const threads = createMemory(clock, async (key) => {
    const [thread, user] = key.split(':');
    return (await ask(`/channels/${thread}/thread-members/${user}`)) !== null;
  });
  const lists = createMemory(clock, list);

  async function list(guild: string): Promise<readonly Member[] | null> {
    const found: Member[] = [];
    let after = '0';
    for (let page = 0; page < PAGES; page += 1) {
      const query = { limit: String(PAGE), after };
      const some = readMembers(await ask(`/guilds/${guild}/members`, { query }));
      found.push(...some);
      after = some.at(-1)?.user.id ?? '';
      if (some.length < PAGE) return found;
    }
    return null;
  }

  return {
    guild: async (id) => (isSnowflake(id) ? guilds(id) : null),
    channel: async (id) => (isSnowflake(id) ? channels(id) : null),
    user: async (id) => (isSnowflake(id) ? users(id) : null),
    member: async (guild, user) =>
      isSnowflake(guild) && isSnowflake(user) ? members(`${guild}:${user}`) : null,
    async named(guild, beginning) {
      if (!isSnowflake(guild)) return [];
      const query = { query: beginning, limit: String(FOUND) };
      return readMembers(await ask(`/guilds/${guild}/members/search`, { query }));
    },
    all: async (guild) => (isSnowflake(guild) ? lists(guild) : []),
    isInThread: (thread, user) => threads(`${thread}:${user}`),
    async inThread(thread) {
      const { data = [] } = ThreadMembers.safeParse(await ask(`/channels/${thread}/thread-members`));
      return new Set(data.map(({ user_id: user }) => user));
    },
  };
}

const reader =
  <Value>(schema: z.ZodType<Value>) =>
  (given: unknown): Value | null =>
    schema.safeParse(given).data ?? null;

const readMembers = (given: unknown): readonly Member[] =>
  z
    .array(z.unknown())
    .catch([])
    .parse(given)
    .flatMap((one) => Member.safeParse(one).data ?? []);
