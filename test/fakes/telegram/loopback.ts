import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { done, type Outcome, refused } from './call.ts';
import { isJson } from './state.ts';
import type { Fault, Json, Recorded } from './types.ts';

export type Request = {
  readonly token: string;
  readonly method: string;
  readonly body: Json;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
};

type Handling = (request: Request) => Outcome | Promise<Outcome>;

/** Calls that wait for news; all others are work. */
const WAITING = 'getupdates';

/** The HTTP side: reads and records every request, and fails as it is told to. */
export class Loopback {
  readonly server: Server;
  readonly requests: Recorded[] = [];
  /** Requests that are being answered, those for updates left out. */
  open = 0;
  /** Presses that somebody tried to answer. */
  readonly tried = new Set<unknown>();
  /** How many were answered. */
  finished = 0;
  readonly #faults: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  readonly #pauses: { readonly method: string; readonly milliseconds: number }[] = [];

  constructor(now: () => number, handle: Handling) {
    this.server = createServer((incoming, response) => void this.#take(incoming, response, now, handle));
  }

  fail(method: string, fault: Fault): void {
    this.#faults.push({ method: method.toLowerCase(), fault, left: fault.times ?? 1 });
  }

  slow(method: string, milliseconds: number): void {
    this.#pauses.push({ method: method.toLowerCase(), milliseconds });
  }

  async #take(
    incoming: IncomingMessage,
    response: ServerResponse,
    now: () => number,
    handle: Handling,
  ): Promise<void> {
    const url = new URL(incoming.url ?? '', 'http://telegram.invalid');
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const waits = method.toLowerCase() === WAITING;
    if (!waits) this.open += 1;
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    try {
      const body = await readArguments(url, incoming.headers['content-type'] ?? '', await readText(incoming));
      const recorded: Recorded = { method, body, at: now(), status: 0 };
      this.requests.push(recorded);
      this.tried.add(body['callback_query_id']);
      await this.#answer(recorded, response, () => handle({ token, method, body, gone: gone.signal }));
    } finally {
      if (!waits) {
        this.open -= 1;
        this.finished += 1;
      }
    }
  }

  async #answer(
    recorded: Recorded,
    response: ServerResponse,
    handle: () => Outcome | Promise<Outcome>,
  ): Promise<void> {
    const method = recorded.method.toLowerCase();
    const pause = this.#pauses.findIndex((one) => one.method === method);
    const [paused] = pause < 0 ? [] : this.#pauses.splice(pause, 1);
    if (paused) await new Promise((resolve) => setTimeout(resolve, paused.milliseconds));
    const fault = this.#fault(method, recorded.body);
    if (fault?.drop === 'request') {
      response.destroy();
      return;
    }
    const failed = fault && failure(fault);
    const outcome = failed ?? (await handle());
    if (fault?.drop === 'answer' || response.destroyed) {
      response.destroy();
      return;
    }
    const status = outcome.ok ? 200 : outcome.error_code;
    recorded.status = status;
    const page = fault?.body;
    response
      .writeHead(status, { 'content-type': page === undefined ? 'application/json' : 'text/html' })
      .end(page ?? JSON.stringify(outcome));
  }

  #fault(method: string, body: Json): Fault | null {
    const planned = this.#faults.find(
      (one) =>
        one.method === method &&
        one.left > 0 &&
        (one.fault.chat === undefined || one.fault.chat === Number(body['chat_id'])),
    );
    if (!planned) return null;
    planned.left -= 1;
    return planned.fault;
  }
}

/** What is answered instead of doing what was asked; null: it is done. */
function failure({ code, description = '', parameters, drop }: Fault): Outcome | null {
  if (code === undefined) return drop ? null : refused(500, 'Internal Server Error');
  if (code < 300) return done();
  return { ...refused(code, '', parameters), description, error_code: code, ok: false };
}

/** JSON, or a form or a query, in which what is not text is JSON. */
async function readArguments(url: URL, type: string, body: string): Promise<Json> {
  if (type.includes('json')) return object(parse(body));
  if (type.includes('multipart')) return readParts(type, body);
  const form = type.includes('urlencoded') ? [...new URLSearchParams(body)] : [];
  return Object.fromEntries([...url.searchParams, ...form].map(([key, value]) => [key, opened(value)]));
}

/** Files stand in parts of their own, and `attach://` says where: https://core.telegram.org/bots/api#sending-files */
async function readParts(type: string, body: string): Promise<Json> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const files = new Map<string, Json>();
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      files.set(`attach://${name}`, { name: value.name, content: await value.text() });
    }
  }
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return Object.fromEntries(
    fields.map(([name = '', value = '']) => [name, files.get(value) ?? opened(value)]),
  );
}

const opened = (value: string): unknown => (/^[[{]/.test(value) ? parse(value) : value);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const object = (value: unknown): Json => (isJson(value) ? value : {});
