import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createPlayground } from '../../adapters/chat/playground/index.ts';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import type { Log } from '../../src/log.ts';
import type { ChatAdapter } from '../../src/ports/adapter.ts';
import { createKeyring, type Keyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The playground on a real loopback socket, and what the page would call. */
export type PlaygroundServer = {
  readonly url: string;
  readonly adapter: ChatAdapter;
  readonly clock: FakeClock;
  readonly logged: string[];
  post(path: string, body: object, headers?: Record<string, string>): Promise<Response>;
  /** What the open page of this moment is told first. */
  snapshot(): Promise<Snapshot>;
  /** Entries that the person sees in the conversation; in all of them without one. */
  seen(person: string, conversation?: string): Promise<readonly Entry[]>;
  close(): Promise<void>;
};

type Snapshot = {
  readonly people: readonly { readonly id: string; readonly dmsOpen: boolean; readonly member: boolean }[];
  readonly entries: readonly Entry[];
};

export const temporaryDirectory = async () => {
  const path = temporaryFolder('playground');
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

export const newKeyring = (seed = 'playground') => createKeyring(seededRandom(seed));

export async function startPlayground(
  dataDir: string,
  keyring: Keyring = newKeyring(),
): Promise<PlaygroundServer> {
  const random = seededRandom('server');
  const clock = new FakeClock();
  const logged: string[] = [];
  const note = (data: object, event: string) => void logged.push(`${event} ${JSON.stringify(data)}`);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const adapter = createPlayground({
    clock,
    random,
    log,
    vault: createVault(keyring, random),
    publicUrl: 'http://localhost:3000',
    credentials: fakeCredentials(),
    dataDir,
  });
  const [route] = adapter.routes;
  const server = createServer((incoming, outgoing) => {
    const socket = incoming.socket.remoteAddress ?? '';
    const listener = getRequestListener(
      (request) => route?.handle(request, { socket, client: socket }) ?? new Response(),
    );
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground`;

  async function snapshot(): Promise<Snapshot> {
    const abort = new AbortController();
    const response = await fetch(`${url}/events`, { signal: abort.signal });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      if (text.includes('\n\n')) break;
    }
    abort.abort();
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}');
  }

  return {
    url,
    adapter,
    clock,
    logged,
    snapshot,
    post: (path, body, headers = {}) =>
      fetch(`${url}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async seen(person, conversation) {
      const { entries } = await snapshot();
      return entries.filter(
        (entry) =>
          (entry.audience === null || entry.audience === person) &&
          (conversation === undefined || entry.conversation === conversation),
      );
    },
    async close() {
      await adapter.inbox.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
