import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { actions, OLD_PASSCODE, SEATS, seat, unknownNumber } from '../door/a-door.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { aWeb, somebody } from './a-web.ts';

const entered = z.object({ next: z.object({ url: z.string() }) });
const refused = z.object({ error: z.string(), message: z.string() });

describe('POST /api/join', () => {
  it('answers a right passcode with the way in', async () => {
    const { join, right } = await aWeb();
    const response = await join(right);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      next: { kind: 'redirect', url: expect.stringContaining('https://calls.example/call-1') },
    });
  });

  it('answers a personal link without a name', async () => {
    const { join, linkToken, meeting } = await aWeb();
    const response = await join({ meetingId: meeting.meetingId, token: linkToken('ivan') });
    expect(response.status).toBe(200);
    expect((await join({ token: linkToken('ivan') })).status).toBe(200);
  });

  it('says the same, byte for byte, to everything that is wrong', async () => {
    const { join, right, linkToken } = await aWeb();
    const cancelled = await aWeb({ door: { meeting: { state: 'cancelled' } } });
    const locked = await aWeb({ door: { workspace: { locked: true } } });
    const guess = { ...right, passcode: 'AAAAAAAAAA' };
    const blocked = somebody();
    for (let n = 0; n < 6; n += 1) await join(guess, blocked);
    const answers = [
      await join(guess, somebody()),
      await join({ ...right, meetingId: unknownNumber() }, somebody()),
      await join({ ...right, passcode: OLD_PASSCODE }, somebody()),
      await join({ ...right, meetingId: '' }, somebody()),
      await join({ ...right, meetingId: 'x'.repeat(999), passcode: '' }, somebody()),
      await join(right, blocked),
      await join({ token: linkToken('gone') }, somebody()),
      await join({ token: 'x' }, somebody()),
      await cancelled.join(cancelled.right, somebody()),
      await locked.join(locked.right, somebody()),
    ];
    const seen = await Promise.all(
      answers.map(async (answer) => {
        const headers = [...answer.headers].filter(([name]) => name !== 'date');
        return JSON.stringify({ status: answer.status, headers, body: await answer.text() });
      }),
    );
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain('401');
    expect(seen[0]).toContain(JSON.stringify('{"error":"invalid_access_code"}'));
  });

  it('tells only a right key that it is too early', async () => {
    const startsAt = MORNING + HOUR;
    const { join, right, linkToken } = await aWeb({
      door: { occurrence: { state: 'planned', startsAt, endsAt: startsAt + HOUR } },
    });
    const early = { error: 'not_open', opensAt: new Date(startsAt - 15 * MINUTE).toISOString() };
    for (const body of [right, { token: linkToken('lee') }]) {
      const response = await join(body, somebody());
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual(early);
    }
    expect((await join({ ...right, passcode: 'AAAAAAAAAA' }, somebody())).status).toBe(401);
  });

  it('tells only a right key that it has ended, or that the room is full', async () => {
    const ended = await aWeb({ door: { occurrence: { state: 'ended' } } });
    const over = await ended.join(ended.right);
    expect([over.status, await over.json()]).toEqual([403, { error: 'ended' }]);

    const full = await aWeb();
    for (let n = 0; n < SEATS; n += 1) await seat(full.store, full.occurrence, `guest-${n}`);
    const response = await full.join(full.right);
    expect([response.status, await response.json()]).toEqual([403, { error: 'full' }]);
  });

  it('throttles the caller with Retry-After, before anything is compared', async () => {
    const { join, right, audit } = await aWeb();
    const me = somebody();
    for (let n = 0; n < 20; n += 1) await join({ ...right, meetingId: unknownNumber() }, me);
    const response = await join(right, me);
    expect([response.status, await response.json()]).toEqual([429, { error: 'throttled' }]);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await audit()).toEqual([]);
    expect((await join(right, somebody())).status).toBe(200);
  });

  it('asks a guest for a name that nobody invited has', async () => {
    const { join, right } = await aWeb();
    const nameless = await join({ ...right, name: ' ' });
    expect([nameless.status, await nameless.json()]).toEqual([400, { error: 'name_needed' }]);
    const taken = await join({ ...right, name: 'OLGA' });
    expect([taken.status, await taken.json()]).toEqual([409, { error: 'name_taken' }]);
  });

  it('says that the call does not answer, and that nobody enters while the store fails', async () => {
    const down = await aWeb({ door: { providers: new Map() } });
    const away = await down.join(down.right);
    expect([away.status, await away.json()]).toEqual([503, { error: 'unavailable' }]);
    expect(away.headers.get('Retry-After')).toBe('10');

    const broken = await aWeb({
      door: {
        store: ({ door }) => ({
          door: {
            ...door,
            attempt: async () => {
              throw new Error('disk full');
            },
          },
        }),
      },
    });
    const failed = await broken.join(broken.right);
    expect([failed.status, await failed.json()]).toEqual([503, { error: 'failed' }]);
  });

  it('knows a guest again by the cookie, which scripts and other pages do not get', async () => {
    const { join, right, store, meeting, ...web } = await aWeb();
    const first = await join(right);
    const cookie = first.headers.get('Set-Cookie') ?? '';
    expect(cookie).toContain(`admission_${meeting.key}=`);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/api/join', 'Max-Age=86400']) {
      expect(cookie).toContain(part);
    }
    expect(cookie).not.toContain('Secure');
    const again = await join(right, { Cookie: cookie.split(';')[0] ?? '' });
    const other = await join(right);
    const [one, two, three] = await Promise.all(
      [first, again, other].map(async (response) => entered.parse(await response.json()).next.url),
    );
    expect(two).toBe(one);
    expect(three).not.toBe(one);
    expect(actions(await web.audit())).toEqual(Array(3).fill('admitted passcode'));
  });

  it('sends the cookie over https only where the program is reached by https', async () => {
    const { join, right } = await aWeb({ web: { publicUrl: 'https://meet.example.org' } });
    expect((await join(right)).headers.get('Set-Cookie')).toContain('Secure');
  });

  it('is not for other sites’ pages, which would let their visitors guess', async () => {
    const { join, right, audit } = await aWeb();
    expect((await join(right, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await audit()).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', 'no'],
    ['half of it', '{"meetingId":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['numbers', '{"meetingId":23456789012,"passcode":1,"name":2}'],
    ['no key', '{"meetingId":"23456789012"}'],
    ['two keys', '{"meetingId":"","passcode":"","token":""}'],
  ])('is told what is wrong: %s', async (_, body) => {
    const { join } = await aWeb();
    const response = await join(body);
    expect(response.status).toBe(400);
    const answer = refused.parse(await response.json());
    expect(answer.error).toBe('bad_request');
    expect(answer.message.length).toBeGreaterThan(10);
  });

  it('may not be large, of another type, or sent by another method', async () => {
    const { send, join } = await aWeb();
    expect((await join({ passcode: 'x'.repeat(17_000) })).status).toBe(413);
    const streamed = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 20; n += 1) controller.enqueue(new Uint8Array(1_000).fill(32));
        controller.close();
      },
    });
    const chunked = await send('/api/join', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: streamed,
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect((await join('a=b', { 'Content-Type': 'text/plain' })).status).toBe(415);
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await send('/api/join', { method });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
    }
    for (const path of ['/', '/j/23456789012', '/healthz']) {
      const response = await send(path, { method: 'POST' });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});

describe('a form without JavaScript', () => {
  it('leads in by a page with a link of one’s own', async () => {
    const { form, right } = await aWeb();
    const response = await form(right);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('text/html');
    const page = await response.text();
    expect(page).toContain('href="https://calls.example/call-1#');
    expect(page).toContain('Enter the call');
  });

  it('says what was wrong in words, keeps ID and name, and not the passcode', async () => {
    const { form, right } = await aWeb();
    const response = await form({ ...right, passcode: 'AAAAAAAAAA', name: '<b>Sam</b>' });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('Invalid access code');
    expect(page).toContain(`value="${right.meetingId}"`);
    expect(page).toContain('value="&lt;b&gt;Sam&lt;/b&gt;"');
    expect(page).not.toContain('AAAAAAAAAA');
  });

  it('says when the door opens and how long to wait', async () => {
    const startsAt = MORNING + HOUR;
    const early = await aWeb({
      door: { occurrence: { state: 'planned', startsAt, endsAt: startsAt + HOUR } },
    });
    expect(await (await early.form(early.right)).text()).toContain('Tue 24 Nov 2026, 09:45 (UTC)');
    const { form, right } = await aWeb();
    const me = somebody();
    for (let n = 0; n < 20; n += 1) await form({ ...right, meetingId: unknownNumber() }, me);
    const response = await form(right, me);
    expect(response.status).toBe(429);
    expect(await response.text()).toContain('Try again in 1 hour');
  });

  it('is told what is missing', async () => {
    const { form, right } = await aWeb();
    const nameless = await form({ ...right, name: '' });
    expect(nameless.status).toBe(400);
    expect(await nameless.text()).toContain('A name is missing');
    const { passcode: _, ...half } = right;
    const missing = await form(half);
    expect(missing.status).toBe(400);
    expect(await missing.text()).toContain('Something is missing');
  });
});
