import { registered } from './command-methods.ts';
import { INTENT } from './gateway.ts';
import { BITS, EVERYONE } from './permissions.ts';
import { shown } from './shown.ts';
import type { Channel, DiscordState, Guild, Member, Overwrite } from './state.ts';
import type { Json, Message, NewChannel, NewRole, NewUser } from './types.ts';
import { channelJson, guildCreate, memberJson, roleJson, userJson } from './wire.ts';

type Joined = {
  readonly roles?: readonly string[];
  readonly nick?: string | null;
  readonly pending?: boolean;
};

const TYPES = { text: 0, forum: 15, thread: 11, 'private-thread': 12 } as const;

/** What there is in Discord, to be looked at and changed; the bot is told of it as Discord tells. */
export abstract class World {
  readonly state: DiscordState;
  /** The guild that everybody is in who is told to be in no other. */
  abstract readonly guild: string;

  constructor(state: DiscordState) {
    this.state = state;
  }

  /** Tells the bot, where it asked for the intent. */
  protected abstract announce(event: string, payload: unknown, intent: number): void;

  /** Its owner is nobody who matters, unless told. */
  addGuild({ name, owner = this.#ghost(name) }: { readonly name: string; readonly owner?: string }): string {
    const id = this.state.id();
    const guild: Guild = {
      id,
      name,
      owner,
      members: new Map(),
      bans: new Set(),
      roles: [{ id, name: '@everyone', permissions: EVERYONE, mentionable: false }],
      commands: [],
      here: true,
      available: true,
    };
    this.state.guilds.set(id, guild);
    for (const user of [owner, this.state.botUser])
      guild.members.set(user, { user, roles: new Set(), nick: null, silentUntil: null, pending: false });
    this.announce('GUILD_CREATE', guildCreate(this.state, guild), INTENT.guilds);
    return id;
  }

  /** The bot is removed from the guild. */
  removeBot(id: string): void {
    const guild = this.state.guild(id);
    guild.here = false;
    guild.members.delete(this.state.botUser);
    this.announce('GUILD_DELETE', { id }, INTENT.guilds);
  }

  /** The guild is unavailable for the time being. */
  outage(id: string): void {
    this.state.guild(id).available = false;
    this.announce('GUILD_DELETE', { id, unavailable: true }, INTENT.guilds);
  }

  /** It is available again. */
  recover(id: string): void {
    const guild = this.state.guild(id);
    guild.available = true;
    this.announce('GUILD_CREATE', guildCreate(this.state, guild), INTENT.guilds);
  }

  addUser({
    name,
    username,
    locale = 'en-US',
    bot = false,
    dms = 'open',
    guilds = [this.guild],
  }: NewUser): string {
    const id = this.state.id();
    const handle = username ?? name.toLowerCase().replace(/[^a-z0-9_.]/g, '');
    this.state.users.set(id, { id, name, username: handle, locale, bot, dms });
    for (const guild of guilds) this.join(guild, id);
    return id;
  }

  /** What the person lets the bot do from now on. */
  setDms(user: string, dms: 'open' | 'closed'): void {
    this.state.user(user).dms = dms;
  }

  join(id: string, user: string, { roles = [], nick = null, pending = false }: Joined = {}): void {
    const guild = this.state.guild(id);
    guild.bans.delete(user);
    const member = { user, roles: new Set(roles), nick, silentUntil: null, pending };
    guild.members.set(user, member);
    this.announce('GUILD_MEMBER_ADD', { guild_id: id, ...memberJson(this.state, member) }, INTENT.members);
  }

  leave(id: string, user: string): void {
    this.state.guild(id).members.delete(user);
    for (const channel of this.state.channels.values()) if (channel.guild === id) channel.people.delete(user);
    const gone = { guild_id: id, user: userJson(this.state.user(user)) };
    this.announce('GUILD_MEMBER_REMOVE', gone, INTENT.members);
  }

  ban(id: string, user: string): void {
    this.state.guild(id).bans.add(user);
    const banned = { guild_id: id, user: userJson(this.state.user(user)) };
    this.announce('GUILD_BAN_ADD', banned, INTENT.moderation);
    this.leave(id, user);
  }

  addRole(guild: string, { name, permissions = 0n, mentionable = false }: NewRole): string {
    const role = { id: this.state.id(), name, permissions, mentionable };
    const count = this.state.guild(guild).roles.push(role);
    const made = { guild_id: guild, role: roleJson(role, count - 1) };
    this.announce('GUILD_ROLE_CREATE', made, INTENT.guilds);
    return role.id;
  }

  giveRole(guild: string, user: string, role: string): void {
    const member = this.state.member(guild, user);
    member.roles.add(role);
    this.#updated(guild, member);
  }

  /** Mutes somebody until then, in milliseconds since 1970. */
  timeOut(guild: string, user: string, until: number): void {
    const member = this.state.member(guild, user);
    member.silentUntil = until;
    this.#updated(guild, member);
  }

  addChannel(guild: string, { name, only, kind = 'text', parent, bot = 'writes' }: NewChannel): string {
    const channel: Channel = {
      id: this.state.id(),
      guild,
      recipient: null,
      name,
      type: TYPES[kind],
      parent: parent ?? null,
      overwrites: this.#overwrites(guild, only, bot),
      people: new Set([...(only ?? []), ...(bot === 'absent' ? [] : [this.state.botUser])]),
    };
    this.state.channels.set(channel.id, channel);
    const thread = channel.type === 11 || channel.type === 12;
    const event = thread ? 'THREAD_CREATE' : 'CHANNEL_CREATE';
    this.announce(event, channelJson(this.state, channel), INTENT.guilds);
    return channel.id;
  }

  removeChannel(id: string): void {
    const channel = this.state.channel(id);
    this.announce('CHANNEL_DELETE', channelJson(this.state, channel), INTENT.guilds);
    this.state.channels.delete(id);
  }

  /** What is registered, for all guilds or for one. */
  commands(guild?: string): readonly Json[] {
    return guild === undefined ? this.state.commands : this.state.guild(guild).commands;
  }

  /** Registers commands without a request, for tests that do not care how they got there. */
  register(commands: readonly Json[], guild?: string): void {
    const made = registered(this.state, commands, guild ?? null);
    if (guild === undefined) this.state.commands = made;
    else this.state.guild(guild).commands = made;
  }

  /** What stands in the private chat of the person and the bot. */
  dmsOf(user: string): Message[] {
    const channel = this.state.dmOf(user);
    return channel ? this.messagesIn(channel.id) : [];
  }

  messagesIn(channel: string): Message[] {
    return this.state.messagesIn(channel).map((message) => shown(this.state, message));
  }

  /** What only this person sees, in all channels, oldest first. */
  ephemeralsOf(user: string): Message[] {
    return this.state.ephemeralsOf(user).map((message) => shown(this.state, message));
  }

  /** Somebody writes a message. */
  say(user: string, channel: string, content: string): Message {
    const rest = { components: [], flags: 0, nonce: null, pings: [], only: null, interaction: null };
    return shown(this.state, this.state.put({ ...rest, author: user, channel, content }));
  }

  removeMessage({ id }: Message): void {
    const message = this.state.message(id);
    if (message) this.state.remove(message);
  }

  #updated(guild: string, member: Member): void {
    const changed = { guild_id: guild, ...memberJson(this.state, member) };
    this.announce('GUILD_MEMBER_UPDATE', changed, INTENT.members);
  }

  #overwrites(
    guild: string,
    only: readonly string[] | undefined,
    bot: NonNullable<NewChannel['bot']>,
  ): Overwrite[] {
    const view = BITS.viewChannel;
    const nobody: Overwrite[] = only ? [{ id: guild, type: 0, allow: 0n, deny: view }] : [];
    const people = (only ?? []).map((id): Overwrite => ({ id, type: 1, allow: view, deny: 0n }));
    const id = this.state.botUser;
    if (bot === 'absent') return [...nobody, ...people, { id, type: 1, allow: 0n, deny: view }];
    if (bot === 'reads') return [...nobody, ...people, { id, type: 1, allow: view, deny: BITS.sendMessages }];
    return only ? [...nobody, ...people, { id, type: 1, allow: view, deny: 0n }] : [];
  }

  #ghost(guild: string): string {
    return this.addUser({ name: `Owner of ${guild}`, guilds: [] });
  }
}
