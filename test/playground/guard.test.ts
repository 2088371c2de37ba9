import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLocal } from '../../adapters/chat/playground/guard.ts';
import { type PlaygroundServer, startPlayground, temporaryDirectory } from './playground-server.ts';

type Headers = Readonly<Record<string, string>>;

const HERE = { host: 'localhost:3000' };
const asked = (method: string, headers: Headers, socket = '127.0.0.1') =>
  isLocal(new Request('http://localhost:3000/playground', { method, headers }), { socket, client: socket });

describe('the playground answers', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('the socket %s', (socket) => {
    expect(asked('GET', HERE, socket)).toBe(true);
  });

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:8080', '[::1]:3000'])('the host %s', (host) => {
    expect(asked('GET', { host })).toBe(true);
  });

  it.each<[string, string, Headers]>([
    ['a page opened by its address', 'GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    [
      'a link followed from elsewhere',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
    ['its own page', 'POST', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    ['a tool without a browser', 'POST', {}],
  ])('%s', (_, method, headers) => {
    expect(asked(method, { ...HERE, ...headers })).toBe(true);
  });
});

describe('the playground is not there for', () => {
  it.each(['192.168.1.5', '10.0.0.1', '::ffff:192.168.1.5', '2001:db8::1', '127.0.0.1.evil', ''])(
    'the socket "%s"',
    (socket) => {
      expect(asked('GET', HERE, socket)).toBe(false);
    },
  );

  it.each([
    'meet.example.org',
    'localhost.evil.example',
    'evil.example:3000',
    'localhost:3000@evil',
    '128.0.0.1',
    '',
  ])('the host "%s"', (host) => {
    expect(asked('GET', { host })).toBe(false);
  });

  it.each([
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded',
    'x-real-ip',
    'via',
    'cf-connecting-ip',
    'true-client-ip',
    'x-client-ip',
  ])('what came through a proxy that adds %s', (name) => {
    expect(asked('GET', { ...HERE, [name]: '127.0.0.1' })).toBe(false);
  });

  it.each<[string, string, Headers]>([
    ['a form on another site', 'POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'another port of this machine',
      'POST',
      { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' },
    ],
    ['a sandboxed frame', 'POST', { origin: 'null' }],
    ['the same origin in name but not in fact', 'POST', { 'sec-fetch-site': 'cross-site' }],
    ['a script elsewhere that reads it', 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
    [
      'a frame elsewhere',
      'GET',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    [
      'a form elsewhere that navigates',
      'POST',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
  ])('%s', (_, method, headers) => {
    expect(asked(method, { ...HERE, ...headers })).toBe(false);
  });
});

describe('over a real socket', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let server: PlaygroundServer;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = await startPlayground(directory.path);
  });
  afterAll(async () => {
    await server.close();
    await directory.remove();
  });

  /** fetch forbids a `Host` of one's own choice. */
  const statusFor = (path: string, headers: Headers) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${server.url}${path}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it.each(['', '/events', '/page/app.js'])('answers 404 for %s under a foreign name', async (path) => {
    expect(await statusFor(path, { host: 'meet.example.org' })).toBe(404);
    expect(await statusFor(path, { 'x-forwarded-for': '203.0.113.9' })).toBe(404);
  });

  it('serves its page under a strict policy, without anything from elsewhere', async () => {
    const response = await fetch(server.url);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const sources = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source);
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      expect(source).toMatch(/^\/playground\/page\//);
      expect((await fetch(new URL(source ?? '', server.url))).status).toBe(200);
    }
    expect(html).not.toMatch(/<style|style="|<script(?! type="module" src)|\son\w+="/);
  });

  it.each(['/page/../index.ts', '/page/%2e%2e/index.ts', '/page/none.js', '/page/', '/state.ts', '/act'])(
    'has no %s',
    async (path) => {
      expect(await statusFor(path, {})).toBe(404);
    },
  );

  it('changes nothing for what is not its own kind of request', async () => {
    const act = { kind: 'say', id: crypto.randomUUID(), as: 'olga', in: 'general', text: 'Hello' };
    const strange = [
      [act, { 'Content-Type': 'text/plain' }, 400],
      [{ ...act, text: 'x'.repeat(70_000) }, {}, 400],
      [{ ...act, id: '1' }, {}, 400],
      [{ ...act, kind: 'sing' }, {}, 400],
      [[], {}, 400],
      [{ ...act, as: 'nobody' }, {}, 403],
      [{ ...act, as: 'pat', in: 'design' }, {}, 403],
      [{ ...act, in: 'dm-ivan' }, {}, 403],
      [act, { Origin: 'https://evil.example' }, 404],
      [act, {}, 503], // nobody has started it
    ] as const;
    for (const [body, headers, status] of strange)
      expect([body, (await server.post('act', body, headers)).status]).toEqual([body, status]);
    expect((await server.post('switches', { as: 'nobody', dmsOpen: true, member: true })).status).toBe(404);
    expect((await server.post('else', {})).status).toBe(404);
    expect((await fetch(server.url, { method: 'DELETE' })).status).toBe(404);
    expect((await server.snapshot()).entries).toEqual([]);
  });
});
