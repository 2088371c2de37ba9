import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { conferenceEntries } from '../adapters/registry.ts';
import { SECOND, systemClock } from '../src/clock.ts';
import { type App, type Choices, compose } from '../src/compose.ts';
import { ConfigError } from '../src/errors.ts';
import { freePort } from '../src/free-port.ts';
import { asId, type Platform } from '../src/ids.ts';
import { createLog } from '../src/log.ts';
import type { ChatAdapter, ChatEntry, Env } from '../src/ports/adapter.ts';
import { testFolder } from './cli/installation.ts';
import { FakeChat } from './fakes/fake-chat.ts';

type Fake = { readonly entry: ChatEntry; readonly events: string[] };

/** A chat platform that is always on; `start` is what it does when the bot starts. */
function aPlatform(name: string, start: () => Promise<void> = async () => {}): Fake {
  const events: string[] = [];
  let ready = false;
  const chat = new FakeChat(systemClock);
  const often = { messages: 100, per: SECOND };
  const adapter: ChatAdapter = {
    inbox: {
      async start() {
        events.push('start');
        await start();
        ready = true;
      },
      async stop() {
        events.push('stop');
        ready = false;
      },
      ready: () => ready,
    },
    messenger: chat,
    directory: chat,
    pace: { perPlace: often, perWorkspace: often, overall: often },
    routes: [{ path: `/${name}`, handle: async (_request, peer) => Response.json({ name, ...peer }) }],
  };
  return {
    entry: {
      name: asId<Platform>(name),
      configure: () => ({ kind: 'on', load: async () => adapter, examine: async () => [] }),
    },
    events,
  };
}

async function settingsOf(fakes: readonly Fake[], more: Env = {}): Promise<[Env, Partial<Choices>]> {
  const env = {
    DATA_DIR: join(await testFolder(), 'data'),
    PORT: '0',
    PUBLIC_URL: 'https://meet.example.org',
    ...more,
  };
  return [env, { chatEntries: fakes.map(({ entry }) => entry), conferenceEntries, log: createLog('silent') }];
}

/** A server that holds a port of this machine. */
async function aServer() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: String(address.port) };
}

test('runs every platform that is on behind one web server, and stops them before it', async () => {
  const [one, two] = [aPlatform('one'), aPlatform('two')];
  const port = String(await freePort('127.0.0.1'));
  const app = await compose(...(await settingsOf([one, two], { PORT: port })));
  const at = `http://127.0.0.1:${port}`;

  expect(app).toMatchObject({ url: 'https://meet.example.org', playground: null, hasPlatform: true });
  expect(await (await fetch(`${at}/two/x`)).json()).toEqual({
    name: 'two',
    socket: '127.0.0.1',
    client: '127.0.0.1',
  });
  const ready = await fetch(`${at}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, parts: { store: true, one: true, two: true } });

  await app.stop();
  expect([one.events, two.events]).toEqual([
    ['start', 'stop'],
    ['start', 'stop'],
  ]);
  await expect(fetch(`${at}/healthz`)).rejects.toThrow();
});

test('believes a proxy that was listed about whose request it is', async () => {
  const port = String(await freePort('127.0.0.1'));
  const env = { PORT: port, TRUSTED_PROXIES: '127.0.0.1' };
  const app = await compose(...(await settingsOf([aPlatform('one')], env)));
  onTestFinished(() => app.stop());
  const headers = { 'X-Forwarded-For': '192.0.2.7' };
  const answer = await fetch(`http://127.0.0.1:${port}/one`, { headers });
  expect(await answer.json()).toMatchObject({ client: '192.0.2.7' });
});

test('makes links to this machine when no other address is set', async () => {
  const env = { DATA_DIR: join(await testFolder(), 'data'), PORT: '0' };
  const app: App = await compose(env, { log: createLog('silent') });
  onTestFinished(() => app.stop());
  expect(app.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect(app).toMatchObject({ playground: `${app.url}/playground`, hasPlatform: false });
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
});

test('runs nothing when a platform refuses the credentials', async () => {
  const good = aPlatform('good');
  const bad = aPlatform('bad', () => Promise.reject(new ConfigError(['BAD_TOKEN: copy it again.'])));
  const port = String(await freePort('127.0.0.1'));
  const settings = await settingsOf([good, bad], { PORT: port });
  await expect(compose(...settings)).rejects.toThrow('BAD_TOKEN: copy it again.');
  expect(good.events).toEqual(['start', 'stop']);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});

test('takes no event when the port is taken', async () => {
  const { server, port } = await aServer();
  onTestFinished(() => void server.close());
  const fake = aPlatform('one');
  const settings = await settingsOf([fake], { PORT: port });
  await expect(compose(...settings)).rejects.toMatchObject({ code: 'EADDRINUSE', port: Number(port) });
  expect(fake.events).toEqual([]);
});
