import { asId, type ForeignId, type Platform } from '../../../src/ids.ts';

export const DISCORD = asId<Platform>('discord');

/** Discord's ids are 64-bit numbers, written in decimal: https://docs.discord.com/developers/reference#snowflakes */
export const isSnowflake = (id: string): boolean => /^[1-9]\d{0,19}$/.test(id);

const DM = 'dm:';

/** The workspace of a person's private chat with the bot, which is in no guild (SPEC.md §1). */
export const dmOf = (user: string): ForeignId => asId(`${DM}${user}`);

/** Whose private chat the workspace is; null: it is a guild. */
export function userOfDm(workspace: string): string | null {
  if (!workspace.startsWith(DM)) return null;
  const user = workspace.slice(DM.length);
  return isSnowflake(user) ? user : null;
}

export const isDm = (workspace: string): boolean => userOfDm(workspace) !== null;
