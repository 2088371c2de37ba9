import {
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  Partials,
  RateLimitError,
  REST,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';

let discord: FakeDiscord;
let olga: string;
let ivan: string;
let general: string;
const stops: (() => Promise<unknown>)[] = [];

const text = (content: string) => ({ type: 10, content });
const button = (label: string, custom_id: string) => ({ type: 2, style: 2, label, custom_id });
const row = (...components: object[]) => ({ type: 1, components });
const V2 = MessageFlags.IsComponentsV2;

const COMMANDS = [
  {
    name: 'meeting',
    description: 'Meetings',
    options: [
      { type: 1, name: 'list', description: 'Mine' },
      {
        type: 1,
        name: 'rotate',
        description: 'A new passcode',
        options: [{ type: 3, name: 'meeting', description: 'Which', autocomplete: true, required: true }],
      },
      {
        type: 1,
        name: 'cohost',
        description: 'Share',
        options: [{ type: 6, name: 'person', description: 'Who', required: true }],
      },
    ],
  },
  { name: 'Invite to a meeting', type: 2 },
];

async function start(options: DiscordOptions = {}): Promise<void> {
  discord = await startDiscord(options);
  const fake = discord;
  stops.push(() => fake.close());
  olga = discord.addUser({ name: 'Olga', locale: 'de' });
  ivan = discord.addUser({ name: 'Ivan' });
  general = discord.addChannel(discord.guild, { name: 'general' });
  discord.register(COMMANDS);
}

beforeEach(() => start());

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function connect(
  on: (interaction: Interaction) => unknown = () => {},
  members = true,
): Promise<Client<true>> {
  const { Guilds, GuildModeration, GuildMembers } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildModeration, ...(members ? [GuildMembers] : [])],
    // Without it a member who is in no cache leaves unheard.
    partials: [Partials.GuildMember],
    rest: { api: discord.url, retries: 0, rejectOnRateLimit: () => true },
  });
  stops.push(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  client.on(Events.InteractionCreate, on);
  await client.login(discord.token);
  return ready;
}

const onSlash =
  (handle: (interaction: ChatInputCommandInteraction) => unknown) => (interaction: Interaction) =>
    interaction.isChatInputCommand() ? handle(interaction) : undefined;

const rest = (token = discord.token) =>
  new REST({ api: discord.url, retries: 0, rejectOnRateLimit: () => true }).setToken(token);

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof DiscordAPIError ? error.code : String(error)),
  );

const withId = z.looseObject({ id: z.string() });

const post = async (channel: string, components: object[], more: object = {}) =>
  withId.parse(
    await rest().post(Routes.channelMessages(channel), { body: { flags: V2, components, ...more } }),
  );

const dmOf = async (user: string) =>
  withId.parse(await rest().post(Routes.userChannels(), { body: { recipient_id: user } })).id;

describe('the gateway of the local Discord, seen by discord.js', () => {
  it('lets the bot in and tells it of its guilds', async () => {
    const client = await connect();
    expect(client.user.id).toBe(discord.botUser);
    expect(client.application.id).toBe(discord.applicationId);
    expect(client.guilds.cache.get(discord.guild)?.name).toBe('Acme');
    expect(discord.connections).toBe(1);
  });

  it('lets nobody in with a wrong token or with an intent that is off', async () => {
    await start({ membersIntent: false });
    await expect(connect()).rejects.toThrow(/disallowed intents/i);
    await connect(() => {}, false);
    discord.revoke();
    await expect(connect(() => {}, false)).rejects.toThrow(/invalid token/i);
  });

  it('brings at the resume what was missed while the line was cut, once', async () => {
    const heard: string[] = [];
    const resumed = Promise.withResolvers<number>();
    const client = await connect(
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
    const client = await connect(onSlash((interaction) => interaction.reply('here')));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.askToReconnect();
    await resumed;
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('ends a session, and a new one is identified', async () => {
    const client = await connect(onSlash((interaction) => interaction.reply('here')));
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    discord.invalidate();
    await again;
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('tells who left, who was banned, and where the bot was removed', async () => {
    const client = await connect();
    const left = new Promise((resolve) => client.once(Events.GuildMemberRemove, ({ id }) => resolve(id)));
    const banned = new Promise((resolve) => client.once(Events.GuildBanAdd, ({ user }) => resolve(user.id)));
    const removed = new Promise((resolve) => client.once(Events.GuildDelete, ({ id }) => resolve(id)));
    discord.leave(discord.guild, olga);
    expect(await left).toBe(olga);
    discord.ban(discord.guild, ivan);
    expect(await banned).toBe(ivan);
    discord.removeBot(discord.guild);
    expect(await removed).toBe(discord.guild);
    expect(await codeOf(rest().get(Routes.guild(discord.guild)))).toBe(50001);
  });

  it('does not say who left where the members intent was not asked for', async () => {
    const told: string[] = [];
    const client = await connect(() => {}, false);
    client.on(Events.Raw, ({ t }: { t: string }) => told.push(t));
    discord.leave(discord.guild, olga);
    discord.addChannel(discord.guild, { name: 'later' });
    await expect.poll(() => told).toContain('CHANNEL_CREATE');
    expect(told).not.toContain('GUILD_MEMBER_REMOVE');
  });
});

describe('interactions of the local Discord, seen by discord.js', () => {
  it('show the edit of a deferred private answer to the asker alone', async () => {
    await connect(
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
    expect(await rest().get(Routes.channelMessages(general))).toEqual([]);
  });

  it('carry options with the people they name, and the channel they come from', async () => {
    await connect(
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
    await connect(
      onSlash((interaction) => interaction.reply(`${interaction.guildId} ${interaction.user.username}`)),
    );
    const reply = await discord.as(olga).slash('dm', 'list');
    expect(reply.message?.text).toBe('null olga');
    expect(discord.dmsOf(olga)).toHaveLength(1);
  });

  it('take only what a command offers', async () => {
    await connect();
    const person = discord.as(olga);
    await expect(person.slash(general, 'lost')).rejects.toThrow(/no command lost/);
    await expect(person.slash(general, 'rotate')).rejects.toThrow(/asks for meeting/);
    await expect(person.slash(general, 'list', { x: 'y' })).rejects.toThrow(/no option x/);
    await expect(person.slash(general, 'cohost', { person: '1' })).rejects.toThrow(/nothing is 1/);
    const secret = discord.addChannel(discord.guild, { name: 'secret', only: [ivan] });
    await expect(person.slash(secret, 'list')).rejects.toThrow(/does not see/);
  });

  it('complete what is typed', async () => {
    await connect(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `Standup (${value})`, value: '23456789012' }]);
    });
    const choices = await discord.as(olga).completes(general, 'rotate', 'meeting', 'sta');
    expect(choices).toEqual([{ name: 'Standup (sta)', value: '23456789012' }]);
  });

  it('lead from a press through a modal to an answer', async () => {
    await connect(async (interaction) => {
      if (interaction.isButton())
        await interaction.showModal({ custom_id: 'form', title: 'New', components: MODAL });
      if (!interaction.isModalSubmit()) return;
      const fields = interaction.fields;
      const people = [...(fields.getSelectedUsers('people')?.keys() ?? [])].join();
      await interaction.reply({
        flags: MessageFlags.Ephemeral,
        content: [
          fields.getTextInputValue('topic'),
          people,
          fields.getStringSelectValues('access').join(),
        ].join(' / '),
      });
    });
    await post(general, [text('Card'), row(button('New', 'new'))]);
    const [card] = discord.messagesIn(general);
    if (!card) return expect.fail('no card');
    const opened = await discord.as(olga).press(card, 'New');
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'New', text: 'Hello' } });
    expect(opened.modal?.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Topic', 'Standup'],
      ['People', []],
      ['Access', ['members']],
    ]);
    await expect(discord.as(ivan).fillIn(opened, {})).rejects.toThrow(/does not see/);
    await expect(discord.as(olga).fillIn(opened, { Topic: '' })).rejects.toThrow(/required/);
    const reply = await discord.as(olga).fillIn(opened, { people: [ivan], Access: ['Invitees'] });
    expect(reply.message?.text).toBe(`Standup / ${ivan} / invitees`);
    expect(discord.violations).toEqual([]);
  });

  it('tell an updated message from a new one and from nothing', async () => {
    await connect(async (interaction) => {
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
    await post(general, [row(...names.map((name) => button(name, name)))]);
    const card = () => discord.messagesIn(general)[0] ?? expect.fail('no card');
    expect(await person.press(card(), 'more')).toMatchObject({ kind: 'message', ephemeral: true });
    const edited = await person.press(card(), 'later');
    expect(edited).toMatchObject({ kind: 'updated', ephemeral: false, message: { edited: true } });
    expect(await person.press(edited, 'Update')).toMatchObject({
      kind: 'updated',
      message: { text: 'updated' },
    });
    await post(general, [row(button('gone', 'gone'))]);
    const [, last] = discord.messagesIn(general);
    if (!last) return expect.fail('no second card');
    expect(await person.press(last, 'gone')).toMatchObject({ kind: 'nothing' });
    expect(discord.messagesIn(general)).toHaveLength(1);
  });

  it('start from the menu of a person', async () => {
    await connect(async (interaction) => {
      if (interaction.isUserContextMenuCommand()) await interaction.reply(`on ${interaction.targetUser.id}`);
    });
    const reply = await discord.as(olga).contextMenu('Invite to a meeting', ivan);
    expect(reply.message?.text).toBe(`on ${ivan}`);
  });

  it('can be chosen from selects', async () => {
    await connect(async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    });
    const options = [{ label: 'Standup', value: 'a' }];
    await post(general, [row({ type: 3, custom_id: 'pick', placeholder: 'Which', options })]);
    const [card] = discord.messagesIn(general);
    if (!card) return expect.fail('no card');
    expect((await discord.as(olga).press(card, 'Which', ['a'])).message?.text).toBe('a');
  });

  it('must be answered in time, once, and with what they take', async () => {
    await start({ acknowledgeWithin: 300 });
    const codes: unknown[] = [];
    const late = Promise.withResolvers<void>();
    let meanwhile = () => Promise.resolve();
    await connect(
      onSlash(async (interaction) => {
        const path = Routes.interactionCallback(interaction.id, interaction.token);
        const answer = (type: number) =>
          codeOf(rest().post(path, { body: { type, data: { content: 'x' } } }));
        await meanwhile();
        codes.push(await answer(7), await answer(4), await answer(4));
        late.resolve();
      }),
    );
    await discord.as(olga).slash(general, 'list');
    await late.promise;
    expect(codes.splice(0)).toEqual([50035, 'ok', 40060]);
    meanwhile = () => new Promise((resolve) => setTimeout(resolve, 400));
    await expect(discord.as(olga).slash(general, 'list')).rejects.toThrow(/did not respond/);
    await expect.poll(() => codes).toEqual([10062, 10062, 10062]);
    expect(discord.violations).toContain('a second first answer');
    expect(discord.violations).toContain('a first answer that comes too late');
  });

  it('come once more when told to, with the same id', async () => {
    const heard: string[] = [];
    await connect(
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
    await start({ now: () => now });
    let token = '';
    await connect(
      onSlash(async (interaction) => {
        token = interaction.token;
        await interaction.reply('here');
      }),
    );
    await discord.as(olga).slash(general, 'list');
    const edit = () =>
      codeOf(
        rest().patch(Routes.webhookMessage(discord.applicationId, token), { body: { content: 'there' } }),
      );
    expect(await edit()).toBe('ok');
    now += 15 * 60_000;
    expect(await edit()).toBe(50027);
  });
});

const MODAL = [
  text('Hello'),
  { type: 18, label: 'Topic', component: { type: 4, style: 1, custom_id: 'topic', value: 'Standup' } },
  { type: 18, label: 'People', component: { type: 5, custom_id: 'people', max_values: 25, required: false } },
  {
    type: 18,
    label: 'Access',
    component: {
      type: 3,
      custom_id: 'access',
      options: [
        { label: 'Invitees', value: 'invitees' },
        { label: 'Members', value: 'members', default: true },
      ],
    },
  },
];

describe('messages of the local Discord, seen by discord.js', () => {
  it('are posted, edited, listed newest first and deleted', async () => {
    const first = await post(general, [text('one')]);
    const second = await post(general, [text('two')]);
    await rest().patch(Routes.channelMessage(general, first.id), { body: { components: [text('uno')] } });
    const listed = z.array(withId).parse(await rest().get(Routes.channelMessages(general)));
    expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(discord.messagesIn(general).map((message) => message.text)).toEqual(['uno', 'two']);
    await rest().delete(Routes.channelMessage(general, first.id));
    expect(await codeOf(rest().get(Routes.channelMessage(general, first.id)))).toBe(10008);
    expect(discord.violations).toEqual([]);
  });

  it('are not doubled where a nonce is enforced', async () => {
    const body = { nonce: 'delivery-1', enforce_nonce: true };
    const first = await post(general, [text('one')], body);
    expect(await post(general, [text('one')], body)).toMatchObject({ id: first.id, nonce: 'delivery-1' });
    expect((await post(general, [text('one')], { nonce: 'delivery-1' })).id).not.toBe(first.id);
    expect(discord.messagesIn(general)).toHaveLength(2);
    expect(await rest().get(Routes.channelMessage(general, first.id))).not.toHaveProperty('nonce');
  });

  it('reach nobody who closed their DMs, shares no guild or is unknown', async () => {
    const send = async (user: string) => codeOf(post(await dmOf(user), [text('hi')]));
    const closed = discord.addUser({ name: 'Cleo', dms: 'closed' });
    const stranger = discord.addUser({ name: 'Sam', guilds: [] });
    expect(await send(olga)).toBe('ok');
    expect(await send(closed)).toBe(50007);
    expect(await send(stranger)).toBe(50278);
    expect(await codeOf(dmOf('1'))).toBe(50033);
    expect(discord.dmsOf(olga).map((message) => message.text)).toEqual(['hi']);
    expect(discord.dmsOf(closed)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('ring only whom they are allowed to', async () => {
    const hostile = [text(`@everyone <@${ivan}>`)];
    await post(general, hostile);
    await post(general, hostile, { allowed_mentions: { parse: [] } });
    await post(general, hostile, { allowed_mentions: { users: [ivan] } });
    expect(discord.messagesIn(general).map(({ pings }) => pings)).toEqual([['everyone', ivan], [], [ivan]]);
  });

  it('stay out of channels where the bot may not see or write', async () => {
    const absent = discord.addChannel(discord.guild, { name: 'a', bot: 'absent' });
    const reads = discord.addChannel(discord.guild, { name: 'b', bot: 'reads' });
    const secret = discord.addChannel(discord.guild, { name: 'c', only: [olga] });
    const thread = discord.addChannel(discord.guild, { name: 't', kind: 'thread', parent: secret });
    const send = (channel: string) => codeOf(post(channel, [text('hi')]));
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
      expect([components, await codeOf(post(general, components, more))]).toEqual([components, 50035]);
    }
    expect(discord.violations).toHaveLength(refused.length);
    expect(await codeOf(post(general, many(20)))).toBe('ok');
    expect(await codeOf(post(general, [text('x'.repeat(4000))]))).toBe('ok');
  });
});

describe('rules of the local Discord, seen by discord.js', () => {
  it('send too many messages in a channel away, and say how long', async () => {
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
    const client = rest();
    const send = () => client.post(path, { body: { content: 'x' } });
    await expect(send()).rejects.toBeInstanceOf(RateLimitError);
    expect(discord.limited).toEqual([`POST ${general}`, `POST ${general}`]);
    const other = discord.addChannel(discord.guild, { name: 'other' });
    expect(await codeOf(post(other, [text('x')]))).toBe('ok');
  });

  it('count all requests together, but not the answers to interactions', async () => {
    discord.enforce({ global: { requests: 3, window: 60_000 }, channel: BIG, opening: BIG });
    await connect(onSlash((interaction) => interaction.reply('here')));
    const get = () => rest().get(Routes.guild(discord.guild));
    const outcomes = [];
    for (let at = 0; at < 4; at += 1) outcomes.push(await get().then(() => 'ok', String));
    expect(outcomes.filter((outcome) => outcome !== 'ok').length).toBeGreaterThan(0);
    expect(discord.limited).toContain('global');
    expect((await discord.as(olga).slash(general, 'list')).message?.text).toBe('here');
  });

  it('slow down who opens many private chats, not who uses open ones', async () => {
    await dmOf(olga);
    discord.enforce({ global: BIG, channel: BIG, opening: { requests: 1, window: 60_000 } });
    const third = discord.addUser({ name: 'Tia' });
    expect(await codeOf(dmOf(ivan))).toBe('ok');
    expect(await codeOf(dmOf(third))).toBe(40003);
    expect(await codeOf(dmOf(olga))).toBe('ok');
    expect(discord.limited).toEqual(['opening']);
  });

  it('fail as they are told to', async () => {
    const send = () => codeOf(post(general, [text('x')]));
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
    discord.revoke();
    expect(await send()).toBe(0);
  });

  it('list people only with the members intent, and find them by name without it', async () => {
    await start({ membersIntent: false });
    const role = discord.addRole(discord.guild, { name: 'crew', permissions: 1n << 33n });
    discord.giveRole(discord.guild, ivan, role);
    const member = z.looseObject({ user: withId, roles: z.array(z.string()) });
    const query = new URLSearchParams({ query: 'iv', limit: '5' });
    const found = z
      .array(member)
      .parse(await rest().get(Routes.guildMembersSearch(discord.guild), { query }));
    expect(found.map(({ user, roles }) => [user.id, roles])).toEqual([[ivan, [role]]]);
    expect(await codeOf(rest().get(Routes.guildMembers(discord.guild)))).toBe(50001);
    const stranger = discord.addUser({ name: 'Sam', guilds: [] });
    expect(await codeOf(rest().get(Routes.guildMember(discord.guild, stranger)))).toBe(10007);
  });

  it('register commands that Discord takes, and no others', async () => {
    const put = (body: object[]) =>
      codeOf(rest().put(Routes.applicationCommands(discord.applicationId), { body }));
    expect(await put(COMMANDS)).toBe('ok');
    expect(discord.commands().map(({ name }) => name)).toEqual(['meeting', 'Invite to a meeting']);
    const inGuild = Routes.applicationGuildCommands(discord.applicationId, discord.guild);
    expect(await codeOf(rest().put(inGuild, { body: COMMANDS.slice(0, 1) }))).toBe('ok');
    const translated = { query: new URLSearchParams({ with_localizations: 'true' }) };
    expect(await rest().get(inGuild, translated)).toEqual(discord.commands(discord.guild));
    expect(z.array(z.record(z.string(), z.unknown())).parse(await rest().get(inGuild))[0]).not.toHaveProperty(
      'name_localizations',
    );
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
      const api = rest();
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
        Routes.channel(await dmOf(olga)),
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
