import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { refusalOf } from '../../adapters/conference/zoom/errors.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { badPasscode, dailyLimit, noMeeting } from '../fakes/zoom/refusals.ts';

const refusal = (status: number, body: string, headers: Record<string, string> = {}) =>
  refusalOf(status, new Headers(headers), body, MORNING);
const said = (code: number, message = '') => JSON.stringify({ code, message });

it.each([
  [401, said(124), 'permanent', 'credentials'],
  [401, '', 'permanent', 'credentials'],
  [400, said(4700), 'permanent', 'scopes'],
  [400, said(4711), 'permanent', 'scopes'],
  [404, said(1001), 'permanent', 'no-account'],
  [400, said(1010), 'permanent', 'no-account'],
  [404, noMeeting('1').body, 'permanent', 'not-there'],
  [400, said(3000), 'permanent', 'not-there'],
  [400, said(3002), 'transient', 'in-progress'],
  [400, said(3003), 'permanent', 'rejected'],
  [400, said(300), 'permanent', 'rejected'],
  [404, '<html>Not found</html>', 'permanent', 'rejected'],
  [500, said(300), 'transient', 'unavailable'],
  [502, '<html>Bad gateway</html>', 'transient', 'unavailable'],
  [429, said(429, 'Try again later.'), 'transient', 'busy'],
] as const)('reads %i %s as %s, %s', (status, body, failure, reason) => {
  expect(refusal(status, body)).toMatchObject({ failure, reason });
});

it('understands that a passcode is refused, which Zoom says in XML', () => {
  const { status, body } = badPasscode('Password must have at least one number.');
  expect(refusal(status, body)).toMatchObject({ code: 300, fields: ['password'], reason: 'passcode-policy' });
});

it('does not try again today what is over the limit of the day', () => {
  const { status, body } = dailyLimit();
  expect(refusal(status, body)).toMatchObject({ failure: 'permanent', reason: 'daily-limit' });
  const later = (headers: Record<string, string>) => refusal(429, said(429), headers).reason;
  expect(later({ 'x-ratelimit-type': 'Daily-limit' })).toBe('daily-limit');
  expect(later({ 'retry-after': '2026-11-25T00:00:00Z' })).toBe('daily-limit');
  expect(later({ 'retry-after': '3600' })).toBe('daily-limit');
  expect(later({ 'retry-after': '1', 'x-ratelimit-type': 'QPS' })).toBe('busy');
});

it('keeps nothing of what Zoom quotes', () => {
  const quoted = said(300, 'Invalid password canary1234 of https://zoom.example/j/1?pwd=canary');
  expect(inspect(refusal(400, quoted), { depth: null })).not.toContain('canary');
});
