import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';
import { button, codeOf, type LocalDiscord, localDiscord, row, text, withId } from './local-discord.ts';

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

describe('messages of the local Discord, seen by discord.js', () => {
  it('are posted, edited, listed newest first and deleted', async () => {
    const first = await local.post(general, [text('one')]);
    const second = await local.post(general, [text('two')]);
    await local
      .rest()
      .patch(Routes.channelMessage(general, first.id), { body: { components: [text('uno')] } });
    const listed = z.array(withId).parse(await local.rest().get(Routes.channelMessages(general)));
    expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(discord.messagesIn(general).map((message) => message.text)).toEqual(['uno', 'two']);
    await local.rest().delete(Routes.channelMessage(general, first.id));
    expect(await codeOf(local.rest().get(Routes.channelMessage(general, first.id)))).toBe(10008);
    expect(discord.violations).toEqual([]);
  });

  it('are not doubled where a nonce is enforced', async () => {
    const body = { nonce: 'delivery-1', enforce_nonce: true };
    const first = await local.post(general, [text('one')], body);
    expect(await local.post(general, [text('one')], body)).toMatchObject({
      id: first.id,
      nonce: 'delivery-1',
    });
    expect((await local.post(general, [text('one')], { nonce: 'delivery-1' })).id).not.toBe(first.id);
    expect(discord.messagesIn(general)).toHaveLength(2);
    expect(await local.rest().get(Routes.channelMessage(general, first.id))).not.toHaveProperty('nonce');
  });

  it('reach nobody who closed their DMs, shares no guild or is unknown', async () => {
    const send = async (user: string) => codeOf(local.post(await local.dmOf(user), [text('hi')]));
    const closed = discord.addUser({ name: 'Cleo', dms: 'closed' });
    const stranger = discord.addUser({ name: 'Sam', guilds: [] });
    expect(await send(olga)).toBe('ok');
    expect(await send(closed)).toBe(50007);
    expect(await send(stranger)).toBe(50278);
    expect(await codeOf(local.dmOf('1'))).toBe(50033);
    expect(discord.dmsOf(olga).map((message) => message.text)).toEqual(['hi']);
    expect(discord.dmsOf(closed)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('ring only whom they are allowed to', async () => {
    const hostile = [text(`@everyone <@${ivan}>`)];
    await local.post(general, hostile);
    await local.post(general, hostile, { allowed_mentions: { parse: [] } });
    await local.post(general, hostile, { allowed_mentions: { users: [ivan] } });
    expect(discord.messagesIn(general).map(({ pings }) => pings)).toEqual([['everyone', ivan], [], [ivan]]);
  });

  it('stay out of channels where the bot may not see or write', async () => {
    const absent = discord.addChannel(discord.guild, { name: 'a', bot: 'absent' });
    const reads = discord.addChannel(discord.guild, { name: 'b', bot: 'reads' });
    const secret = discord.addChannel(discord.guild, { name: 'c', only: [olga] });
    const thread = discord.addChannel(discord.guild, { name: 't', kind: 'thread', parent: secret });
    const send = (channel: string) => codeOf(local.post(channel, [text('hi')]));
    expect(await send('nowhere')).toBe(50035);
    expect(await Promise.all([absent, reads, secret, thread, '1'].map(send))).toEqual([
      50001,
      50013,
      'ok',
      'ok',
      10003,
    ]);
    await expect(discord.as(ivan).slash(thread, 'list')).rejects.toThrow(/does not see/);
  });

  it('are refused as Discord refuses them', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => row(button('x', String(at))));
    const refused: readonly (readonly [object[], object?])[] = [
      [[text('x')], { flags: 0 }],
      [[text('x')], { content: 'y' }],
      [[], {}],
      [[text('')]],
      [[text('x'.repeat(4001))]],
      [[{ type: 17, components: [text('x'.repeat(2001)), text('x'.repeat(2000))] }]],
      [many(21)],
      [[row(button('x', 'a'), button('y', 'a'))]],
      [[row(button('x', 'a'.repeat(101)))]],
      [[row(button('x'.repeat(81), 'a'))]],
      [[row({ type: 2, style: 5, label: 'x', url: 'javascript:x' })]],
      [[row(...Array.from({ length: 6 }, (_, at) => button('x', String(at))))]],
      [[button('x', 'a')]],
      [[text('x')], { nonce: 'x'.repeat(26) }],
    ];
    for (const [components, more] of refused) {
      expect([components, await codeOf(local.post(general, components, more))]).toEqual([components, 50035]);
    }
    expect(discord.violations).toHaveLength(refused.length);
    expect(await codeOf(local.post(general, many(20)))).toBe('ok');
    expect(await codeOf(local.post(general, [text('x'.repeat(4000))]))).toBe('ok');
  });
});
