import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, SECOND } from '../../../src/clock.ts';
import type { ConferenceParts, Route } from '../../../src/ports/adapter.ts';
import type { CallNews } from '../../../src/ports/call-news.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import { within } from '../../../src/within.ts';
import { readEvent, tell } from './events.ts';

const PATH = '/zoom/webhook';
const ACCOUNT = /^\/zoom\/webhook(?:\/([\w-]{1,64}))?$/;
/** Older, or dated into the future, is somebody's copy (SECURITY.md §5). */
const WINDOW = 5 * MINUTE;
/** Zoom wants an answer within 3 seconds, and tells again what is not answered with 200. */
const PATIENCE = 2.5 * SECOND;
/** An event of the longest texts is a fraction of it. */
const BODY_LIMIT = 256 * 1024;

type Parts = Pick<ConferenceParts, 'clock' | 'log'>;

/** Who signs, and who is told. */
type Listener = { readonly secret: Secret; readonly news: CallNews };

/**
 * https://developers.zoom.us/docs/api/webhooks/ The path says whose account it is, a workspace's or, null, the
 * operator's, so that nothing of a body is believed before it is known by whose secret to check it.
 */
export function createWebhook(
  { clock, log }: Parts,
  listenerOf: (workspace: string | null) => Promise<Listener | null>,
): Route {
  async function handle(request: Request): Promise<Response> {
    const [, named] = ACCOUNT.exec(new URL(request.url).pathname) ?? [null, ''];
    if (request.method !== 'POST' || named === '') return answer(404);
    if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) return answer(413);
    const raw = new Uint8Array(await request.arrayBuffer());
    if (raw.length > BODY_LIMIT) return answer(413);
    const listener = await listenerOf(named ?? null);
    if (listener === null || !isGenuine(request.headers, raw, listener.secret, clock.now())) {
      log.warn({}, 'zoom event refused');
      return answer(401);
    }
    const event = readEvent(raw);
    if (event.kind === 'validation') {
      const { plainToken } = event;
      return Response.json({ plainToken, encryptedToken: hmac(listener.secret, plainToken).toString('hex') });
    }
    const told = tell(event, listener.news).then(
      () => 200,
      (err: unknown) => {
        log.error({ err, event: event.kind }, 'zoom event not written down');
        return 500;
      },
    );
    return answer((await within(clock, PATIENCE, told)) ?? 503);
  }

  return { path: PATH, handle };
}

/** Over the bytes as they came: what is read and written again is not what was signed. */
function isGenuine(headers: Headers, raw: Uint8Array, secret: Secret, now: number): boolean {
  const timestamp = headers.get('x-zm-request-timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * SECOND) > WINDOW) return false;
  const [, signature = ''] = /^v0=([\da-f]{64})$/.exec(headers.get('x-zm-signature') ?? '') ?? [];
  if (signature === '') return false;
  const wanted = hmac(secret, Buffer.concat([Buffer.from(`v0:${timestamp}:`), raw]));
  return timingSafeEqual(Buffer.from(signature, 'hex'), wanted);
}

const hmac = (secret: Secret, data: string | Uint8Array): Buffer =>
  createHmac('sha256', secret.open()).update(data).digest();

const answer = (status: number): Response => new Response(null, { status });
