import { createHash, timingSafeEqual } from 'node:crypto';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { ConfigError, DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Route } from '../../../src/ports/adapter.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import { within } from '../../../src/within.ts';
import type { TelegramApi } from './api.ts';
import type { Entrance } from './inbox.ts';
import { ALLOWED_UPDATES } from './update.ts';

const PATH = '/telegram/webhook';
/** Telegram gives up on an answer after a minute or so, and posts the update once more. */
const PATIENCE = 10 * SECOND;
/** An update of the longest text is a fraction of it. */
const BODY_LIMIT = 1024 * 1024;

type Parts = {
  readonly api: TelegramApi;
  readonly secret: Secret;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Takes updates that Telegram posts. It is known by a header that only it and we know
 * (https://core.telegram.org/bots/api#setwebhook), and posts again whatever is not answered with 200.
 */
export function createWebhook({ api, secret, publicUrl, clock, log }: Parts): {
  readonly entrance: Entrance;
  readonly route: Route;
} {
  const running = new Set<Promise<void>>();
  let handle: ((update: unknown) => Promise<void>) | null = null;
  let told = false;

  async function receive(request: Request): Promise<Response> {
    if (request.method !== 'POST' || new URL(request.url).pathname !== PATH) return answer(404);
    if (!isSame(request.headers.get('x-telegram-bot-api-secret-token') ?? '', secret.open())) {
      log.warn({}, 'telegram update refused');
      return answer(401);
    }
    if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) return answer(413);
    if (!handle) return answer(503);
    const raw = await request.text();
    if (raw.length > BODY_LIMIT) return answer(413);
    const update = readBody(raw);
    const done = handle(update).finally(() => running.delete(done));
    running.add(done);
    // Whatever takes longer is finished all the same.
    await within(clock, PATIENCE, done);
    return answer(200);
  }

  return {
    route: { path: PATH, handle: receive },
    entrance: {
      async start(handling) {
        handle = handling;
        await subscribe(api, `${publicUrl}${PATH}`, secret);
        told = true;
      },
      /** Telegram keeps posting, and brings again what it is not answered to. */
      async stop() {
        handle = null;
        told = false;
        while (running.size > 0) await Promise.allSettled(running);
      },
      ready: () => told,
    },
  };
}

async function subscribe(api: TelegramApi, url: string, secret: Secret): Promise<void> {
  try {
    await api.call((methods) =>
      methods.setWebhook({
        url,
        secret_token: secret.open(),
        allowed_updates: ALLOWED_UPDATES,
        drop_pending_updates: false,
      }),
    );
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure !== 'refused') throw error;
    throw new ConfigError([
      `PUBLIC_URL: Telegram does not post updates to ${url}: it must be https, reach this machine by port 443, 80, 88 or 8443, and be known to the whole internet. Or set TELEGRAM_MODE=polling.`,
    ]);
  }
}

/** What is no JSON is nothing of Telegram's, and would not be understood the next time either. */
function readBody(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

/** In the same time whatever is given. */
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const answer = (status: number): Response => new Response(null, { status });
