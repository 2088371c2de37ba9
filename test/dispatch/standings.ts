import { PermissionFlagsBits as Bit } from 'discord.js';
import { createDirectory as createDiscordDirectory } from '../../adapters/chat/discord/directory.ts';
import { createPeople as createDiscordPeople } from '../../adapters/chat/discord/people.ts';
import { createApi as createSlackApi } from '../../adapters/chat/slack/api.ts';
import { createDirectory as createSlackDirectory } from '../../adapters/chat/slack/directory.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { createApi as createTelegramApi } from '../../adapters/chat/telegram/api.ts';
import { createDirectory as createTelegramDirectory } from '../../adapters/chat/telegram/directory.ts';
import { chatId } from '../../adapters/chat/telegram/ids.ts';
import { createPeople as createTelegramPeople } from '../../adapters/chat/telegram/people.ts';
import { DAY } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Role } from '../../src/ports/directory.ts';
import { Secret } from '../../src/vault/secret.ts';
import { apiOf } from '../discord/discord-api.ts';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';
import { startTelegram } from '../fakes/telegram/telegram-server.ts';

/** What somebody can be on a platform, in its own words, and what that is to Latchkey. */
export type Standing = {
  readonly name: string;
  readonly role: Role;
  /** As the platform's directory says it. */
  readonly tells: () => Promise<Role>;
};

export type Standings = {
  readonly all: readonly Standing[];
  /** One of each role on each platform. */
  readonly ofEachRole: readonly Standing[];
  close(): Promise<void>;
};

/** People of every kind that the three platforms know, each described by its platform over the wire. */
export async function standings(): Promise<Standings> {
  const worlds = [await slackStandings(), await discordStandings(), await telegramStandings()];
  return {
    all: worlds.flatMap(({ all }): readonly Standing[] => all),
    ofEachRole: worlds.flatMap(({ all }): readonly Standing[] =>
      all.filter(({ role }, at) => all.findIndex((each) => each.role === role) === at),
    ),
    async close() {
      for (const world of worlds) await world.close();
    },
  };
}

async function slackStandings() {
  const slack = await startSlack();
  const installed = { token: new Secret(slack.botToken), bot: slack.botUser };
  const tokens = { of: async () => installed, drop: async () => {} };
  const directory = createSlackDirectory(createSlackApi({ apiUrl: slack.url }, tokens), new FakeClock());
  const elsewhere = slack.addTeam('Globex');
  const somebody = (
    name: string,
    role: Role,
    more: Omit<Parameters<typeof slack.addUser>[0], 'name'> = {},
  ) => {
    const user = slack.addUser({ name, ...more });
    const tells = () => directory.roleOf(asId<ForeignId>(slack.team), personId(slack.team, user));
    return { name: `Slack ${name}`, role, tells };
  };
  const all = [
    somebody('owner', 'admin', { owner: true }),
    somebody('admin', 'admin', { admin: true }),
    somebody('member', 'creator'),
    somebody('guest', 'guest', { guest: true }),
    somebody('single-channel guest', 'guest', { singleChannel: true }),
    somebody('connected', 'none', { team: elsewhere.id, admin: true }),
    somebody('deactivated', 'none', { deleted: true, admin: true }),
  ];
  return { all, close: () => slack.close() };
}

async function discordStandings() {
  const discord = await startDiscord({ membersIntent: true });
  const { guild } = discord;
  const clock = new FakeClock();
  const people = createDiscordPeople(apiOf(discord), clock);
  const directory = createDiscordDirectory({ people, members: true, clock });
  const somebody = (name: string, role: Role, permissions = 0n, pending = false) => {
    const user = discord.addUser({ name, guilds: [] });
    const roles = permissions === 0n ? [] : [discord.addRole(guild, { name, permissions })];
    discord.join(guild, user, { roles, pending });
    const tells = () => directory.roleOf(asId<ForeignId>(guild), asId<ForeignId>(user));
    return { name: `Discord ${name}`, role, tells, user };
  };
  const muted = somebody('on time-out', 'member', Bit.ManageEvents);
  discord.timeOut(guild, muted.user, MORNING + DAY);
  const left = somebody('who left', 'none', Bit.ManageGuild);
  discord.leave(guild, left.user);
  const banned = somebody('banned', 'none', Bit.ManageGuild);
  discord.ban(guild, banned.user);
  const all = [
    somebody('administrator', 'admin', Bit.Administrator),
    somebody('who manages the server', 'admin', Bit.ManageGuild),
    somebody('who manages events', 'creator', Bit.ManageEvents),
    somebody('member', 'member'),
    somebody('who has not agreed to the rules', 'guest', Bit.ManageEvents, true),
    muted,
    left,
    banned,
  ];
  return { all, close: () => discord.close() };
}

async function telegramStandings() {
  const telegram = await startTelegram();
  const clock = new FakeClock();
  const api = createTelegramApi({ apiRoot: telegram.apiRoot, token: new Secret(telegram.token) });
  const directory = createTelegramDirectory(createTelegramPeople(api, clock));
  const users = [
    'creator',
    'administrator',
    'member',
    'restricted',
    'restricted who left',
    'left',
    'kicked',
  ].map((name) => ({ name, id: telegram.addUser({ name }) }));
  const ids = users.map(({ id }) => id);
  const group = telegram.addGroup({ title: 'Team', members: ids, admins: ids.slice(0, 2) });
  const never = { name: 'who never came', id: telegram.addUser({ name: 'Never' }) };
  const roles: readonly Role[] = ['admin', 'admin', 'member', 'member', 'none', 'none', 'none', 'none'];
  const all = [...users, never].map(({ name, id }, at) => ({
    name: `Telegram ${name}`,
    role: roles[at] ?? 'none',
    tells: () => directory.roleOf(chatId(group), chatId(id)),
  }));
  for (const { name, id } of users) {
    if (name === 'left') telegram.leave(group, id);
    if (name === 'kicked') telegram.ban(group, id);
    if (!name.startsWith('restricted')) continue;
    // The local Telegram restricts nobody: it says once what Telegram would, which is then remembered.
    const user = { id, is_bot: false, first_name: name };
    const result = { status: 'restricted', is_member: name === 'restricted', user };
    telegram.fail('getChatMember', { code: 200, body: JSON.stringify({ ok: true, result }) });
    await directory.roleOf(chatId(group), chatId(id));
  }
  return { all, close: () => telegram.close() };
}
