import { describe, expect, it } from 'vitest';
import { asId } from '../../src/ids.ts';
import { aWeb } from './a-web.ts';

describe('the page', () => {
  it('is the same for every meeting ID, and shows it as people read it', async () => {
    const { send, meeting } = await aWeb();
    const page = async (id: string) => (await send(`/j/${id}`)).text();
    const known = await page(meeting.meetingId);
    const unknown = await page('98765432109');
    const shown = meeting.meetingId.replace(/^(...)(....)(....)$/, '$1 $2 $3');
    expect(known).toContain(`value="${shown}"`);
    expect(known.replace(shown, '')).toBe(unknown.replace('987 6543 2109', ''));
    expect(known).not.toContain(meeting.topic);
  });

  it('takes anything in the place of an ID', async () => {
    const { send } = await aWeb();
    for (const path of ['/j/%E0%A4%A', '/j/%00', '/j/"><script>', `/j/${'9'.repeat(5_000)}`]) {
      const response = await send(path);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('<script>');
    }
  });

  it('changes nothing when it is fetched', async () => {
    const { send, store, linkToken, audit, meeting } = await aWeb();
    const before = await store.meetings.byKey(meeting.key);
    for (const method of ['GET', 'HEAD']) {
      for (const path of [
        '/',
        `/j/${meeting.meetingId}`,
        `/j/${meeting.meetingId}?token=${linkToken('ivan')}`,
      ]) {
        expect((await send(path, { method })).status).toBe(200);
      }
    }
    expect(await audit()).toEqual([]);
    expect(await store.meetings.byKey(meeting.key)).toEqual(before);
    expect(await store.presence.of(asId('x'), 0)).toEqual([]);
  });

  it('names all that it loads by this server, and carries nothing else', async () => {
    const { send } = await aWeb();
    const page = await (await send('/')).text();
    const loaded = [...page.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, url]) => url);
    expect(loaded.length).toBeGreaterThan(3);
    for (const url of loaded) expect(url).toMatch(/^\/(?!\/)/);
    expect(page).not.toMatch(/<style|style=|<script(?! type="module" src)| on\w+=/);
    for (const url of loaded.filter((one) => one?.startsWith('/static/'))) {
      const file = await send(`${url}`);
      expect(file.status).toBe(200);
      expect(await file.clone().text()).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
      const again = await send(`${url}`, { headers: { 'If-None-Match': file.headers.get('ETag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });

  it('is found nowhere else', async () => {
    const { send } = await aWeb();
    const page = await send('/nothing', { headers: { Accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('There is nothing here')]);
    const plain = await send('/static/../../package.json');
    expect([plain.status, await plain.json()]).toEqual([404, { error: 'not_found' }]);
    expect((await send('/static/package.json')).status).toBe(404);
  });
});

describe('every answer', () => {
  it.each(['/', '/j/23456789012', '/api/join', '/healthz', '/nothing', '/hook/x'])(
    'has the headers that keep secrets in: %s',
    async (path) => {
      const { send } = await aWeb({
        web: {
          routes: [{ path: '/hook', handle: async () => Response.redirect('https://elsewhere.example/') }],
        },
      });
      const { headers } = await send(path);
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('X-Robots-Tag')).toBe('noindex');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    },
  );
});

describe('an adapter’s own part', () => {
  it('gets every request below its path, with the client’s address and at most 1 MiB', async () => {
    const seen: string[] = [];
    const { send } = await aWeb({
      web: {
        routes: [
          {
            path: '/hook',
            async handle(request, peer) {
              seen.push(
                `${request.method} ${new URL(request.url).pathname} ${peer.client} ${(await request.text()).length}`,
              );
              return new Response('ok', { headers: { 'Cache-Control': 'max-age=1' } });
            },
          },
        ],
      },
    });
    const from = { 'X-Forwarded-For': '192.0.2.9' };
    const first = await send('/hook', { headers: from });
    expect(first.headers.get('Cache-Control')).toBe('max-age=1');
    await send('/hook/a/b', { method: 'PUT', headers: from, body: 'abc' });
    expect(seen).toEqual(['GET /hook 192.0.2.9 0', 'PUT /hook/a/b 192.0.2.9 3']);
    expect((await send('/hook', { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect((await send('/hooks')).status).toBe(404);
  });

  it('that fails is answered briefly, and the next request works', async () => {
    const { send } = await aWeb({
      web: {
        routes: [
          {
            path: '/hook',
            handle: async () => {
              throw new Error('K7QW3M9XTB');
            },
          },
        ],
      },
    });
    const response = await send('/hook');
    expect([response.status, await response.text()]).toEqual([500, '{"error":"failed"}']);
    expect((await send('/healthz')).status).toBe(200);
  });
});
