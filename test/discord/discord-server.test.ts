import { RateLimitError, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';
import { COMMANDS, codeOf, type LocalDiscord, localDiscord, onSlash, text, withId } from './local-discord.ts';

let local: LocalDiscord;
let discord: FakeDiscord;
let olga: string;
let ivan: string;
let general: string;

async function start(options: DiscordOptions = {}): Promise<void> {
  local = await localDiscord(options);
  ({ discord, olga, ivan, general } = local);
}

beforeEach(() => start());
afterEach(() => local.close());

describe('rules of the local Discord, seen by discord.js', () => {
  it('send too many messages in a channel away, and say how long', async () => {
    const now = Date.now();
    await local.close();
    await start({ now: () => now });
    discord.enforce();
    const path = Routes.channelMessages(general);
    const raw = () =>
      fetch(`${discord.url}/v10${path}`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'x' }),
      });
    const answers = [];
    for (let at = 0; at < 6; at += 1) answers.push(await raw());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    const seen = ({ headers }: Response) => [
      headers.get('x-ratelimit-limit'),
      headers.get('x-ratelimit-remaining'),
    ];
    expect(answers.slice(0, 5).map(seen)).toEqual(['4', '3', '2', '1', '0'].map((left) => ['5', left]));
    const last = answers[5];
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last?.headers.get('x-ratelimit-scope')).toBe('user');
    expect(await last?.json()).toMatchObject({ global: false });
    const client = local.rest();
    const send = () => client.post(path, { body: { content: 'x' } });
    await expect(send()).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.limited).toEqual([`POST ${general}`, `POST ${general}`]);
    const other = discord.addChannel(discord.guild, { name: 'other' });
    expect(await codeOf(local.post(other, [text('x')]))).toBe('ok');
  });

  it('count all requests together, but not the answers to interactions', async () => {
    discord.enforce({ global: { requests: 3, window: 60_000 }, channel: BIG, opening: BIG });
    await local.connect(onSlash((interaction) => interaction.reply('here')));
    const get = () => local.rest().get(Routes.guild(discord.guild));
    const outcomes = [];
    for (let at = 0; at < 4; at += 1) outcomes.push(await get().then(() => 'ok', String));
    expect(outcomes.filter((outcome) => outcome !== 'ok').length).toBeGreaterThan(0);
    expect(discord.limited).toContain('global');
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('slow down who opens many private chats, not who uses open ones', async () => {
    await local.dmOf(olga);
    discord.enforce({ global: BIG, channel: BIG, opening: { requests: 1, window: 60_000 } });
    const third = discord.addUser({ name: 'Tia' });
    expect(await codeOf(local.dmOf(ivan))).toBe('ok');
    expect(await codeOf(local.dmOf(third))).toBe(40003);
    expect(await codeOf(local.dmOf(olga))).toBe('ok');
    expect(discord.limited).toEqual(['opening']);
  });

  it('fail as they are told to', async () => {
    const send = () => codeOf(local.post(general, [text('x')]));
    discord.fail('POST /channels/*/messages', { status: 403, code: 50278 });
    expect(await send()).toBe(50278);
    discord.fail('POST /channels/*/messages', { status: 502 });
    expect(await send()).toMatch(/HTTPError/);
    discord.fail('POST /channels/*/messages', { status: 429, retryAfter: 2, scope: 'shared' });
    expect(await send()).toMatch(/RateLimitError/);
    discord.fail('POST /channels/*/messages', { drop: 'request' });
    expect(await send()).toMatch(/other side closed|fetch failed|SocketError/);
    expect(discord.messagesIn(general)).toEqual([]);
    discord.fail('POST /channels/*/messages', { drop: 'answer' });
    expect(await send()).toMatch(/other side closed|fetch failed|SocketError/);
    expect(discord.messagesIn(general)).toHaveLength(1);
    expect(discord.invalidRequests).toBe(2);
    discord.revoke();
    expect(await send()).toBe(0);
    expect(discord.invalidRequests).toBe(3);
  });

  it('list people only with the members intent, and find them by name without it', async () => {
    await local.close();
    await start({ membersIntent: false });
    const role = discord.addRole(discord.guild, { name: 'crew', permissions: 1n << 33n });
    discord.giveRole(discord.guild, ivan, role);
    const member = z.looseObject({ user: withId, roles: z.array(z.string()) });
    const query = new URLSearchParams({ query: 'iv', limit: '5' });
    const found = z
      .array(member)
      .parse(await local.rest().get(Routes.guildMembersSearch(discord.guild), { query }));
    expect(found.map(({ user, roles }) => [user.id, roles])).toEqual([[ivan, [role]]]);
    expect(await codeOf(local.rest().get(Routes.guildMembers(discord.guild)))).toBe(50001);
    const stranger = discord.addUser({ name: 'Sam', guilds: [] });
    expect(await codeOf(local.rest().get(Routes.guildMember(discord.guild, stranger)))).toBe(10007);
  });

  it('register commands that Discord takes, and no others', async () => {
    const put = (body: object[]) =>
      codeOf(local.rest().put(Routes.applicationCommands(discord.applicationId), { body }));
    expect(await put(COMMANDS)).toBe('ok');
    expect(discord.commands().map(({ name }) => name)).toEqual(['meeting', 'Invite to a meeting']);
    const inGuild = Routes.applicationGuildCommands(discord.applicationId, discord.guild);
    expect(await codeOf(local.rest().put(inGuild, { body: COMMANDS.slice(0, 1) }))).toBe('ok');
    const translated = { query: new URLSearchParams({ with_localizations: 'true' }) };
    expect(await local.rest().get(inGuild, translated)).toEqual(discord.commands(discord.guild));
    expect(
      z.array(z.record(z.string(), z.unknown())).parse(await local.rest().get(inGuild))[0],
    ).not.toHaveProperty('name_localizations');
    expect(discord.violations).toEqual([]);
    const command = (more: object) => [{ name: 'm', description: 'x', ...more }];
    const option = (more: object) =>
      command({ options: [{ type: 3, name: 'o', description: 'x', ...more }] });
    const choices = Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` }));
    const long = Array.from({ length: 25 }, (_, at) => ({
      type: 1,
      name: `s${at}`,
      description: 'x'.repeat(100),
      options: longOptions,
    }));
    for (const wrong of [
      command({ name: 'M' }),
      command({ name: 'a b' }),
      command({ description: '' }),
      option({ description: 'x'.repeat(101) }),
      option({ choices }),
      option({ choices: choices.slice(0, 1), autocomplete: true }),
      command({
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      }),
      command({ options: long }),
      [...command({}), ...command({})],
    ]) {
      expect([wrong, await put(wrong)]).toEqual([wrong, 50035]);
    }
  });

  it.skipIf(!process.env['SPECS_DIR'])(
    'are those of Discord’s own schema (skipped where SPECS_DIR is unset)',
    async () => {
      const api = local.rest();
      for (const path of [
        Routes.gatewayBot(),
        '/applications/@me' as const,
        Routes.user(),
        Routes.user(olga),
        Routes.userGuilds(),
        Routes.guild(discord.guild),
        Routes.guildRoles(discord.guild),
        Routes.guildChannels(discord.guild),
        Routes.guildMember(discord.guild, olga),
        Routes.channel(general),
        Routes.channel(await local.dmOf(olga)),
        Routes.channel(discord.addChannel(discord.guild, { name: 't', kind: 'thread', parent: general })),
        Routes.channel(
          discord.addChannel(discord.guild, { name: 'p', kind: 'private-thread', parent: general }),
        ),
        Routes.channel(discord.addChannel(discord.guild, { name: 'f', kind: 'forum' })),
        Routes.applicationCommands(discord.applicationId),
      ]) {
        await api.get(path);
      }
      await api.get(Routes.guildMembers(discord.guild), { query: new URLSearchParams({ limit: '1000' }) });
      expect(discord.violations).toEqual([]);
      await codeOf(api.post(Routes.channelMessages(general), { body: { content: 'x', tts: 'loud' } }));
      expect(discord.violations).toEqual([
        expect.stringContaining('POST /channels/{channel_id}/messages: request/tts'),
      ]);
    },
  );
});

const BIG = { requests: 1000, window: 1000 };
const longOptions = Array.from({ length: 3 }, (_, at) => ({
  type: 3,
  name: `o${at}`,
  description: 'x'.repeat(100),
}));
