import { isWeb } from '../../../src/messages/is-web.ts';

/** What Telegram takes, in characters (UTF-16 units, the stricter reading) or pieces: https://core.telegram.org/bots/api */
export const LIMIT = {
  text: 4096, // a message, after its markup is parsed
  data: 64, // callback_data, in bytes
  copied: 256, // what a button copies
  url: 2048, // no published limit; what browsers and servers take
  label: 64, // no published limit; a phone shows about half of it
  buttons: 100, // more in one message are refused
  alert: 200, // answerCallbackQuery
} as const;

/**
 * Whether a button or link may open it. Telegram refuses a message whose button names a host without a dot, such as
 * `localhost` ("Wrong HTTP URL": LinkManager::check_link_impl of github.com/tdlib/td).
 */
export function opens(url: string): boolean {
  return takes(url) && /[.:]/.test(new URL(url).hostname);
}

export const takes = (url: string): boolean => url.length <= LIMIT.url && isWeb(url);
