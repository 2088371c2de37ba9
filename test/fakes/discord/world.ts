import { type Gateway, INTENT } from './gateway.ts';
import { BITS, EVERYONE } from './permissions.ts';
import type { Channel, DiscordState, Guild, Member, Overwrite } from './state.ts';
import type { NewChannel, NewRole, NewUser } from './types.ts';
import { channelJson, guildCreate, memberJson, roleJson, userJson } from './wire.ts';

const TYPES = { text: 0, forum: 15, thread: 11, 'private-thread': 12 } as const;

/** Changes what there is in Discord, and tells the bot of it as Discord does. */
export class World {
  readonly #state: DiscordState;
  readonly #gateway: Gateway;

  constructor(state: DiscordState, gateway: Gateway) {
    this.#state = state;
    this.#gateway = gateway;
  }

  /** Its owner is nobody who matters, unless told. */
  addGuild(name: string, owner: string = this.#ghost(name)): string {
    const id = this.#state.id();
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
    this.#state.guilds.set(id, guild);
    for (const user of [owner, this.#state.botUser])
      guild.members.set(user, { user, roles: new Set(), nick: null, silentUntil: null });
    this.#gateway.dispatch('GUILD_CREATE', guildCreate(this.#state, guild), INTENT.guilds);
    return id;
  }

  removeBot(id: string): void {
    const guild = this.#state.guild(id);
    guild.here = false;
    guild.members.delete(this.#state.botUser);
    this.#gateway.dispatch('GUILD_DELETE', { id }, INTENT.guilds);
  }

  outage(id: string): void {
    this.#state.guild(id).available = false;
    this.#gateway.dispatch('GUILD_DELETE', { id, unavailable: true }, INTENT.guilds);
  }

  recover(id: string): void {
    const guild = this.#state.guild(id);
    guild.available = true;
    this.#gateway.dispatch('GUILD_CREATE', guildCreate(this.#state, guild), INTENT.guilds);
  }

  addUser({ name, username, locale = 'en-US', bot = false, dms = 'open', guilds = [] }: NewUser): string {
    const id = this.#state.id();
    const handle = username ?? name.toLowerCase().replace(/[^a-z0-9_.]/g, '');
    this.#state.users.set(id, { id, name, username: handle, locale, bot, dms });
    for (const guild of guilds) this.join(guild, id);
    return id;
  }

  join(id: string, user: string, roles: readonly string[] = [], nick: string | null = null): void {
    const guild = this.#state.guild(id);
    guild.bans.delete(user);
    const member = { user, roles: new Set(roles), nick, silentUntil: null };
    guild.members.set(user, member);
    this.#gateway.dispatch(
      'GUILD_MEMBER_ADD',
      { guild_id: id, ...memberJson(this.#state, member) },
      INTENT.members,
    );
  }

  leave(id: string, user: string): void {
    this.#state.guild(id).members.delete(user);
    for (const channel of this.#state.channels.values())
      if (channel.guild === id) channel.people.delete(user);
    const gone = { guild_id: id, user: userJson(this.#state.user(user)) };
    this.#gateway.dispatch('GUILD_MEMBER_REMOVE', gone, INTENT.members);
  }

  ban(id: string, user: string): void {
    this.#state.guild(id).bans.add(user);
    const banned = { guild_id: id, user: userJson(this.#state.user(user)) };
    this.#gateway.dispatch('GUILD_BAN_ADD', banned, INTENT.moderation);
    this.leave(id, user);
  }

  addRole(guild: string, { name, permissions = 0n, mentionable = false }: NewRole): string {
    const role = { id: this.#state.id(), name, permissions, mentionable };
    const count = this.#state.guild(guild).roles.push(role);
    const made = { guild_id: guild, role: roleJson(role, count - 1) };
    this.#gateway.dispatch('GUILD_ROLE_CREATE', made, INTENT.guilds);
    return role.id;
  }

  giveRole(guild: string, user: string, role: string): void {
    const member = this.#state.member(guild, user);
    member.roles.add(role);
    this.#updated(guild, member);
  }

  timeOut(guild: string, user: string, until: number): void {
    const member = this.#state.member(guild, user);
    member.silentUntil = until;
    this.#updated(guild, member);
  }

  addChannel(guild: string, { name, only, kind = 'text', parent, bot = 'writes' }: NewChannel): string {
    const channel: Channel = {
      id: this.#state.id(),
      guild,
      recipient: null,
      name,
      type: TYPES[kind],
      parent: parent ?? null,
      overwrites: this.#overwrites(guild, only, bot),
      people: new Set([...(only ?? []), ...(bot === 'absent' ? [] : [this.#state.botUser])]),
    };
    this.#state.channels.set(channel.id, channel);
    const thread = channel.type === 11 || channel.type === 12;
    const event = thread ? 'THREAD_CREATE' : 'CHANNEL_CREATE';
    this.#gateway.dispatch(event, channelJson(this.#state, channel), INTENT.guilds);
    return channel.id;
  }

  removeChannel(id: string): void {
    const channel = this.#state.channel(id);
    this.#gateway.dispatch('CHANNEL_DELETE', channelJson(this.#state, channel), INTENT.guilds);
    this.#state.channels.delete(id);
  }

  #updated(guild: string, member: Member): void {
    const changed = { guild_id: guild, ...memberJson(this.#state, member) };
    this.#gateway.dispatch('GUILD_MEMBER_UPDATE', changed, INTENT.members);
  }

  #overwrites(
    guild: string,
    only: readonly string[] | undefined,
    bot: NonNullable<NewChannel['bot']>,
  ): Overwrite[] {
    const view = BITS.viewChannel;
    const nobody: Overwrite[] = only ? [{ id: guild, type: 0, allow: 0n, deny: view }] : [];
    const people = (only ?? []).map((id): Overwrite => ({ id, type: 1, allow: view, deny: 0n }));
    const id = this.#state.botUser;
    if (bot === 'absent') return [...nobody, ...people, { id, type: 1, allow: 0n, deny: view }];
    if (bot === 'reads') return [...nobody, ...people, { id, type: 1, allow: view, deny: BITS.sendMessages }];
    return only ? [...nobody, ...people, { id, type: 1, allow: view, deny: 0n }] : [];
  }

  #ghost(guild: string): string {
    return this.addUser({ name: `Owner of ${guild}` });
  }
}
