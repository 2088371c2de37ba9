import { createHmac } from 'node:crypto';
import { App } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpReceiver } from '../../adapters/chat/slack/http-receiver.ts';
import { silentLogger } from '../../adapters/chat/slack/silent-logger.ts';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = MORNING / 1000;
const FORGED = Number(process.env['FORGED_WEBHOOKS'] ?? 5_000); // SECURITY.md §6
const PATIENCE = 600_000; // milliseconds
const peer = { socket: '127.0.0.1', client: '127.0.0.1' };

const signature = (body: string, at: number | string = NOW, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

async function setUp() {
  const clock = new FakeClock();
  const { receiver, route } = createHttpReceiver({
    signingSecret: new Secret(SECRET),
    clock,
    log: createLog('silent'),
  });
  const app = new App({
    receiver,
    logger: silentLogger,
    convoStore: false,
    authorize: async () => ({ botToken: 'xoxb-1', botUserId: 'UBOT' }),
  });
  const heard: string[] = [];
  app.error(async () => {});
  app.command(/.*/, async ({ ack, command }) => {
    heard.push(command.text);
    await ack();
  });
  await app.start();
  const post = (body: string, headers: Readonly<Record<string, string>>) =>
    route.handle(
      new Request('http://localhost/slack/events', {
        method: 'POST',
        body,
        headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
      }),
      peer,
    );
  const signed = (body: string) =>
    post(body, { 'x-slack-request-timestamp': String(NOW), 'x-slack-signature': signature(body) });
  return { clock, route, heard, post, signed };
}

const COMMAND = new URLSearchParams({
  command: '/meeting',
  text: 'list',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
}).toString();

describe('requests to /slack/events', () => {
  it('are taken and acknowledged when Slack has signed them', async () => {
    const { signed, heard } = await setUp();
    expect((await signed(COMMAND)).status).toBe(200);
    expect(heard).toEqual(['list']);
  });

  it('answer the challenge of the settings page', async () => {
    const { signed } = await setUp();
    const response = await signed(JSON.stringify({ type: 'url_verification', challenge: 'abc' }));
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it.each([
    ['no signature', {}],
    ['no time', { 'x-slack-signature': signature(COMMAND) }],
    [
      'another secret',
      { 'x-slack-signature': signature(COMMAND, NOW, 'x'), 'x-slack-request-timestamp': `${NOW}` },
    ],
    ['another version', { 'x-slack-signature': 'v1=00', 'x-slack-request-timestamp': `${NOW}` }],
    [
      'a time long ago',
      { 'x-slack-signature': signature(COMMAND, NOW - 301), 'x-slack-request-timestamp': `${NOW - 301}` },
    ],
    [
      'a time to come',
      { 'x-slack-signature': signature(COMMAND, NOW + 301), 'x-slack-request-timestamp': `${NOW + 301}` },
    ],
    [
      'no number as time',
      { 'x-slack-signature': signature(COMMAND, 'NaN'), 'x-slack-request-timestamp': 'NaN' },
    ],
  ])('are refused with %s', async (_, headers) => {
    const { post, heard } = await setUp();
    expect((await post(COMMAND, headers)).status).toBe(401);
    expect(heard).toEqual([]);
  });

  it(
    `are refused ${FORGED} times when they are forged`,
    async () => {
      const { post, heard } = await setUp();
      const right = signature(COMMAND);
      const stamp = String(NOW);
      type Forged = readonly [body: string, stamp: string, signature: string];
      const at = (length: number) => fc.nat(length - 1);
      const letter = fc.string({ minLength: 1, maxLength: 1 });
      const changed = (text: string, from = 0) =>
        fc
          .tuple(at(text.length - from), letter)
          .map(([n, by]) => text.slice(0, from + n) + by + text.slice(from + n + 1));
      const hex = fc.stringMatching(/^[\da-f]{64}$/);
      const forged: fc.Arbitrary<Forged> = fc.oneof(
        changed(COMMAND).map((body): Forged => [body, stamp, right]),
        changed(right).map((other): Forged => [COMMAND, stamp, other]),
        at(right.length).map((end): Forged => [COMMAND, stamp, right.slice(0, end)]),
        hex.map((mac): Forged => [COMMAND, stamp, `v0=${mac}`]),
        fc
          .constantFrom('', 'v0=', right.toUpperCase(), `v1${right.slice(2)}`)
          .map((other): Forged => [COMMAND, stamp, other]),
        // Signed, but not for this time; and of this time, but by somebody else.
        fc.integer({ min: -600, max: 600 }).map((off): Forged => [COMMAND, String(NOW + (off || 1)), right]),
        fc.string().map((key): Forged => [COMMAND, stamp, signature(COMMAND, NOW, `${key}x`)]),
        fc
          .integer({ min: 301, max: 10 ** 9 })
          .map((off): Forged => [COMMAND, String(NOW - off), signature(COMMAND, NOW - off)]),
      );
      const check = fc.asyncProperty(forged, async ([body, time, mac]) => {
        fc.pre(body !== COMMAND || mac !== right || time !== stamp);
        const headers = { 'x-slack-request-timestamp': time, 'x-slack-signature': mac };
        expect((await post(body, headers)).status).toBe(401);
      });
      await fc.assert(check, { numRuns: FORGED, seed: SEED });
      expect(heard).toEqual([]);
      tellFigure(`${FORGED} forged requests to the Slack webhook: 0 accepted`, SEED);
    },
    PATIENCE,
  );

  it('are answered without a failure, whatever stands in them', async () => {
    const { signed } = await setUp();
    const json = fc.json().map((text) => new URLSearchParams({ payload: text }).toString());
    const shaped = fc
      .record(
        {
          type: fc.constantFrom('event_callback', 'block_actions', 'view_submission', 'shortcut', 'x'),
          event: fc.jsonValue(),
          view: fc.jsonValue(),
          actions: fc.jsonValue(),
          user: fc.jsonValue(),
          team: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), json, shaped), async (body) => {
        expect((await signed(body)).status).toBeLessThan(500);
      }),
    );
  });

  it('are refused when they are too large or no POST', async () => {
    const { post, route } = await setUp();
    expect((await post('x', { 'content-length': String(2 ** 21) })).status).toBe(413);
    const get = await route.handle(new Request('http://localhost/slack/events'), peer);
    expect(get.status).toBe(404);
  });
});
