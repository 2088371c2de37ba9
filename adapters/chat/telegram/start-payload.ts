/** What Telegram takes behind `?start=`: https://core.telegram.org/bots/features#deep-linking */
const TAKEN = /^[\w-]{1,64}$/;

/**
 * A button's press as the payload of a link that opens the private chat, where the same press is then run for
 * whoever opened it: it says what is asked for and holds no secret. Null: it does not fit.
 */
export function startPayload(press: string): string | null {
  const [name = '', ...args] = press.split(':');
  if (args.length > 1) return null;
  const payload = [name, ...args].join('_');
  return TAKEN.test(payload) && !name.includes('_') ? payload : null;
}

/** The press that a payload stands for; null: none. The first underscore ends the name, ids have some too. */
export function readStartPayload(payload: string): string | null {
  if (!TAKEN.test(payload)) return null;
  const [, name, argument] = /^([a-z-]+)(?:_(.+))?$/.exec(payload) ?? [];
  if (name === undefined) return null;
  return argument === undefined ? name : `${name}:${argument}`;
}

/** Opens the private chat with the bot, which then gets the payload by `/start`. */
export const startUrl = (bot: string, payload: string | null): string =>
  `https://t.me/${bot}${payload === null ? '?start' : `?start=${payload}`}`;
