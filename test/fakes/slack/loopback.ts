import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Arguments } from './call.ts';
import { readArguments } from './web-api.ts';

/** What goes wrong with a call. */
export type Fault = 'rate' | '502' | 'drop-answer' | 'drop' | { readonly error: string };

/** A request that reached Slack. `response_url` and `upload_url` are methods here, too. */
export type Recorded = {
  readonly method: string;
  /** Where it went, without the query: a response_url ends with its id. */
  readonly path: string;
  readonly body: Arguments;
  readonly at: number;
  /** Of the answer; 0: there was none. */
  status: number;
};

export type Reply = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Addresses that Slack gives out, each one a method here. */
const PLACES: Readonly<Record<string, string>> = { response: 'response_url', upload: 'upload_url' };

type Handling = (method: string, args: Arguments, request: IncomingMessage) => Reply;

/** The HTTP side: reads and records every request, and fails as it is told to. */
export class Loopback {
  readonly server: Server;
  readonly requests: Recorded[] = [];
  readonly #handle: Handling;
  readonly #now: () => number;
  readonly #faults: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  readonly #pauses: { readonly method: string; readonly ms: number }[] = [];

  constructor(now: () => number, handle: Handling) {
    this.#now = now;
    this.#handle = handle;
    this.server = createServer((request, response) => void this.#answer(request, response));
  }

  fail(method: string, fault: Fault, times: number): void {
    this.#faults.push({ method, fault, left: times });
  }

  pause(method: string, ms: number): void {
    this.#pauses.push({ method, ms });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?');
    const method = path.startsWith('/api/') ? path.slice(5) : (PLACES[path.split('/')[1] ?? ''] ?? path);
    const body = readArguments(request, await readText(request));
    const recorded: Recorded = { method, path, body, at: this.#now(), status: 0 };
    this.requests.push(recorded);
    const pause = this.#pauses.findIndex((one) => one.method === method);
    const [paused] = pause < 0 ? [] : this.#pauses.splice(pause, 1);
    if (paused) await new Promise((resolve) => setTimeout(resolve, paused.ms));
    if (!this.server.listening) return; // closed meanwhile
    const planned = this.#faults.find((one) => one.method === method && one.left > 0);
    if (planned) planned.left -= 1;
    const fault = planned?.fault;
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    const reply = failed(fault) ?? this.#handle(method, body, request);
    if (fault === 'drop-answer') {
      request.socket.destroy();
      return;
    }
    recorded.status = reply.status;
    response
      .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      .end(reply.body);
  }
}

/** What Slack answers instead of doing what it was asked. */
function failed(fault: Fault | undefined): Reply | null {
  if (fault === 'rate') return rateLimited(1);
  if (fault === '502') return { status: 502, body: 'Bad Gateway', headers: { 'content-type': 'text/html' } };
  if (typeof fault === 'object')
    return { status: 200, body: JSON.stringify({ ok: false, error: fault.error }) };
  return null;
}

export const rateLimited = (seconds: number): Reply => ({
  status: 429,
  body: JSON.stringify({ ok: false, error: 'ratelimited' }),
  headers: { 'retry-after': String(seconds) },
});
