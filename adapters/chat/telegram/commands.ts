import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types';
import { commands } from '../../../src/commands/registry.ts';
import { type Catalogue, catalogueFor, locales } from '../../../src/messages/catalogue.ts';

/** One call of setMyCommands (https://core.telegram.org/bots/api#setmycommands). */
export type Menu = {
  readonly scope: BotCommandScope;
  /** Null: for whoever has none of their own language. */
  readonly language: LanguageCode | null;
  readonly commands: readonly BotCommand[];
};

/** The one command of the bot; what follows it are words. */
export const MEETING = 'meeting';

/** Telegram's limit on a description. */
const MOST_CHARACTERS = 256;

/**
 * The menus that people see when they type a slash. In a group the command is ephemeral: only its writer and the
 * bot see it, and the bot may answer so for 15 seconds. In the private chat the commonest ones have their own line.
 */
export function menus(): readonly Menu[] {
  return locales.filter(isLanguage).flatMap((locale, index) => {
    const text = catalogueFor(locale);
    const language = index === 0 ? null : locale;
    const whole = { command: MEETING, description: text.chat.about };
    return [
      { scope: { type: 'all_group_chats' }, language, commands: [{ ...whole, is_ephemeral: true }] },
      { scope: { type: 'all_private_chats' }, language, commands: [whole, ...shortcuts(text)] },
    ] satisfies Menu[];
  });
}

/** "A two-letter ISO 639-1 language code". */
const isLanguage = (locale: string): locale is LanguageCode => /^[a-z]{2}$/.test(locale);

/** Typed as they are, in the private chat: `/list` is `/meeting list`. */
export const SHORTCUTS: ReadonlySet<string> = new Set(['new', 'list', 'code', 'join', 'room', 'me', 'help']);

const shortcuts = (text: Catalogue): readonly BotCommand[] =>
  commands
    .filter(({ name }) => SHORTCUTS.has(name))
    .map(({ name, summary }) => ({
      command: name,
      description: summary(text).slice(0, MOST_CHARACTERS),
    }));
