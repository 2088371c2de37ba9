import { MessageFlags, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';
import { button, codeOf, type LocalDiscord, localDiscord, onSlash, row, text, V2 } from './local-discord.ts';

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

describe('interactions of the local Discord, seen by discord.js', () => {
  it('show the edit of a deferred private answer to the asker alone', async () => {
    await local.connect(
      onSlash(async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply({ flags: V2, components: [text(`for ${interaction.locale}`)] });
      }),
    );
    const reply = await discord.as(olga).slash(general, 'list');
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true, message: { text: 'for de' } });
    expect(discord.messagesIn(general)).toEqual([]);
    expect(discord.ephemeralsOf(olga).map((message) => message.text)).toEqual(['for de']);
    expect(discord.ephemeralsOf(ivan)).toEqual([]);
    expect(await local.rest().get(Routes.channelMessages(general))).toEqual([]);
  });

  it('carry options with the people they name, and the channel they come from', async () => {
    await local.connect(
      onSlash(async (interaction) => {
        const person = interaction.options.getMember('person');
        const nick = person && 'nickname' in person ? person.nickname : null;
        const where = interaction.channel && 'name' in interaction.channel ? interaction.channel.name : 'dm';
        await interaction.reply(`${interaction.options.getUser('person')?.id} ${nick} ${where}`);
      }),
    );
    discord.join(discord.guild, ivan, { nick: 'Vanya' });
    const reply = await discord.as(olga).slash(general, 'cohost', { person: ivan });
    expect(reply).toMatchObject({ ephemeral: false, message: { text: `${ivan} Vanya general` } });
    expect(discord.messagesIn(general)).toHaveLength(1);
  });

  it('come from the private chat without a guild', async () => {
    await local.connect(
      onSlash((interaction) => interaction.reply(`${interaction.guildId} ${interaction.user.username}`)),
    );
    const reply = await discord.as(olga).slash('dm', 'list');
    expect(reply.message?.text).toBe('null olga');
    expect(discord.dmsOf(olga)).toHaveLength(1);
  });

  it('take only what a command offers', async () => {
    await local.connect();
    const person = discord.as(olga);
    await expect(person.slash(general, 'lost')).rejects.toThrow(/no command lost/);
    await expect(person.slash(general, 'rotate')).rejects.toThrow(/asks for meeting/);
    await expect(person.slash(general, 'list', { x: 'y' })).rejects.toThrow(/no option x/);
    await expect(person.slash(general, 'cohost', { person: '1' })).rejects.toThrow(/nothing is 1/);
    const secret = discord.addChannel(discord.guild, { name: 'secret', only: [ivan] });
    await expect(person.slash(secret, 'list')).rejects.toThrow(/does not see/);
    discord.removeBot(discord.guild);
    await expect(person.slash(general, 'list')).rejects.toThrow(/no command list/);
  });

  it('complete what is typed', async () => {
    await local.connect(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `Standup (${value})`, value: '23456789012' }]);
    });
    const choices = await discord.as(olga).completes(general, 'rotate', 'meeting', 'sta');
    expect(choices).toEqual([{ name: 'Standup (sta)', value: '23456789012' }]);
  });

  it('tell an updated message from a new one and from nothing', async () => {
    await local.connect(async (interaction) => {
      if (!interaction.isButton()) return;
      if (interaction.customId === 'update') await interaction.update({ components: [text('updated')] });
      if (interaction.customId === 'later') {
        await interaction.deferUpdate();
        await interaction.editReply({ components: [text('edited'), row(button('Update', 'update'))] });
      }
      if (interaction.customId === 'more') {
        await interaction.deferUpdate();
        await interaction.followUp({ flags: V2 | MessageFlags.Ephemeral, components: [text('more')] });
      }
      if (interaction.customId === 'gone') {
        await interaction.deferUpdate();
        await interaction.deleteReply();
      }
    });
    const person = discord.as(olga);
    const names = ['update', 'later', 'more', 'gone'];
    await local.post(general, [row(...names.map((name) => button(name, name)))]);
    const card = () => discord.messagesIn(general)[0] ?? expect.fail('no card');
    expect(await person.press(card(), 'more')).toMatchObject({ kind: 'message', ephemeral: true });
    const edited = await person.press(card(), 'later');
    expect(edited).toMatchObject({ kind: 'updated', ephemeral: false, message: { edited: true } });
    expect(await person.press(edited, 'Update')).toMatchObject({
      kind: 'updated',
      message: { text: 'updated' },
    });
    await local.post(general, [row(button('gone', 'gone'))]);
    const [, last] = discord.messagesIn(general);
    if (!last) return expect.fail('no second card');
    expect(await person.press(last, 'gone')).toMatchObject({ kind: 'nothing' });
    expect(discord.messagesIn(general)).toHaveLength(1);
  });

  it('start from the menu of a person', async () => {
    await local.connect(async (interaction) => {
      if (interaction.isUserContextMenuCommand()) await interaction.reply(`on ${interaction.targetUser.id}`);
    });
    const reply = await discord.as(olga).contextMenu('Invite to a meeting', ivan);
    expect(reply.message?.text).toBe(`on ${ivan}`);
  });

  it('can be chosen from selects', async () => {
    await local.connect(async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    });
    const options = [{ label: 'Standup', value: 'a' }];
    await local.post(general, [row({ type: 3, custom_id: 'pick', placeholder: 'Which', options })]);
    const [card] = discord.messagesIn(general);
    if (!card) return expect.fail('no card');
    expect((await discord.as(olga).press(card, 'Which', ['a'])).message?.text).toBe('a');
  });

  it('must be answered in time, once, and with what they take', async () => {
    await local.close();
    let now = Date.now();
    await start({ now: () => now });
    const codes: unknown[] = [];
    const late = Promise.withResolvers<void>();
    let slow = 0;
    await local.connect(
      onSlash(async (interaction) => {
        const path = Routes.interactionCallback(interaction.id, interaction.token);
        const answer = (type: number) =>
          codeOf(local.rest().post(path, { body: { type, data: { content: 'x' } } }));
        now += slow;
        codes.push(await answer(7), await answer(4), await answer(4));
        late.resolve();
      }),
    );
    await discord.as(olga).slash(general, 'list');
    await late.promise;
    expect(codes.splice(0)).toEqual([50035, 'ok', 40060]);
    slow = 3001;
    await expect(discord.as(olga).slash(general, 'list')).rejects.toThrow(/did not respond/);
    await expect.poll(() => codes).toEqual([10062, 10062, 10062]);
    expect(discord.violations).toContain('a second first answer');
    expect(discord.violations).toContain('a first answer that comes too late');
  });

  it('come once more when told to, with the same id', async () => {
    const heard: string[] = [];
    await local.connect(
      onSlash(async (interaction) => {
        heard.push(interaction.id);
        await interaction.reply('here').catch(() => {});
      }),
    );
    await discord.as(olga).slash(general, 'list');
    await discord.redeliver();
    expect(heard).toHaveLength(2);
    expect(new Set(heard).size).toBe(1);
    expect(discord.violations).toEqual([]);
  });

  it('are no longer answered when their token is 15 minutes old', async () => {
    let now = Date.now();
    await local.close();
    await start({ now: () => now });
    let token = '';
    await local.connect(
      onSlash(async (interaction) => {
        token = interaction.token;
        await interaction.reply('here');
      }),
    );
    await discord.as(olga).slash(general, 'list');
    const edit = () =>
      codeOf(
        local
          .rest()
          .patch(Routes.webhookMessage(discord.applicationId, token), { body: { content: 'there' } }),
      );
    expect(await edit()).toBe('ok');
    now += 15 * 60_000;
    expect(await edit()).toBe(50027);
  });

  it('put the first message after a deferred answer in its place, as private as it was', async () => {
    await local.connect(
      onSlash(async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.followUp({ content: 'first' });
        await interaction.followUp({ content: 'second' });
      }),
    );
    const reply = await discord.as(olga).slash(general, 'list');
    expect(reply).toMatchObject({ ephemeral: true, message: { text: 'first' } });
    await expect.poll(() => discord.messagesIn(general).map((message) => message.text)).toEqual(['second']);
  });

  it('show what was posted instead of a deleted answer', async () => {
    await local.connect(
      onSlash(async (interaction) => {
        await interaction.deferReply();
        await interaction.deleteReply();
        await interaction.followUp({ content: 'instead', flags: MessageFlags.Ephemeral });
      }),
    );
    const reply = await discord.as(olga).slash(general, 'list');
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true, message: { text: 'instead' } });
  });

  it('defer nothing but whether it is private', async () => {
    const codes: unknown[] = [];
    await local.connect(
      onSlash(async (interaction) => {
        const path = Routes.interactionCallback(interaction.id, interaction.token);
        codes.push(await codeOf(local.rest().post(path, { body: { type: 5, data: { flags: 64 | V2 } } })));
        await interaction.reply('here');
      }),
    );
    await discord.as(olga).slash(general, 'list');
    await expect.poll(() => codes).toEqual([50035]);
  });
});
