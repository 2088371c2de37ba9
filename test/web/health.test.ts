import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from '../../adapters/web/health.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aWeb, somebody } from './a-web.ts';

describe('health', () => {
  it('is said without asking anybody', async () => {
    const { send } = await aWeb({ web: { checks: new Map([['store', async () => false]]) } });
    expect((await send('/healthz')).status).toBe(200);
  });

  it('is ready when every part is', async () => {
    const { send } = await aWeb({
      web: {
        checks: new Map([
          ['store', async () => true],
          ['playground', async () => true],
        ]),
      },
    });
    const response = await send('/readyz');
    expect([response.status, await response.json()]).toEqual([
      200,
      { ready: true, parts: { store: true, playground: true } },
    ]);
  });

  it('names the part that is not: it says so, it fails, or it is silent', async () => {
    const { send } = await aWeb({
      web: {
        clock: { now: () => 0, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 100)) },
        checks: new Map([
          ['store', async () => true],
          ['slack', async () => false],
          [
            'discord',
            async () => {
              throw new Error('gone');
            },
          ],
          ['telegram', () => new Promise<boolean>(() => {})],
        ]),
      },
    });
    const response = await send('/readyz');
    expect([response.status, await response.json()]).toEqual([
      503,
      { ready: false, parts: { store: true, slack: false, discord: false, telegram: false } },
    ]);
  });
});

describe('metrics', () => {
  it('count answers, verdicts and jobs, and name nobody', async () => {
    const { send, join, right } = await aWeb({ web: { backlog: async () => ({ deliver: 3 }) } });
    await join(right, somebody());
    await join({ ...right, passcode: 'AAAAAAAAAA' }, somebody());
    await send('/nothing');
    const response = await send('/metrics');
    expect(response.headers.get('Content-Type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toContain('latchkey_jobs_due{kind="deliver"} 3');
    expect(text).toContain('latchkey_door_verdicts_total{verdict="in"} 1');
    expect(text).toContain('latchkey_door_verdicts_total{verdict="invalid"} 1');
    expect(text).toContain('latchkey_http_requests_total{route="/api/join",status="401"} 1');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(right.meetingId);
    expect(text).not.toContain('nothing');
  });

  const asking = (headers: Record<string, string>, socket: string, token: string | null) =>
    mayReadMetrics(
      new Request('http://latchkey/metrics', { headers }),
      { socket, client: socket },
      token === null ? null : new Secret(token),
    );

  it('are for this machine, but not for what a proxy on it passes on', () => {
    expect(asking({}, '127.0.0.1', null)).toBe(true);
    expect(asking({}, '::ffff:127.0.0.1', null)).toBe(true);
    expect(asking({}, '::1', 'token')).toBe(true);
    expect(asking({ 'X-Forwarded-For': '127.0.0.1' }, '127.0.0.1', null)).toBe(false);
    expect(asking({ Forwarded: 'for=1' }, '127.0.0.1', null)).toBe(false);
    expect(asking({}, '192.0.2.1', null)).toBe(false);
    expect(asking({}, '', null)).toBe(false);
  });

  it('are for whoever has the token', () => {
    expect(asking({ Authorization: 'Bearer token' }, '192.0.2.1', 'token')).toBe(true);
    expect(asking({ Authorization: 'Bearer other' }, '192.0.2.1', 'token')).toBe(false);
    expect(asking({ Authorization: 'Bearer other' }, '127.0.0.1', 'token')).toBe(false);
    expect(asking({ Authorization: 'Basic token' }, '192.0.2.1', 'token')).toBe(false);
    expect(asking({ Authorization: 'Bearer token' }, '192.0.2.1', null)).toBe(false);
  });

  it('are refused to everybody else', async () => {
    const { send } = await aWeb();
    expect((await send('/metrics', { headers: somebody() })).status).toBe(403);
  });
});

describe('the server', () => {
  it('says that a port is taken', async () => {
    const { web, base } = await aWeb();
    const other = await aWeb();
    await other.web.close();
    await expect(other.web.listen('127.0.0.1', Number(new URL(base).port))).rejects.toThrow('EADDRINUSE');
    expect(web).toBeDefined();
  });

  it('closes although somebody still listens to a stream', async () => {
    const { web, send } = await aWeb({
      web: {
        routes: [
          {
            path: '/stream',
            handle: async () =>
              new Response(
                new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }),
              ),
          },
        ],
      },
    });
    const response = await send('/stream');
    await web.close();
    await expect(response.text()).rejects.toThrow();
  });
});
