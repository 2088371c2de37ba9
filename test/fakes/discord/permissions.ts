import type { Channel, DiscordState, Guild } from './state.ts';

/** Bits of discord.com/developers/docs/topics/permissions. */
export const BITS = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
  manageEvents: 1n << 33n,
  manageThreads: 1n << 34n,
  sendInThreads: 1n << 38n,
} as const;

/** What @everyone may do in a new guild. */
export const EVERYONE =
  BITS.viewChannel | BITS.sendMessages | BITS.readHistory | BITS.useCommands | BITS.sendInThreads;

const ALL = (1n << 51n) - 1n;

/** What somebody may do in the whole guild. */
export function guildPermissions(guild: Guild, user: string): bigint {
  const member = guild.members.get(user);
  if (!member) return 0n;
  if (guild.owner === user) return ALL;
  const held = guild.roles.filter(({ id }) => id === guild.id || member.roles.has(id));
  const sum = held.reduce((bits, { permissions }) => bits | permissions, 0n);
  return sum & BITS.administrator ? ALL : sum;
}

/** What somebody may do in a channel, as Discord reckons it: a thread follows its parent. */
export function channelPermissions(state: DiscordState, channel: Channel, user: string): bigint {
  if (channel.guild === null) return channel.recipient === user || user === state.botUser ? EVERYONE : 0n;
  const guild = state.guild(channel.guild);
  const base = guildPermissions(guild, user);
  if (base === ALL || base === 0n) return base;
  if (channel.parent !== null) {
    const above = channelPermissions(state, state.channel(channel.parent), user);
    const open = channel.type !== 12 || channel.people.has(user) || (above & BITS.manageThreads) !== 0n;
    return open ? above : 0n;
  }
  const roles = state.member(guild.id, user).roles;
  const apply = (bits: bigint, which: (id: string, type: 0 | 1) => boolean): bigint => {
    const chosen = channel.overwrites.filter(({ id, type }) => which(id, type));
    const deny = chosen.reduce((sum, one) => sum | one.deny, 0n);
    const allow = chosen.reduce((sum, one) => sum | one.allow, 0n);
    return (bits & ~deny) | allow;
  };
  const everyone = apply(base, (id) => id === guild.id);
  const byRole = apply(everyone, (id, type) => type === 0 && id !== guild.id && roles.has(id));
  return apply(byRole, (id, type) => type === 1 && id === user);
}

export const may = (state: DiscordState, channel: Channel, user: string, bit: bigint): boolean =>
  (channelPermissions(state, channel, user) & bit) === bit;
