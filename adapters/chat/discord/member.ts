import { PermissionFlagsBits as Bit } from 'discord.js';
import { z } from 'zod';
import type { Time } from '../../../src/clock.ts';
import { asId } from '../../../src/ids.ts';
import { UNKNOWN_LOCALE } from '../../../src/messages/reader-of.ts';
import type { Person, Role } from '../../../src/ports/directory.ts';
import { can, type Guild, guildRights, type Holder } from './rights.ts';

/** https://docs.discord.com/developers/resources/user, as far as it is read. */
export const User = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().default(false),
});
export type User = z.output<typeof User>;

/** https://docs.discord.com/developers/resources/guild#guild-member-object, likewise. */
export const Member = z
  .object({
    user: User,
    nick: z.string().nullish(),
    roles: z.array(z.string()),
    pending: z.boolean().default(false),
    communication_disabled_until: z.string().nullish(),
  })
  .transform(({ communication_disabled_until: silent, ...member }) => ({
    ...member,
    silentUntil: silent ? Date.parse(silent) : null,
  }));
export type Member = z.output<typeof Member>;

export const holderOf = ({ user, roles, silentUntil }: Member): Holder => ({
  user: user.id,
  roles,
  silentUntil,
});

/** Whoever has not yet agreed to the rules of the server is a guest there. */
export function roleIn(guild: Guild, member: Member, now: Time): Role {
  const rights = guildRights(guild, holderOf(member), now);
  if (can(rights, Bit.ManageGuild)) return 'admin';
  if (member.pending) return 'guest';
  return can(rights, Bit.ManageEvents) ? 'creator' : 'member';
}

/** Discord tells bots no zone, and the language only with what a person does. */
export const toPerson = (user: User, nick: string | null | undefined = null): Person => ({
  foreignId: asId(user.id),
  name: nick || user.global_name || user.username,
  handle: user.username,
  bot: user.bot,
  zone: null,
  locale: UNKNOWN_LOCALE,
});
