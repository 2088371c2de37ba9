/** What Telegram takes behind `?start=`: https://core.telegram.org/bots/features#deep-linking */
const TAKEN = /^[\w-]{1,64}$/;

/**
 * What a link may ask for. Anybody can make such a link and lure somebody into it, so it opens, shows and asks, and
 * changes nothing of a meeting.
 */
const OPENABLE: ReadonlySet<string> = new Set([
  'ask',
  'code',
  'enter',
  'help',
  'join',
  'list',
  'me',
  'new',
  'next', // a form of theirs, where it stands
  'room',
  'settings',
  'show',
]);

/**
 * A button's press as the payload of a link that opens the private chat, where the same press is then run for
 * whoever opened it: it says what is asked for and holds no secret. Null: it does not fit, or is nothing for a link.
 */
export function startPayload(press: string): string | null {
  const [name = '', ...args] = press.split(':');
  if (args.length > 1 || !OPENABLE.has(name)) return null;
  const payload = [name, ...args].join('_');
  return TAKEN.test(payload) ? payload : null;
}

/** The press that a payload stands for; null: none. The first underscore ends the name, ids have some too. */
export function readStartPayload(payload: string): string | null {
  if (!TAKEN.test(payload)) return null;
  const [, name = '', argument] = /^([a-z]+)(?:_(.+))?$/.exec(payload) ?? [];
  if (!OPENABLE.has(name)) return null;
  return argument === undefined ? name : `${name}:${argument}`;
}

/** Opens the private chat with the bot, which then gets the payload by `/start`. */
export const startUrl = (bot: string, payload: string): string => `https://t.me/${bot}?start=${payload}`;
