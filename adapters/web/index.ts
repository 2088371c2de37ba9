import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Clock, SECOND } from '../../src/clock.ts';
import type { Network } from '../../src/door/address.ts';
import type { Door } from '../../src/door/door.ts';
import type { Log } from '../../src/log.ts';
import type { Route } from '../../src/ports/adapter.ts';
import type { Dispatcher } from '../../src/ports/inbox.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Secret } from '../../src/vault/secret.ts';
import type { Vault } from '../../src/vault/vault.ts';
import type { WorkspaceAccounts } from '../../src/workspace-accounts.ts';
import { createApp } from './app.ts';
import type { Checks } from './health.ts';

export type WebParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly door: Door;
  /** *My meetings* gives the same commands as chat does. */
  readonly dispatcher: Pick<Dispatcher, 'handle'>;
  readonly store: Pick<Store, 'accounts' | 'meetings' | 'presence' | 'sessions' | 'workspaces'>;
  /** Accounts of workspaces at providers, for their admins. */
  readonly accounts: WorkspaceAccounts;
  /** Base of every link that people get; over https cookies are sent over https only. */
  readonly publicUrl: string;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly Network[];
  /** Opens `/metrics` to others than this machine; null: to nobody. */
  readonly metricsToken: Secret | null;
  /** What the adapters answer themselves. */
  readonly routes: readonly Route[];
  /** `/readyz`: each adapter and the store. */
  readonly checks: Checks;
  /** Jobs due but not done, by kind. */
  backlog(): Promise<Readonly<Record<string, number>>>;
};

/** The one web server: the door, health and figures, and the adapters' own routes. */
export type Web = {
  /** Resolves to the port once requests are answered; `port` 0 takes any that is free. Rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more requests, lets those under way finish, then ends what still streams. */
  close(): Promise<void>;
};

/** A request that is not complete after this long is given up (slow senders hold sockets). */
const REQUEST_TIMEOUT = 30 * SECOND;
const HEADERS_TIMEOUT = 10 * SECOND;
/** How long a request under way may still take when the server closes. */
const GRACE = SECOND;

export function createWeb(parts: WebParts): Web {
  const app = createApp(parts);
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: { requestTimeout: REQUEST_TIMEOUT, headersTimeout: HEADERS_TIMEOUT },
  });
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(portOf(server.address()));
        });
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const early = new AbortController();
      closed.then(() => early.abort());
      await parts.clock.sleep(GRACE, early.signal);
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;
