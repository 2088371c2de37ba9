import { request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCode } from '../../src/error-code.ts';
import { PASSCODE } from '../door/a-door.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { aWeb, somebody } from '../web/a-web.ts';

const REQUESTS = Number(process.env['MUTATED_BODIES'] ?? 10_000); // SECURITY.md §6
const AT_ONCE = 50;
const PATIENCE = Number(process.env['SOAK_PATIENCE'] ?? 600_000); // milliseconds
/** Made at once: a million would not fit into memory. */
const BATCH = 10_000;

type Sent = { readonly method: string; readonly path: string; readonly type: string; readonly body: Buffer };

const good = (meetingId: string) => JSON.stringify({ meetingId, passcode: PASSCODE, name: 'Sam' });

/** A good body with bits flipped, pieces cut out, doubled or put elsewhere; or anything at all. */
const mutated = (meetingId: string) =>
  fc
    .record({
      body: fc.oneof(
        { weight: 6, arbitrary: fc.constant(good(meetingId)) },
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc
          .record({
            meetingId: fc.oneof(fc.string(), fc.constant(meetingId)),
            passcode: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(PASSCODE)),
            name: fc.string({ unit: 'binary' }),
          })
          .map((fields) => JSON.stringify(fields)),
        fc.record({ token: fc.string() }).map((fields) => JSON.stringify(fields)),
        fc.string().map((text) => `meetingId=${text}&passcode=%ZZ&name=%00`),
      ),
      cut: fc.nat({ max: 80 }),
      length: fc.nat({ max: 4 }),
      flip: fc.array(fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 255 })), { maxLength: 2 }),
    })
    .map(({ body, cut, length, flip }) => {
      const bytes = Buffer.from(body);
      for (const [at, bits] of flip) if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ bits;
      return Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + length)]);
    });

const sent = (meetingId: string): fc.Arbitrary<Sent> =>
  fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET', 'OPTIONS'),
    path: fc.constantFrom(
      '/api/join',
      '/api/join',
      '/api/join',
      '/',
      '/j/1',
      '/j/%',
      '/static/x',
      '/%00',
      '//',
    ),
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ),
    body: mutated(meetingId),
  });

function statusOf(port: string, one: Sent): Promise<number> {
  const { method, path, type, body } = one;
  return new Promise((resolve, reject) => {
    const headers = { ...somebody(), 'Content-Type': type, 'Content-Length': body.length };
    const call = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', (error) => {
      // A busy machine may send on a connection that was closed meanwhile: https://nodejs.org/api/http.html#requestreusedsocket
      if (call.reusedSocket && errorCode(error) === 'ECONNRESET') resolve(statusOf(port, one));
      else reject(error);
    });
    call.end(body);
  });
}

test(
  'no body, however broken, is answered with a server error or shows a code',
  async () => {
    const logged: unknown[] = [];
    const { base, meeting } = await aWeb({
      web: {
        log: { debug() {}, info() {}, warn: (data) => logged.push(data), error: (data) => logged.push(data) },
      },
    });
    const statuses = new Map<number, number>();
    const { port } = new URL(base);
    for (let done = 0; done < REQUESTS; done += BATCH) {
      const numRuns = Math.min(BATCH, REQUESTS - done);
      const requests = fc.sample(sent(meeting.meetingId), { numRuns, seed: SEED + done });
      for (let at = 0; at < requests.length; at += AT_ONCE) {
        const answers = await Promise.all(requests.slice(at, at + AT_ONCE).map((one) => statusOf(port, one)));
        for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    tellFigure(`${REQUESTS} broken HTTP bodies at the door`, SEED);
    expect([...statuses.keys()].filter((status) => status >= 500 || status === 0)).toEqual([]);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 415]));
    expect(logged).toEqual([]);
  },
  PATIENCE,
);
