import { inspect } from 'node:util';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf, deliveryError } from '../../adapters/chat/discord/errors.ts';
import { en } from '../../src/messages/en.ts';

const CODE = 'K7QW3M9XTB';
const URL = `https://discord.com/api/v10/channels/1/messages?${CODE}`;
const sent = { body: { components: [CODE] }, files: undefined };
const refused = (code: number, status = 403) =>
  new DiscordAPIError({ code, message: CODE }, code, status, 'POST', URL, sent);
const network = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(CODE), { code }) });
const http = (status: number) => new HTTPError(status, CODE, 'POST', URL, sent);
const limited = (data: Partial<ConstructorParameters<typeof RateLimitError>[0]> = {}) =>
  new RateLimitError({
    global: false,
    hash: CODE,
    limit: 5,
    majorParameter: '1',
    method: 'POST',
    retryAfter: 1500.4,
    route: '/channels/:id/messages',
    scope: 'user',
    sublimitTimeout: 0,
    timeToReset: 1500,
    url: URL,
    ...data,
  });

const CASES = [
  [refused(0, 401), 'revoked', 'revoked'],
  [refused(50007), 'unreachable', 'dm-closed'],
  [refused(50278), 'unreachable', 'no-shared-server'],
  [refused(50033, 400), 'unreachable', 'user-gone'],
  [refused(10013, 404), 'unreachable', 'user-gone'],
  [refused(20026), 'unreachable', 'quarantined'],
  [refused(10003, 404), 'refused', 'channel-gone'],
  [refused(50083, 400), 'refused', 'channel-gone'],
  [refused(50001), 'refused', 'not-in-channel'],
  [refused(50013), 'refused', 'not-allowed'],
  [refused(40058, 400), 'refused', 'not-allowed'],
  [refused(10008, 404), 'refused', 'message-gone'],
  [refused(50005), 'refused', 'message-gone'],
  [refused(50035, 400), 'refused', 'rejected'],
  [refused(200_000, 400), 'refused', 'rejected'],
  [refused(987_654_321), 'refused', 'rejected'],
  [refused(40003), 'later', 'opened-too-fast'],
  [refused(20016, 429), 'later', 'opened-too-fast'],
  [refused(30046, 429), 'later', 'opened-too-fast'],
  [refused(130_000, 500), 'later', 'opened-too-fast'],
  [limited(), 'later', 'opened-too-fast'],
  [new DiscordAPIError({ error: CODE }, CODE, 408, 'POST', URL, sent), 'failed', 'rejected'],
  [network('ECONNREFUSED'), 'failed', 'unavailable'],
  [network('ECONNRESET'), 'ambiguous', 'unavailable'],
  [http(502), 'ambiguous', 'unavailable'],
  [new SyntaxError(CODE), 'ambiguous', 'unavailable'],
] as const;

describe('what Discord refuses', () => {
  it.each(CASES)(
    'says what to do about it, in words that people can be told: %#',
    (error, failure, reason) => {
      expect(deliveryError(error, 'place')).toMatchObject({ failure, reason });
      expect(en.reason(reason)).not.toBe(en.reason('no-such-word'));
    },
  );

  it.each(CASES)('keeps nothing of the message: %#', (error) => {
    expect(inspect(deliveryError(error, 'place'), { depth: null, showHidden: true })).not.toContain(CODE);
  });

  it('tells codes from words of others', () => {
    expect(codeOf(refused(50007))).toBe(50007);
    expect(codeOf(http(502))).toBeNull();
  });
});

describe('a limit', () => {
  it('holds back what the route is about, as long as Discord asks', () => {
    expect(deliveryError(limited(), 'place')).toMatchObject({ retryAfter: 1501, scope: 'place' });
    expect(deliveryError(limited({ sublimitTimeout: 9000 }), 'workspace')).toMatchObject({
      retryAfter: 9000,
      scope: 'workspace',
    });
    expect(deliveryError(limited({ scope: 'shared' }), 'place')).toMatchObject({ scope: 'place' });
  });

  it('holds back everything when it is for everything, or not of Discord but of what stands before it', () => {
    expect(deliveryError(limited({ global: true }), 'place')).toMatchObject({ scope: 'platform' });
    const before = limited({ limit: Number.POSITIVE_INFINITY, retryAfter: 0 });
    expect(deliveryError(before, 'place')).toMatchObject({ scope: 'platform', retryAfter: 1000 });
  });

  it('of opening private chats does not hold back those that are open', () => {
    expect(deliveryError(refused(40003), 'platform')).toMatchObject({ scope: 'place' });
  });
});
