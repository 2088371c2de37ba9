import { type App, isValidSlackRequest, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { type Clock, MINUTE, SECOND } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { Route } from '../../../src/ports/adapter.ts';
import type { Secret } from '../../../src/vault/secret.ts';

/** Slack waits so long for an answer; some of it is spent on the way. */
const PATIENCE = 2.8 * SECOND;
/** A form of the longest texts and its view, and nothing much larger. */
const BODY_LIMIT = 1024 * 1024;
/** Older, or dated into the future, is somebody's copy: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const WINDOW = 5 * MINUTE;

type Parts = { readonly signingSecret: Secret; readonly clock: Clock; readonly log: Log };

/** Bolt's receiver for requests that come through the one web server, at `/slack/events`. */
export function createHttpReceiver({ signingSecret, clock, log }: Parts): {
  readonly receiver: Receiver;
  readonly route: Route;
} {
  let app: App | null = null;
  let open = false;

  async function handle(request: Request): Promise<Response> {
    if (request.method !== 'POST') return answer(404);
    if (Number(request.headers.get('content-length') ?? BODY_LIMIT + 1) > BODY_LIMIT) return answer(413);
    const raw = await request.text();
    if (!isGenuine(request.headers, raw, signingSecret, clock)) {
      log.warn({}, 'slack request refused');
      return answer(401);
    }
    const body = readBody(raw);
    if (!body) return answer(400);
    if (body['type'] === 'url_verification') return Response.json({ challenge: body['challenge'] });
    if (body['ssl_check']) return answer(200);
    return app && open ? process(app, body, request.headers) : answer(503);
  }

  async function process(to: App, body: Body, headers: Headers): Promise<Response> {
    const { promise: acknowledged, resolve } = Promise.withResolvers<unknown>();
    const event: ReceiverEvent = {
      body,
      retryNum: Number(headers.get('x-slack-retry-num') ?? 0),
      retryReason: headers.get('x-slack-retry-reason') ?? '',
      ack: async (response: unknown) => resolve(response ?? ''),
    };
    const late = new AbortController();
    const processed = to.processEvent(event).then(
      () => null,
      (error: unknown) => {
        log.warn({ err: error }, 'slack request not understood');
        return null;
      },
    );
    const response = await Promise.race([
      acknowledged,
      processed,
      clock.sleep(PATIENCE, late.signal).then(() => null),
    ]);
    late.abort();
    return response === null ? answer(400) : acknowledgement(response);
  }

  return {
    receiver: {
      init(started) {
        app = started;
      },
      async start() {
        open = true;
      },
      async stop() {
        open = false;
      },
    },
    route: { path: '/slack/events', handle },
  };
}

type Body = Record<string, unknown>;

function isGenuine(headers: Headers, body: string, secret: Secret, clock: Clock): boolean {
  const timestamp = headers.get('x-slack-request-timestamp') ?? '';
  const signature = headers.get('x-slack-signature') ?? '';
  const now = clock.now();
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * SECOND) > WINDOW) return false;
  return isValidSlackRequest({
    signingSecret: secret.open(),
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
    nowMilliseconds: now,
  });
}

/** Events are JSON; commands are a form, and so are buttons and modals, with JSON in their `payload`. */
function readBody(raw: string): Body | null {
  if (raw.startsWith('{')) return readObject(raw);
  const fields = new URLSearchParams(raw);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : readObject(payload);
}

function readObject(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function acknowledgement(response: unknown): Response {
  return typeof response === 'object' ? Response.json(response) : new Response(String(response));
}

const answer = (status: number): Response => new Response(null, { status });
