import { onTestFinished } from 'vitest';
import { createWeb, type WebParts } from '../../adapters/web/index.ts';
import { systemClock } from '../../src/clock.ts';
import { parseNetwork } from '../../src/door/address.ts';
import { createDoor } from '../../src/door/door.ts';
import { aDoor, PASSCODE, silent } from '../door/a-door.ts';
import { aHost } from '../fakes/a-host.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { noAccounts } from '../fakes/no-accounts.ts';

export const networks = (...texts: readonly string[]) => texts.flatMap((text) => parseNetwork(text) ?? []);

/** The real server on a loopback port before a meeting, with a door whose 300 ms pass at once. */
export async function aWeb(
  given: { readonly door?: Parameters<typeof aDoor>[0]; readonly web?: Partial<WebParts> } = {},
) {
  const stage = await aDoor(given.door);
  const now = MORNING;
  const door = createDoor({
    clock: { now: () => now, sleep: async () => {} },
    log: silent,
    vault: stage.vault,
    store: { ...stage.store, ...given.door?.store?.(stage.store) },
    providers: given.door?.providers ?? new Map([[stage.meeting.provider, stage.provider]]),
    hostOf: async () => aHost(),
    isMember: async () => true,
    sharedNetworks: [],
    committed: () => {},
  });
  const web = createWeb({
    clock: { now: () => now, sleep: systemClock.sleep },
    log: silent,
    vault: stage.vault,
    door,
    store: stage.store,
    dispatcher: { handle: () => Promise.reject(new Error('nobody gives commands at the door')) },
    publicUrl: 'http://127.0.0.1',
    // Tests are many people behind one proxy.
    trustedProxies: networks('127.0.0.1'),
    metricsToken: null,
    accounts: noAccounts,
    routes: [],
    checks: new Map(),
    backlog: async () => ({}),
    ...given.web,
  });
  const port = await web.listen('127.0.0.1', 0);
  onTestFinished(() => web.close());
  const base = `http://127.0.0.1:${port}`;
  const send = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', ...init });
  const join = (body: unknown, headers: Record<string, string> = {}) =>
    send('/api/join', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ...stage,
    web,
    base,
    send,
    join,
    right: { meetingId: stage.meeting.meetingId, passcode: PASSCODE, name: 'Sam' },
    /** As a browser without JavaScript sends it. */
    form: (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send('/api/join', { method: 'POST', headers, body: new URLSearchParams(fields) }),
    linkToken: (name: Parameters<typeof stage.link>[0]): string => {
      const key = stage.link(name);
      return key.kind === 'token' ? key.token.open() : '';
    },
  };
}

/** From somebody else each time, in a network of their own. */
let people = 0;
export const somebody = (): Record<string, string> => {
  people += 1;
  return { 'X-Forwarded-For': `${20 + (people >> 16)}.${(people >> 8) & 255}.${people & 255}.1` };
};
