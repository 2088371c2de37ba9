import { Events, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';
import { codeOf, type LocalDiscord, localDiscord, onSlash, text } from './local-discord.ts';

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

describe('the gateway of the local Discord, seen by discord.js', () => {
  it('lets the bot in and tells it of its guilds', async () => {
    const client = await local.connect();
    expect(client.user.id).toBe(discord.botUser);
    expect(client.application.id).toBe(discord.applicationId);
    expect(client.guilds.cache.get(discord.guild)?.name).toBe('Acme');
    expect(discord.connections).toBe(1);
  });

  it('lets nobody in with a wrong token or with an intent that is off', async () => {
    await local.close();
    await start({ membersIntent: false });
    await expect(local.connect()).rejects.toThrow(/disallowed intents/i);
    await local.connect(() => {}, false);
    discord.revoke();
    await expect(local.connect(() => {}, false)).rejects.toThrow(/invalid token/i);
  });

  it('brings at the resume what was missed while the line was cut, once', async () => {
    const heard: string[] = [];
    const resumed = Promise.withResolvers<number>();
    const client = await local.connect(
      onSlash(async (interaction) => {
        heard.push(interaction.id);
        await interaction.reply('here');
      }),
    );
    client.once(Events.ShardResume, (_, replayed) => resumed.resolve(replayed));
    discord.cut();
    expect(discord.connections).toBe(0);
    const reply = await discord.as(olga).slash(general, 'list');
    expect(reply.message?.text).toBe('here');
    expect(await resumed.promise).toBeGreaterThan(0);
    expect(heard).toEqual([reply.interaction]);
  });

  it('asks to reconnect, and the session goes on', async () => {
    const client = await local.connect(onSlash((interaction) => interaction.reply('here')));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.askToReconnect();
    await resumed;
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('ends a session, and a new one is identified', async () => {
    const client = await local.connect(onSlash((interaction) => interaction.reply('here')));
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    discord.invalidate();
    await again;
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('tells who left, who was banned, and where the bot was removed', async () => {
    const client = await local.connect();
    const left = new Promise((resolve) => client.once(Events.GuildMemberRemove, ({ id }) => resolve(id)));
    const banned = new Promise((resolve) => client.once(Events.GuildBanAdd, ({ user }) => resolve(user.id)));
    const removed = new Promise((resolve) => client.once(Events.GuildDelete, ({ id }) => resolve(id)));
    discord.leave(discord.guild, olga);
    expect(await left).toBe(olga);
    discord.ban(discord.guild, ivan);
    expect(await banned).toBe(ivan);
    discord.removeBot(discord.guild);
    expect(await removed).toBe(discord.guild);
    expect(await codeOf(local.rest().get(Routes.guild(discord.guild)))).toBe(50001);
  });

  it('does not say who left where the members intent was not asked for', async () => {
    const told: string[] = [];
    const client = await local.connect(() => {}, false);
    client.on(Events.Raw, ({ t }: { t: string }) => told.push(t));
    discord.leave(discord.guild, olga);
    discord.addChannel(discord.guild, { name: 'later' });
    await expect.poll(() => told).toContain('CHANNEL_CREATE');
    expect(told).not.toContain('GUILD_MEMBER_REMOVE');
  });

  it('tells an outage of a guild from its loss', async () => {
    const client = await local.connect();
    const lost: string[] = [];
    client.on(Events.GuildDelete, ({ id }) => lost.push(id));
    const out = new Promise((resolve) => client.once(Events.GuildUnavailable, ({ id }) => resolve(id)));
    const back = new Promise((resolve) => client.once(Events.GuildAvailable, ({ id }) => resolve(id)));
    discord.outage(discord.guild);
    expect(await out).toBe(discord.guild);
    discord.recover(discord.guild);
    expect(await back).toBe(discord.guild);
    expect(lost).toEqual([]);
  });

  it('tells of roles, time-outs and channels that come and go', async () => {
    const client = await local.connect();
    const guild = client.guilds.cache.get(discord.guild);
    const role = discord.addRole(discord.guild, { name: 'crew' });
    await expect.poll(() => guild?.roles.cache.get(role)?.name).toBe('crew');
    const joined = new Promise((resolve) => client.once(Events.GuildMemberAdd, resolve));
    discord.join(discord.guild, ivan);
    await joined;
    discord.giveRole(discord.guild, ivan, role);
    discord.timeOut(discord.guild, ivan, Date.now() + 60_000);
    await expect.poll(() => guild?.members.cache.get(ivan)?.isCommunicationDisabled()).toBe(true);
    expect(guild?.members.cache.get(ivan)?.roles.cache.has(role)).toBe(true);
    const channel = discord.addChannel(discord.guild, { name: 'short' });
    await expect.poll(() => client.channels.cache.has(channel)).toBe(true);
    discord.removeChannel(channel);
    await expect.poll(() => client.channels.cache.has(channel)).toBe(false);
    expect(await codeOf(local.post(channel, [text('x')]))).toBe(10003);
  });
});
