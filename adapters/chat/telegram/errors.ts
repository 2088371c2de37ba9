import { GrammyError, HttpError } from 'grammy';
import { DeliveryError } from '../../../src/errors.ts';
import { neverConnected } from '../../../src/never-connected.ts';

/** What a call was about: Telegram's limits and refusals mean different things there. */
export type About = 'person' | 'group' | 'bot';

/**
 * Telegram names its refusals by a sentence only. These are the ones that the Bot API server makes (Client.cpp of
 * github.com/tdlib/telegram-bot-api, MessagesManager.cpp of github.com/tdlib/td) or hands on from behind it, by what
 * to do about them; nowhere else are its words looked at. The first that fits counts.
 */
const OF_PERSON: readonly (readonly [RegExp, string])[] = [
  [/bot was blocked by the user|USER_IS_BLOCKED/i, 'blocked'],
  [/user is deactivated|INPUT_USER_DEACTIVATED|USER_DELETED/i, 'user-gone'],
  [/bot can't send messages to (the bot|bots)|USER_IS_BOT/i, 'user-gone'],
  [/can't initiate conversation|chat not found|PEER_ID_INVALID/i, 'not-started'],
];
const OF_GROUP: readonly (readonly [RegExp, string])[] = [
  [/bot was kicked|bot is not a member/i, 'not-in-channel'],
  [
    /group chat was (deleted|upgraded)|chat not found|PEER_ID_INVALID|CHANNEL_(PRIVATE|INVALID)/i,
    'channel-gone',
  ],
  [/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i, 'channel-gone'],
  [/not enough rights|no (write access|rights)|need administrator rights|TOPIC_CLOSED/i, 'not-allowed'],
  [/CHAT_(WRITE|SEND_\w+)_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED/i, 'not-allowed'],
];
const OF_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [
    /message to (edit|delete) not found|message can't be (edited|deleted)|MESSAGE_ID_INVALID/i,
    'message-gone',
  ],
];

/** Milliseconds to wait where Telegram asks to wait and does not say how long. */
const SHORT_WAIT = 1000;

/**
 * Why Telegram did not do it, with nothing of the request, which is the message, nor of its address, which holds the
 * token: grammY's errors carry both.
 */
export function deliveryError(error: unknown, about: About): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof GrammyError) return refusal(error, about);
  if (error instanceof HttpError && neverConnected(error.error))
    return new DeliveryError('failed', 'unavailable');
  return new DeliveryError('ambiguous', 'unavailable');
}

/** The id of the supergroup that a group has become; null: that was not it. */
export const migratedTo = (error: unknown): number | null =>
  error instanceof GrammyError ? (error.parameters.migrate_to_chat_id ?? null) : null;

/** An edit that would change nothing is refused, although all is as it should be. */
export const isUnchanged = (error: unknown): boolean =>
  error instanceof GrammyError &&
  error.error_code === 400 &&
  /message is not modified/i.test(error.description);

function refusal({ error_code: code, description, parameters }: GrammyError, about: About): DeliveryError {
  switch (code) {
    case 401:
    case 404: // of a token that is none; methods that there are not we do not call
      return new DeliveryError('revoked', 'revoked');
    case 409: // somebody else fetches the same bot's updates, or they go to a webhook
      return new DeliveryError('refused', 'conflict');
    case 429: {
      const wait = (parameters.retry_after ?? 0) * 1000 || SHORT_WAIT;
      // A group has a limit of its own (20 a minute); who sends to people one by one meets the bot's.
      return new DeliveryError('later', 'opened-too-fast', wait, about === 'group' ? 'place' : 'platform');
    }
  }
  if (code >= 500) return new DeliveryError('ambiguous', 'unavailable');
  const reason = reasonOf(description, OF_MESSAGE);
  if (reason !== null) return new DeliveryError('refused', reason);
  const unreachable = about === 'person' ? reasonOf(description, OF_PERSON) : null;
  if (unreachable !== null) return new DeliveryError('unreachable', unreachable);
  // Telegram forbids a bot nothing but people who do not want it.
  if (about === 'person' && code === 403) return new DeliveryError('unreachable', 'not-started');
  const refused = about === 'group' ? reasonOf(description, OF_GROUP) : null;
  return new DeliveryError('refused', refused ?? (code === 403 ? 'not-allowed' : 'rejected'));
}

const reasonOf = (description: string, words: typeof OF_PERSON): string | null =>
  words.find(([said]) => said.test(description))?.[1] ?? null;
