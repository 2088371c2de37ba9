import { inspect } from 'node:util';
import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { deliveryError } from '../../adapters/chat/slack/errors.ts';
import { en } from '../../src/messages/en.ts';

const CODE = 'K7QW3M9XTB';
const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const network = (code: string) =>
  new webApi.WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error(CODE), { code }) }),
  );
const http = (status: number) => new webApi.WebAPIHTTPError(status, 'text', {}, { sent: CODE });

const CASES = [
  [refused('token_revoked'), 'revoked', 'revoked'],
  [refused('account_inactive'), 'revoked', 'revoked'],
  [refused('invalid_auth'), 'revoked', 'revoked'],
  [refused('user_disabled'), 'unreachable', 'user-gone'],
  [refused('cannot_dm_bot'), 'unreachable', 'user-gone'],
  [refused('messages_tab_disabled'), 'unreachable', 'dm-closed'],
  [refused('channel_not_found'), 'refused', 'channel-gone'],
  [refused('is_archived'), 'refused', 'channel-gone'],
  [refused('not_in_channel'), 'refused', 'not-in-channel'],
  [refused('restricted_action'), 'refused', 'not-allowed'],
  [refused('message_not_found'), 'refused', 'message-gone'],
  [refused('a_word_of_tomorrow'), 'refused', 'rejected'],
  [refused('constructor'), 'refused', 'rejected'],
  [refused('service_unavailable'), 'failed', 'unavailable'],
  [refused('internal_error'), 'ambiguous', 'unavailable'],
  [refused(`<html>${CODE}</html>`), 'ambiguous', 'unavailable'],
  [network('ECONNREFUSED'), 'failed', 'unavailable'],
  [network('ECONNRESET'), 'ambiguous', 'unavailable'],
  [http(502), 'ambiguous', 'unavailable'],
  [http(404), 'failed', 'rejected'],
  [new TypeError(CODE), 'ambiguous', 'unavailable'],
] as const;

describe('what Slack refuses', () => {
  it('says what to do about it, in words that people can be told', () => {
    for (const [error, failure, reason] of CASES) {
      expect(deliveryError(error)).toMatchObject({ failure, reason });
      expect(en.reason(reason)).not.toBe(en.reason('no-such-word'));
    }
  });

  it('keeps nothing of the message', () => {
    for (const [error] of CASES)
      expect(inspect(deliveryError(error), { depth: null, showHidden: true })).not.toContain(CODE);
  });

  it('waits as long as Slack asks, where Slack asks it', () => {
    const error = new webApi.WebAPIRateLimitedError(30);
    expect(deliveryError(error, 'place')).toMatchObject({
      failure: 'later',
      retryAfter: 30_000,
      scope: 'place',
    });
    expect(deliveryError(error)).toMatchObject({ scope: 'workspace' });
  });
});
