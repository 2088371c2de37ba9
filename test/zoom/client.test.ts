import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { ConferenceError } from '../../src/errors.ts';
import { aCall, aGuest, aZoom, never } from './a-zoom.ts';

const caught = (pending: Promise<unknown>): Promise<unknown> =>
  pending.then(
    () => 'nothing',
    (error: unknown) => error,
  );

it('fetches one token for all that ask at once, and another before it runs out', async () => {
  const { zoom, clock, provider } = await aZoom();
  await Promise.all([1, 2, 3, 4, 5].map(() => provider.create(aCall(), never)));
  expect(zoom.calls('token')).toBe(1);
  await clock.advance(58 * MINUTE);
  await provider.create(aCall(), never);
  expect(zoom.calls('token')).toBe(1);
  await clock.advance(MINUTE + SECOND);
  await provider.create(aCall(), never);
  expect(zoom.calls('token')).toBe(2);
});

it('fetches a new token once when Zoom does not take the old one any more', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.expireTokens();
  const ways = ['ivan', 'zoe', 'lee'].map((name) => provider.admit(foreignId, aGuest(name), never));
  await Promise.all(ways);
  expect(zoom.calls('token')).toBe(2);
});

it('does not ask for ever when no token is taken', async () => {
  const { zoom, provider } = await aZoom();
  zoom.fail('user', { status: 401, body: '{"code":124,"message":"Invalid access token."}', times: 99 });
  expect(await caught(provider.create(aCall(), never))).toMatchObject({
    failure: 'permanent',
    reason: 'credentials',
  });
  expect(zoom.calls('user')).toBe(2);
});

it('says that the credentials are wrong, and nothing of them', async () => {
  const { provider } = await aZoom({ env: { ZOOM_CLIENT_SECRET: 'canary-of-another-app' } });
  const error = await caught(provider.create(aCall(), never));
  expect(error).toMatchObject({ failure: 'permanent', reason: 'credentials' });
  expect(inspect(error, { depth: null })).not.toContain('canary');
});

it.each([
  ['the token server is down', 'token', { status: 503 }, 'transient', 'unavailable'],
  ['the token server breaks off', 'token', { drop: 'request' }, 'transient', 'unavailable'],
  ['the token is none', 'token', { status: 200, body: '{"access_token":""}' }, 'permanent', 'not-understood'],
  ['the token is no JSON', 'token', { status: 200, body: '<html>' }, 'permanent', 'not-understood'],
  ['Zoom is down', 'create', { status: 500, body: 'oops canary' }, 'transient', 'unavailable'],
  ['Zoom breaks off', 'create', { drop: 'request' }, 'transient', 'unavailable'],
  ['Zoom breaks off after it', 'create', { drop: 'answer' }, 'transient', 'unavailable'],
  ['Zoom answers nonsense', 'create', { status: 201, body: 'canary' }, 'permanent', 'not-understood'],
  [
    'Zoom answers something else',
    'create',
    { status: 201, body: '{"id":"canary"}' },
    'permanent',
    'not-understood',
  ],
  ['Zoom is asked too fast', 'create', { status: 429, body: '{"code":429}' }, 'transient', 'busy'],
] as const)('knows what to do when %s', async (_what, call, fault, failure, reason) => {
  const { zoom, provider } = await aZoom();
  zoom.fail(call, fault);
  const error = await caught(provider.create(aCall({ topic: 'canary' }), never));
  expect(error).toBeInstanceOf(ConferenceError);
  expect(error).toMatchObject({ failure, reason });
  expect(inspect(error, { depth: null })).not.toContain('canary');
});

it('lets go of a slow answer when it is told to', async () => {
  const { zoom, provider } = await aZoom();
  const reached = zoom.stopAt('create', 'before');
  const given = new AbortController();
  const pending = caught(provider.create(aCall(), given.signal));
  await reached;
  given.abort();
  expect(await pending).toMatchObject({ failure: 'transient', reason: 'too-slow' });
});
