import { z } from 'zod';
import { UNKNOWN_LOCALE } from '../../../src/messages/reader-of.ts';
import type { Person, Role } from '../../../src/ports/directory.ts';
import { isZone } from '../../../src/time/zones.ts';
import { personId } from './ids.ts';

const flag = z.boolean().default(false);
const name = z.string().default('');

/** https://docs.slack.dev/reference/objects/user-object, as far as it is read. */
const User = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name,
  real_name: name,
  deleted: flag,
  is_admin: flag,
  is_owner: flag,
  is_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  /** In an organization: every workspace of it that they are in. */
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).nullish(),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z
    .object({ display_name: name, real_name: name, email: z.string().nullish() })
    .default({ display_name: '', real_name: '' }),
});

/** A user as Slack describes them. */
export type SlackUser = z.output<typeof User> & { readonly bot: boolean };

/** Slackbot has no `is_bot`, and one id in every workspace. */
const SLACKBOT = 'USLACKBOT';

/** Null: nothing that describes a user. */
export function readUser(given: unknown): SlackUser | null {
  const { success, data } = User.safeParse(given);
  return success ? { ...data, bot: data.is_bot || data.id === SLACKBOT } : null;
}

/** Somebody of another workspace, met in a shared channel, has no role in this one. */
export function roleOf(user: SlackUser, team: string): Role {
  const isHere = (user.team_id ?? team) === team || user.enterprise_user?.teams.includes(team);
  if (user.deleted || user.is_stranger || !isHere) return 'none';
  if (user.is_admin || user.is_owner) return 'admin';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'creator';
}

export const toPerson = (user: SlackUser, team: string): Person => ({
  foreignId: personId(team, user.id),
  name: user.profile.display_name || user.profile.real_name || user.real_name || user.name || user.id,
  handle: user.name || null,
  bot: user.bot,
  zone: user.tz && isZone(user.tz) ? user.tz : null, // Slack's zones are IANA's; this machine may lack one
  locale: localeOf(user.locale),
});

function localeOf(locale: string | null | undefined): string {
  try {
    return locale ? new Intl.Locale(locale.replaceAll('_', '-')).toString() : UNKNOWN_LOCALE;
  } catch {
    return UNKNOWN_LOCALE;
  }
}
