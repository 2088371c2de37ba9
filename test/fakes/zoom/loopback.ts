import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { METHODS } from './methods.ts';
import { type Reply, refused, reply } from './refusals.ts';
import { jsonOf, type ZoomState } from './state.ts';
import type { CallName, Fault, Moment, Recorded } from './types.ts';

export type Credentials = {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const ROUTES: readonly (readonly [method: string, path: RegExp, call: CallName])[] = [
  ['POST', /^\/oauth\/token$/, 'token'],
  ['GET', /^\/v2\/users\/([^/]+)\/settings$/, 'settings'],
  ['POST', /^\/v2\/users\/([^/]+)\/meetings$/, 'create'],
  ['GET', /^\/v2\/users\/([^/]+)\/meetings$/, 'list'],
  ['GET', /^\/v2\/users\/([^/]+)$/, 'user'],
  ['PUT', /^\/v2\/meetings\/([^/]+)\/status$/, 'status'],
  ['POST', /^\/v2\/meetings\/([^/]+)\/invite_links$/, 'invite'],
  ['GET', /^\/v2\/meetings\/([^/]+)$/, 'read'],
  ['PATCH', /^\/v2\/meetings\/([^/]+)$/, 'change'],
  ['DELETE', /^\/v2\/meetings\/([^/]+)$/, 'remove'],
];

type Stop = { readonly call: CallName; readonly moment: Moment; readonly reached: () => void };

/** The HTTP side: reads and records every request, and fails or stops as it is told to. */
export class Loopback {
  readonly server: Server;
  readonly requests: Recorded[] = [];
  readonly #state: ZoomState;
  readonly #credentials: Credentials;
  readonly #faults: { readonly call: CallName; readonly fault: Fault; left: number }[] = [];
  readonly #stops: Stop[] = [];
  #tokens = 0;

  constructor(state: ZoomState, credentials: Credentials) {
    this.#state = state;
    this.#credentials = credentials;
    this.server = createServer((incoming, response) => void this.#take(incoming, response));
  }

  fail(call: CallName, fault: Fault): void {
    this.#faults.push({ call, fault, left: fault.times ?? 1 });
  }

  /** Nothing that was planned goes wrong any more. */
  forgive(): void {
    this.#faults.length = 0;
  }

  /** Holds the next such call there for as long as its caller waits; resolves once it is there. */
  stopAt(call: CallName, moment: Moment): Promise<void> {
    return new Promise((resolve) => {
      this.#stops.push({ call, moment, reached: resolve });
    });
  }

  async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '', 'http://zoom.invalid');
    const method = incoming.method ?? '';
    const path = url.pathname;
    const raw = await readText(incoming);
    const { recorded, call, id } = this.#record(method, path, raw);
    if (call === null) return send(response, refused(404, 2300, 'This API endpoint is not recognized.'));

    const fault = this.#fault(call);
    if (fault?.slow !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.slow));
    if (fault?.drop === 'request' || (await this.#stopped(call, 'before', response))) {
      response.destroy();
      return;
    }
    const authorization = incoming.headers.authorization ?? '';
    const answer = this.#answer(call, id, url.searchParams, raw, authorization, fault);
    recorded.status = answer.status;
    if (fault?.drop === 'answer' || (await this.#stopped(call, 'done', response))) {
      response.destroy();
      return;
    }
    send(response, answer);
    this.#reach(call, 'answered')?.reached();
  }

  /** The same without a connection, for tests that ask thousands of times. */
  async fetch(
    input: string,
    init: { method: string; headers: ConstructorParameters<typeof Headers>[0]; body: unknown },
  ): Promise<Response> {
    const url = new URL(input);
    const raw = init.body === null ? '' : String(init.body);
    const { recorded, call, id } = this.#record(init.method, url.pathname, raw);
    if (call === null) throw new TypeError('fetch failed');
    const fault = this.#fault(call);
    if (fault?.drop === 'request') throw new TypeError('fetch failed');
    const authorization = new Headers(init.headers).get('authorization') ?? '';
    const { status, body, headers } = this.#answer(call, id, url.searchParams, raw, authorization, fault);
    recorded.status = status;
    if (fault?.drop === 'answer') throw new TypeError('fetch failed');
    return new Response(body === '' ? null : body, { status, ...(headers ? { headers } : {}) });
  }

  #record(method: string, path: string, raw: string) {
    const [, pattern, call = null] = ROUTES.find(([m, p]) => m === method && p.test(path)) ?? [];
    const [, id = ''] = pattern?.exec(path) ?? [];
    const recorded: Recorded = { call: call ?? 'unknown', method, path, body: bodyOf(raw), status: 0 };
    this.requests.push(recorded);
    return { recorded, call, id: decodeURIComponent(id) };
  }

  #answer(
    call: CallName,
    id: string,
    query: URLSearchParams,
    raw: string,
    authorization: string,
    fault: Fault | null,
  ): Reply {
    if (fault?.status === undefined) return this.#handle(call, id, query, raw, authorization);
    const { status, body = '', headers } = fault;
    return { status, body, ...(headers ? { headers } : {}) };
  }

  #reach(call: CallName, moment: Moment): Stop | null {
    const at = this.#stops.findIndex((stop) => stop.call === call && stop.moment === moment);
    return at < 0 ? null : (this.#stops.splice(at, 1)[0] ?? null);
  }

  async #stopped(call: CallName, moment: Moment, response: ServerResponse): Promise<boolean> {
    const stop = this.#reach(call, moment);
    if (!stop) return false;
    const gone = once(response, 'close');
    stop.reached();
    await gone;
    return true;
  }

  #fault(call: CallName): Fault | null {
    const planned = this.#faults.find((one) => one.call === call && one.left > 0);
    if (!planned) return null;
    planned.left -= 1;
    return planned.fault;
  }

  #handle(call: CallName, id: string, query: URLSearchParams, raw: string, authorization: string): Reply {
    if (call === 'token') return this.#token(new URLSearchParams(raw), authorization);
    const state = this.#state;
    const token = state.tokens.get(authorization.replace(/^Bearer /, ''));
    if (!token || token.until <= state.now()) return refused(401, 124, 'Invalid access token.');
    const { scope, handle } = METHODS[call];
    if (!token.scopes.includes(scope)) {
      return refused(400, 4711, `Invalid access token, does not contain scopes:[${scope}].`);
    }
    return handle({ state, id, query, body: bodyOf(raw) });
  }

  #token(form: URLSearchParams, authorization: string): Reply {
    const { accountId, clientId, clientSecret } = this.#credentials;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const right =
      authorization === basic &&
      form.get('grant_type') === 'account_credentials' &&
      form.get('account_id') === accountId;
    if (!right) {
      return reply(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' });
    }
    this.#tokens += 1;
    const token = `zoomtoken${this.#tokens}canary`;
    const { scopes, tokens } = this.#state;
    tokens.set(token, { until: this.#state.now() + 3600_000, scopes });
    const scope = scopes.join(' ');
    return reply(200, { access_token: token, token_type: 'bearer', expires_in: 3600, scope });
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

function bodyOf(raw: string): Recorded['body'] {
  try {
    return jsonOf(JSON.parse(raw));
  } catch {
    return {};
  }
}
