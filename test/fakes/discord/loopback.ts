import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Answer } from './errors.ts';
import type { Fault, Matcher, Recorded, UploadedFile } from './types.ts';

export type Request = Recorded & { readonly authorization: string; readonly version: string };

type Handling = (request: Request) => Answer;

/** The HTTP side: reads and records every request, and fails as it is told to. */
export class Loopback {
  readonly server: Server;
  readonly requests: Recorded[] = [];
  readonly #faults: { readonly pattern: RegExp; readonly fault: Fault; left: number }[] = [];

  constructor(now: () => number, handle: Handling) {
    this.server = createServer((request, response) => void this.#answer(request, response, now, handle));
  }

  fail(matcher: Matcher, fault: Fault): void {
    this.#faults.push({ pattern: patternOf(matcher), fault, left: fault.times ?? 1 });
  }

  async #answer(
    incoming: IncomingMessage,
    response: ServerResponse,
    now: () => number,
    handle: Handling,
  ): Promise<void> {
    const url = new URL(incoming.url ?? '', 'http://discord.invalid');
    const [, version = '', path = url.pathname] = /^\/api(?:\/v(\d+))?(\/.*)$/.exec(url.pathname) ?? [];
    const type = incoming.headers['content-type'] ?? '';
    const { raw, files } = await readParts(await readText(incoming), type);
    const recorded = {
      method: incoming.method ?? '',
      path: decodeURIComponent(path),
      query: url.search,
      body: parse(raw),
      files,
      at: now(),
      status: 0,
    };
    this.requests.push(recorded);
    const fault = this.#take(`${recorded.method} ${recorded.path}`);
    if (fault?.after) await new Promise((resolve) => setTimeout(resolve, fault.after));
    if (fault?.drop === 'request') {
      incoming.socket.destroy();
      return;
    }
    const authorization = incoming.headers.authorization ?? '';
    const answer = (fault && failed(fault)) ?? handle({ ...recorded, authorization, version });
    if (fault?.drop === 'answer') {
      incoming.socket.destroy();
      return;
    }
    recorded.status = answer.status;
    // A 204 must carry no content type: the SDK would try to read JSON.
    if (answer.status === 204) response.writeHead(204, answer.headers).end();
    else {
      const type = typeof answer.body === 'string' ? 'text/html' : 'application/json';
      const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(body);
    }
  }

  #take(line: string): Fault | null {
    const planned = this.#faults.find(({ pattern, left }) => left > 0 && pattern.test(line));
    if (!planned) return null;
    planned.left -= 1;
    return planned.fault;
  }
}

function patternOf(matcher: Matcher): RegExp {
  if (matcher instanceof RegExp) return matcher;
  const parts = matcher.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

function parse(raw: string): unknown {
  if (raw === '') return null;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

/** What Discord answers instead of doing what it was asked; null: it does it. */
function failed(fault: Fault): Answer | null {
  const { status, code, body, headers = {}, retryAfter = 1, scope = 'user' } = fault;
  if (status === undefined) return null;
  if (status === 429) return { ...rateLimited(retryAfter, scope), ...(body === undefined ? {} : { body }) };
  if (body !== undefined) return { status, body, headers };
  if (status >= 500 && code === undefined) return { status, body: '<html>upstream error</html>', headers };
  return { status, body: { message: 'It was told to fail', code: code ?? 0 }, headers };
}

/** discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit */
export const rateLimited = (seconds: number, scope: 'user' | 'global' | 'shared'): Answer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global', code: 0 },
  headers: {
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-scope': scope,
    'x-ratelimit-reset-after': seconds.toFixed(3),
    ...(scope === 'global'
      ? { 'x-ratelimit-global': 'true' }
      : { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0' }),
  },
});

/** Files come beside the JSON: https://docs.discord.com/developers/reference#uploading-files */
async function readParts(
  body: string,
  type: string,
): Promise<{ raw: string; files: readonly UploadedFile[] }> {
  if (!type.includes('multipart')) return { raw: body, files: [] };
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const files = [...form.values()].flatMap((value) => (typeof value === 'string' ? [] : [value]));
  return {
    raw: String(form.get('payload_json') ?? ''),
    files: await Promise.all(files.map(async (file) => ({ name: file.name, content: await file.text() }))),
  };
}
