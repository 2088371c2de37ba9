import { createHmac } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { CallNews } from '../../src/ports/call-news.ts';
import { nobodyListens } from '../fakes/a-host.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import type { Meeting } from '../fakes/zoom/types.ts';
import { type Posted, participant } from '../fakes/zoom/webhooks.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { aCall, aZoom, never } from './a-zoom.ts';

const FORGED = Number(process.env['FORGED_WEBHOOKS'] ?? 5_000); // SECURITY.md §6

const PEER = { socket: '127.0.0.1', client: '127.0.0.1' };

/** The webhook before the account's events; whatever reaches the core is noted. */
async function listening(more: Partial<CallNews> = {}) {
  const told: unknown[][] = [];
  const note =
    (kind: string) =>
    async (...about: unknown[]) =>
      void told.push([kind, ...about]);
  const news: CallNews = {
    ...nobodyListens,
    started: note('started'),
    ended: note('ended'),
    joined: note('joined'),
    left: note('left'),
    changed: note('changed'),
    ...more,
  };
  const stage = await aZoom({ news });
  const [route] = stage.routes;
  if (!route) throw new Error('Zoom has no route');
  const post = ({ body, headers }: Posted, path = '/zoom/webhook') =>
    route.handle(
      new Request(`https://meet.example.org${path}`, { method: 'POST', body, headers: { ...headers } }),
      PEER,
    );
  const { foreignId } = await stage.provider.create(aCall(), never);
  const meeting: Meeting = stage.zoom.meeting(foreignId);
  return { ...stage, route, post, told, meeting, id: foreignId, at: stage.clock.now() };
}

it('tells the core what happens in a call, whether its id came as a number or a text', async () => {
  const { zoom, post, told, meeting, id, at, olga } = await listening();
  const ivan = participant('Ivan');
  const host = participant('Olga', olga);
  const { webhooks } = zoom;
  for (const posted of [
    webhooks.of('meeting.started', meeting),
    webhooks.person('meeting.participant_joined', meeting, host),
    webhooks.person('meeting.participant_joined_waiting_room', meeting, ivan),
    webhooks.person('meeting.participant_joined', meeting, ivan),
    webhooks.person('meeting.participant_left_waiting_room', meeting, ivan),
    webhooks.person('meeting.participant_put_in_waiting_room', meeting, ivan),
    webhooks.person('meeting.participant_left', meeting, ivan, at + MINUTE),
    webhooks.of('meeting.updated', meeting),
    webhooks.of('meeting.deleted', meeting),
    webhooks.of('meeting.ended', meeting, {}, at + MINUTE),
  ]) {
    expect((await post(posted)).status).toBe(200);
  }
  const waiting = `waiting:${ivan.uuid}`;
  expect(told).toEqual([
    ['started', id, at],
    ['joined', id, { person: host.uuid, name: 'Olga', host: true, waits: false }, at],
    ['joined', id, { person: waiting, name: 'Ivan', host: false, waits: true }, at],
    ['joined', id, { person: ivan.uuid, name: 'Ivan', host: false, waits: false }, at],
    ['left', id, waiting, at],
    ['joined', id, { person: waiting, name: 'Ivan', host: false, waits: true }, at],
    ['left', id, ivan.uuid, at + MINUTE],
    ['changed', id],
    ['changed', id],
    ['ended', id, at + MINUTE],
  ]);
});

it('tells again what comes twice or late, with the moment at which it happened', async () => {
  const { zoom, clock, post, told, meeting, id, at } = await listening();
  const started = zoom.webhooks.of('meeting.started', meeting);
  await post(started);
  await clock.advance(4 * MINUTE);
  await post(started);
  expect(told).toEqual([
    ['started', id, at],
    ['started', id, at],
  ]);
});

it('proves to Zoom that it knows the secret, and to nobody else', async () => {
  const { zoom, post } = await listening();
  const asked = zoom.webhooks.event('endpoint.url_validation', { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' });
  const answer = await post(asked);
  expect(await answer.json()).toEqual({
    plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
    encryptedToken: createHmac('sha256', zoom.env.ZOOM_WEBHOOK_SECRET)
      .update('qgg8vlvZRS6UYooatFL8Aw')
      .digest('hex'),
  });
  const forged = await post({ ...asked, headers: {} });
  expect([forged.status, await forged.text()]).toEqual([401, '']);
});

it('has no effect of what is none of its business or not understood', async () => {
  const { zoom, post, told, meeting } = await listening();
  const { webhooks } = zoom;
  for (const posted of [
    webhooks.of('meeting.sharing_started', meeting),
    webhooks.of('constructor', meeting),
    webhooks.of('meeting.participant_joined', meeting),
    webhooks.of('meeting.participant_joined', meeting, { participant: { user_name: 'Ivan' } }),
    webhooks.event('endpoint.url_validation', {}),
    webhooks.event('meeting.started', {}),
    webhooks.sign('{"event":7}'),
    webhooks.sign('no JSON'),
    webhooks.sign('[]'),
    webhooks.sign(''),
  ]) {
    expect((await post(posted)).status).toBe(200);
  }
  expect(told).toEqual([]);
});

it('knows somebody by their number in the call where Zoom gives no other key', async () => {
  const { zoom, post, told, meeting, id, at } = await listening();
  const who = { user_id: '16778240', user_name: 'Ivan' };
  await post(zoom.webhooks.of('meeting.participant_left', meeting, { participant: who }));
  expect(told).toEqual([['left', id, '16778240', at]]);
});

it('takes only requests that are as fresh as five minutes, by either clock', async () => {
  const { zoom, clock, post, told, meeting } = await listening();
  const { body } = zoom.webhooks.of('meeting.started', meeting);
  const statusAt = async (ms: number) => (await post(zoom.webhooks.sign(body, clock.now() + ms))).status;
  expect(await statusAt(-5 * MINUTE)).toBe(200);
  expect(await statusAt(5 * MINUTE)).toBe(200);
  expect(await statusAt(-5 * MINUTE - SECOND)).toBe(401);
  expect(await statusAt(5 * MINUTE + SECOND)).toBe(401);
  expect(told).toHaveLength(2);
});

it('checks the bytes as they came, not what they mean', async () => {
  const { zoom, post, told, meeting, id } = await listening();
  const { body } = zoom.webhooks.of('meeting.started', meeting);
  const spaced = `${body.replaceAll(',', ',\n  ')}\n`;
  expect((await post({ ...zoom.webhooks.sign(body), body: spaced })).status).toBe(401);
  expect((await post(zoom.webhooks.sign(spaced))).status).toBe(200);
  expect(told).toEqual([['started', id, expect.any(Number)]]);
});

it(`takes none of ${FORGED} forged requests`, async () => {
  const { zoom, post, told, meeting, clock } = await listening();
  const genuine = zoom.webhooks.of('meeting.ended', meeting);
  const signature = genuine.headers['x-zm-signature'] ?? '';
  const random = seededRandom(SEED);
  const guess = () => Buffer.from(random(32)).toString('hex');
  const forgeries: readonly ((n: number) => Posted)[] = [
    () => zoom.webhooks.sign(genuine.body, clock.now(), 'another secret'),
    (n) => withSignature(`v0=${guess()}`, n),
    (n) => withSignature(signature.slice(0, 3 + (n % 64)), n),
    (n) => withSignature(flip(signature, 3 + (n % 64)), n),
    (n) => withSignature(['', 'v0=', signature.toUpperCase(), `v1${signature.slice(2)}`][n % 4] ?? '', n),
    (n) => ({ ...genuine, body: genuine.body.replace('ended', `ended${' '.repeat(n % 7)} `) }),
    (n) => stamped(String(Math.floor(clock.now() / 1000) + 1 + (n % 100))),
    (n) => stamped(['', 'now', '1e9', '-1', '999999999999999'][n % 5] ?? ''),
  ];
  const withSignature = (forged: string, n: number): Posted => ({
    body: n % 2 === 0 ? genuine.body : `${genuine.body} `,
    headers: { ...genuine.headers, 'x-zm-signature': forged },
  });
  const stamped = (timestamp: string): Posted => ({
    ...genuine,
    headers: { ...genuine.headers, 'x-zm-request-timestamp': timestamp },
  });
  for (let n = 0; n < FORGED; n += 1) {
    const forged = forgeries[n % forgeries.length]?.(n) ?? genuine;
    const { status } = await post(forged);
    expect([status, forged.headers]).toEqual([401, forged.headers]);
  }
  expect(told).toEqual([]);
  expect((await post(genuine)).status).toBe(200);
  tellFigure(`${FORGED} forged requests to the Zoom webhook: 0 accepted`, SEED);
});

const flip = (signature: string, at: number): string =>
  signature.slice(0, at) + (signature[at] === '0' ? '1' : '0') + signature.slice(at + 1);

it('asks Zoom to tell it again when it could not be written down', async () => {
  let broken = true;
  const { zoom, post, meeting } = await listening({
    started: async () => {
      if (broken) throw new Error('the disk is full');
    },
  });
  const started = zoom.webhooks.of('meeting.started', meeting);
  expect((await post(started)).status).toBe(500);
  broken = false;
  expect((await post(started)).status).toBe(200);
});

it('answers before Zoom gives up, and has it told again', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  onTestFinished(() => resolve());
  const { zoom, clock, post, meeting } = await listening({ started: () => promise });
  const answering = post(zoom.webhooks.of('meeting.started', meeting));
  // It sleeps only once the body was read, which the clock does not see.
  let answered: Response | null = null;
  void answering.then((response) => {
    answered = response;
  });
  await expect
    .poll(async () => {
      await clock.advance(3 * SECOND);
      return answered?.status;
    })
    .toBe(503);
});

it('takes nothing but what is posted there, and nothing endless', async () => {
  const { zoom, route, post, meeting } = await listening();
  const started = zoom.webhooks.of('meeting.started', meeting);
  expect((await post(started, '/zoom/webhook/more/and/more')).status).toBe(404);
  const get = new Request('https://meet.example.org/zoom/webhook');
  expect((await route.handle(get, PEER)).status).toBe(404);
  const endless = 'x'.repeat(300 * 1024);
  expect((await post(zoom.webhooks.sign(endless))).status).toBe(413);
  const announced = { ...started.headers, 'content-length': '99999999' };
  expect((await post({ ...started, headers: announced })).status).toBe(413);
});
