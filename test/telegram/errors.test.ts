import { inspect } from 'node:util';
import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { deliveryError, isUnchanged, migratedTo } from '../../adapters/chat/telegram/errors.ts';
import { en } from '../../src/messages/en.ts';

const CODE = 'K7QW3M9XTB';
const TOKEN = '7000000001:AAcanary';

const refused = (error_code: number, description: string, parameters = {}) =>
  new GrammyError(
    `Call to 'sendMessage' failed!`,
    { ok: false, error_code, description, parameters },
    'sendMessage',
    { chat_id: 1, text: CODE },
  );
/** As node-fetch says it: with the address, and so with the token. */
const network = (code: string | undefined) => {
  const cause = new Error(`request to https://api.telegram.org/bot${TOKEN}/sendMessage failed: ${CODE}`);
  return new HttpError(`Network request for 'sendMessage' failed!`, Object.assign(cause, { code }));
};

const CASES = [
  ['person', refused(403, 'Forbidden: bot was blocked by the user'), 'unreachable', 'blocked'],
  ['person', refused(400, 'Bad Request: USER_IS_BLOCKED'), 'unreachable', 'blocked'],
  [
    'person',
    refused(403, "Forbidden: bot can't initiate conversation with a user"),
    'unreachable',
    'not-started',
  ],
  ['person', refused(400, 'Bad Request: chat not found'), 'unreachable', 'not-started'],
  ['person', refused(400, 'Bad Request: private chat not found'), 'unreachable', 'not-started'],
  ['person', refused(400, 'Bad Request: PEER_ID_INVALID'), 'unreachable', 'not-started'],
  ['person', refused(403, 'Forbidden: a reason of tomorrow'), 'unreachable', 'not-started'],
  ['person', refused(403, 'Forbidden: user is deactivated'), 'unreachable', 'user-gone'],
  ['person', refused(403, "Forbidden: bot can't send messages to bots"), 'unreachable', 'user-gone'],
  ['person', refused(403, "Forbidden: the bot can't send messages to the bot"), 'unreachable', 'user-gone'],
  ['person', refused(400, "Bad Request: can't parse entities: Unsupported start tag"), 'refused', 'rejected'],
  ['group', refused(403, 'Forbidden: bot was kicked from the supergroup chat'), 'refused', 'not-in-channel'],
  ['group', refused(403, 'Forbidden: bot is not a member of the group chat'), 'refused', 'not-in-channel'],
  ['group', refused(403, 'Forbidden: the group chat was deleted'), 'refused', 'channel-gone'],
  ['group', refused(400, 'Bad Request: chat not found'), 'refused', 'channel-gone'],
  ['group', refused(400, 'Bad Request: CHANNEL_PRIVATE'), 'refused', 'channel-gone'],
  ['group', refused(400, 'Bad Request: message thread not found'), 'refused', 'channel-gone'],
  ['group', refused(400, 'Bad Request: TOPIC_CLOSED'), 'refused', 'not-allowed'],
  [
    'group',
    refused(400, 'Bad Request: not enough rights to send text messages to the chat'),
    'refused',
    'not-allowed',
  ],
  ['group', refused(400, 'Bad Request: have no write access to the chat'), 'refused', 'not-allowed'],
  ['group', refused(400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN'), 'refused', 'not-allowed'],
  ['group', refused(400, 'Bad Request: CHAT_ADMIN_REQUIRED'), 'refused', 'not-allowed'],
  ['group', refused(403, 'Forbidden: a reason of tomorrow'), 'refused', 'not-allowed'],
  ['group', refused(400, 'Bad Request: a reason of tomorrow'), 'refused', 'rejected'],
  ['group', refused(400, 'Bad Request: message to edit not found'), 'refused', 'message-gone'],
  ['person', refused(400, "Bad Request: message can't be edited"), 'refused', 'message-gone'],
  ['group', refused(400, 'Bad Request: MESSAGE_ID_INVALID'), 'refused', 'message-gone'],
  ['bot', refused(400, 'Bad Request: query is too old and response timeout expired'), 'refused', 'rejected'],
  ['bot', refused(401, 'Unauthorized'), 'revoked', 'revoked'],
  ['person', refused(404, 'Not Found'), 'revoked', 'revoked'],
  ['person', refused(500, 'Internal Server Error'), 'ambiguous', 'unavailable'],
  ['group', refused(502, 'Bad Gateway'), 'ambiguous', 'unavailable'],
  ['person', network('ECONNREFUSED'), 'failed', 'unavailable'],
  ['person', network('ECONNRESET'), 'ambiguous', 'unavailable'],
  ['person', network(undefined), 'ambiguous', 'unavailable'],
  ['person', new TypeError(CODE), 'ambiguous', 'unavailable'],
] as const;

describe('what Telegram refuses', () => {
  it.each(CASES)('to a %s, %s, is %s: %s', (about, error, failure, reason) => {
    expect(deliveryError(error, about)).toMatchObject({ failure, reason });
    expect(en.reason(reason)).not.toBe(en.reason('no-such-word'));
  });

  it('keeps nothing of the message, nor of the token in its address', () => {
    for (const [about, error] of CASES) {
      const kept = inspect(deliveryError(error, about), { depth: null, showHidden: true });
      expect(kept).not.toContain(CODE);
      expect(kept).not.toContain(TOKEN);
    }
  });

  it('makes a group wait by itself, and people as long as the bot must', () => {
    const error = refused(429, 'Too Many Requests: retry after 30', { retry_after: 30 });
    expect(deliveryError(error, 'group')).toMatchObject({
      failure: 'later',
      retryAfter: 30_000,
      scope: 'place',
    });
    expect(deliveryError(error, 'person')).toMatchObject({ retryAfter: 30_000, scope: 'platform' });
    expect(deliveryError(refused(429, 'Too Many Requests'), 'person').retryAfter).toBeGreaterThan(0);
  });
});

it('knows where a group has gone', () => {
  const upgraded = refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1001,
  });
  expect(migratedTo(upgraded)).toBe(-1001);
  expect(deliveryError(upgraded, 'group')).toMatchObject({ failure: 'refused', reason: 'channel-gone' });
  expect(migratedTo(refused(400, 'Bad Request: chat not found'))).toBeNull();
  expect(migratedTo(network('ECONNRESET'))).toBeNull();
});

it('knows an edit that changes nothing', () => {
  expect(
    isUnchanged(refused(400, 'Bad Request: message is not modified: specified new message content')),
  ).toBe(true);
  expect(isUnchanged(refused(400, 'Bad Request: message to edit not found'))).toBe(false);
  expect(isUnchanged(network('ECONNRESET'))).toBe(false);
});
