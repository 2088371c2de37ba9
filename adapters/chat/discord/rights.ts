import { PermissionFlagsBits as Bit, OverwriteType } from 'discord.js';
import { z } from 'zod';
import type { Time } from '../../../src/clock.ts';

const bits = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt);

/** https://docs.discord.com/developers/resources/guild, as far as it is read. */
export const Guild = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      permissions: bits,
      mentionable: z.boolean().default(false),
    }),
  ),
});
export type Guild = z.output<typeof Guild>;

/** https://docs.discord.com/developers/resources/channel: one in private has `recipients`, a thread a `parent_id`. */
export const Channel = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  recipients: z.array(z.object({ id: z.string() })).default([]),
  permission_overwrites: z
    .array(z.object({ id: z.string(), type: z.number(), allow: bits, deny: bits }))
    .nullish()
    .transform((overwrites) => overwrites ?? []),
});
export type Channel = z.output<typeof Channel>;

/** Somebody in a guild, as far as rights go. */
export type Holder = {
  readonly user: string;
  readonly roles: readonly string[];
  /** A member on time-out can only look on until then. */
  readonly silentUntil: Time | null;
};

const ALL = Object.values(Bit).reduce((sum, bit) => sum | bit, 0n);
const LOOKING_ON = Bit.ViewChannel | Bit.ReadMessageHistory;

/** What a member may do in the whole guild: https://docs.discord.com/developers/topics/permissions */
export function guildRights(guild: Guild, { user, roles, silentUntil }: Holder, now: Time): bigint {
  if (guild.owner_id === user) return ALL;
  const held = guild.roles.filter(({ id }) => id === guild.id || roles.includes(id));
  const sum = held.reduce((all, { permissions }) => all | permissions, 0n);
  if ((sum & Bit.Administrator) !== 0n) return ALL;
  return silentUntil !== null && silentUntil > now ? sum & LOOKING_ON : sum;
}

/** What is left or added of it in a channel: for everyone, then for the roles together, then for the member. */
export function channelRights(guild: Guild, channel: Channel, holder: Holder, now: Time): bigint {
  const base = guildRights(guild, holder, now);
  if ((base & Bit.Administrator) !== 0n) return base;
  const { roles, user } = holder;
  const rights = [
    ({ id, type }: Overwrite) => type === OverwriteType.Role && id === guild.id,
    ({ id, type }: Overwrite) => type === OverwriteType.Role && id !== guild.id && roles.includes(id),
    ({ id, type }: Overwrite) => type === OverwriteType.Member && id === user,
  ].reduce((before, concerns) => overwritten(before, channel.permission_overwrites.filter(concerns)), base);
  return holder.silentUntil !== null && holder.silentUntil > now ? rights & LOOKING_ON : rights;
}

type Overwrite = Channel['permission_overwrites'][number];

function overwritten(before: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((sum, one) => sum | one.deny, 0n);
  const allow = overwrites.reduce((sum, one) => sum | one.allow, 0n);
  return (before & ~deny) | allow;
}

export const can = (rights: bigint, bit: bigint): boolean => (rights & bit) === bit;
