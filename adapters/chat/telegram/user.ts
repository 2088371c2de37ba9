import { z } from 'zod';
import { UNKNOWN_LOCALE } from '../../../src/messages/reader-of.ts';
import type { Person } from '../../../src/ports/directory.ts';
import { chatId } from './ids.ts';

/** https://core.telegram.org/bots/api#user, as far as it is read. A private chat describes its person by the same names. */
const User = z.object({
  id: z.int().positive(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().nullish(),
  username: z.string().nullish(),
  language_code: z.string().nullish(),
});

/** A user as Telegram describes them. */
export type TelegramUser = z.output<typeof User>;

/** Null: nothing that describes a user. */
export const readUser = (given: unknown): TelegramUser | null => User.safeParse(given).data ?? null;

/** A deleted account has no name left. */
export const isDeleted = (user: TelegramUser): boolean => nameOf(user) === '';

export const toPerson = (user: TelegramUser): Person => ({
  foreignId: chatId(user.id),
  name: nameOf(user) || user.username || String(user.id),
  handle: user.username || null,
  bot: user.is_bot,
  zone: null, // Telegram tells nobody's
  locale: localeOf(user.language_code),
});

const nameOf = ({ first_name, last_name }: TelegramUser): string => `${first_name} ${last_name ?? ''}`.trim();

/** An IETF tag, such as `pt-br`, and only in what the person does. */
function localeOf(language: string | null | undefined): string {
  try {
    return language ? new Intl.Locale(language).toString() : UNKNOWN_LOCALE;
  } catch {
    return UNKNOWN_LOCALE;
  }
}
