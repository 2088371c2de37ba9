import { describe, expect, it } from 'vitest';
import { started } from './core.ts';

describe('what Discord names by its number alone', () => {
  it('has its name when people are typed', async () => {
    const { discord, core, olga, ivan, general } = await started();
    const crew = discord.addRole(discord.guild, { name: 'crew' });
    const people = `<@${ivan}> <@&${crew}>, <#${general}> @lee lee@example.com <@&99>`;
    await discord.as(olga).slash(general, 'now', { topic: 'Standup', people });
    expect(core.asked[0]?.request).toEqual({
      kind: 'call',
      command: 'now',
      values: {
        topic: 'Standup',
        people: [
          { kind: 'person', foreignId: ivan },
          { kind: 'group', foreignId: crew, name: 'crew' },
          { kind: 'group', foreignId: general, name: '#general' },
          { kind: 'handle', handle: 'lee' },
          { kind: 'email', address: 'lee@example.com' },
          { kind: 'group', foreignId: '99', name: '99' },
        ],
      },
    });
  });

  it('is one person where one is chosen', async () => {
    const { discord, core, olga, ivan, general } = await started();
    await discord.as(olga).slash(general, 'cohost', { person: ivan });
    await discord.as(olga).contextMenu('Invite to a meeting', ivan);
    expect(core.asked.map(({ request }) => request)).toEqual([
      { kind: 'call', command: 'cohost', values: { person: [{ kind: 'person', foreignId: ivan }] } },
      { kind: 'words', words: ['invite', { kind: 'person', foreignId: ivan }] },
    ]);
  });
});

describe('a conversation', () => {
  it.each([
    ['a channel', 'public', {}],
    ['a channel for some', 'private', { only: true }],
    ['a thread', 'public', { thread: 'thread' }],
    ['a thread in a channel for some', 'private', { only: true, thread: 'thread' }],
    ['a thread for some', 'private', { thread: 'private-thread' }],
    ['a channel that the bot cannot see', 'public', { only: true, bot: 'absent' }],
  ] as const)('that is %s is %s', async (_, visibility, given) => {
    const { discord, core, olga } = await started();
    const settings: { only?: true; thread?: 'thread' | 'private-thread'; bot?: 'absent' } = given;
    const parent = discord.addChannel(discord.guild, {
      name: 'plans',
      ...(settings.only ? { only: [olga] } : {}),
      ...(settings.bot ? { bot: settings.bot } : {}),
    });
    const thread = settings.thread
      ? discord.addChannel(discord.guild, {
          name: 'details',
          kind: settings.thread,
          parent,
          ...(settings.thread === 'private-thread' ? { only: [olga] } : {}),
        })
      : null;
    await discord.as(olga).slash(thread ?? parent, 'list');
    expect(core.asked[0]?.conversation).toEqual({
      foreignId: thread ?? parent,
      name: thread ? '#details' : '#plans',
      visibility,
    });
  });

  it('is taken as it is when Discord does not describe it', async () => {
    const { discord, core, olga, general } = await started();
    discord.fail(/^GET /, { status: 500, times: 9 });
    await discord.as(olga).slash(general, 'list');
    expect(core.asked[0]).toMatchObject({
      workspace: { foreignId: discord.guild, name: 'this server' },
      conversation: { name: '#general', visibility: 'public' },
    });
  });
});
