import { z } from 'zod';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import { within } from '../../../src/within.ts';
import type { TelegramApi } from './api.ts';
import type { Entrance } from './inbox.ts';
import { ALLOWED_UPDATES } from './update.ts';

/** Seconds that Telegram holds a request while there is nothing new; the api gives up after 20. */
const HELD = 15;
/** Updates in one answer: Telegram's own limit, and the most that are under way at once. */
const MOST = 100;
/** Between two requests while updates are under way: Telegram then answers at once, with the same ones. */
const GLANCE = 0.25 * SECOND;
/** After a refusal or a broken connection; twice as long each time, up to a minute. */
const PAUSE = { first: SECOND, longest: 60 * SECOND } as const;

const Numbered = z.looseObject({ update_id: z.int() });

type Parts = {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Fetches updates. An update is confirmed by a request for what comes after it, so the offset never passes one that is
 * not handled: whatever a crash interrupts comes once more (https://core.telegram.org/bots/api#getupdates). The runner of
 * grammY asks for the next ones as soon as it has handed on the last.
 */
export function createPolling({ api, clock, log }: Parts): Entrance {
  const running = new Map<number, Promise<void>>();
  const handled = new Set<number>();
  let handle: (update: unknown) => Promise<void> = async () => {};
  let next = 0;
  let stopped = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let fetching = false;

  /** The first that is not handled. */
  const offset = () => Math.min(next, ...running.keys());

  async function fetchMore(held: number): Promise<void> {
    // What is handled while the answer is on its way stands in it once more.
    const from = offset();
    const asked = { offset: from, limit: MOST, timeout: held, allowed_updates: ALLOWED_UPDATES };
    const given = await api.call((methods) => methods.getUpdates(asked), stopped.signal);
    fetching = true;
    for (const id of handled) if (id < from) handled.delete(id);
    for (const update of given) take(update);
  }

  function take(update: unknown): void {
    const { data } = Numbered.safeParse(update);
    if (!data || running.has(data.update_id) || handled.has(data.update_id)) return;
    const { update_id: id } = data;
    next = Math.max(next, id + 1);
    const done = handle(data).finally(() => {
      running.delete(id);
      handled.add(id);
    });
    running.set(id, done);
  }

  async function poll(): Promise<void> {
    let pause: number = PAUSE.first;
    while (!stopped.signal.aborted) {
      try {
        await fetchMore(running.size === 0 ? HELD : 0);
        pause = PAUSE.first;
        await settled(GLANCE);
      } catch (error) {
        if (stopped.signal.aborted) return;
        fetching = false;
        const failure = error instanceof DeliveryError ? error : null;
        log.warn({ reason: failure?.reason, hint: hintOf(failure) }, 'telegram updates not fetched');
        await clock.sleep(Math.max(pause, failure?.retryAfter ?? 0), stopped.signal);
        pause = Math.min(pause * 2, PAUSE.longest);
      }
    }
  }

  /** Once nothing is under way, or after a while. */
  async function settled(ms: number): Promise<void> {
    if (running.size > 0) await within(clock, ms, Promise.allSettled(running.values()));
  }

  return {
    async start(handling) {
      handle = handling;
      stopped = new AbortController();
      // While there is a webhook nothing can be fetched; what waits for it is kept.
      await api.call((methods) => methods.deleteWebhook({ drop_pending_updates: false }));
      await fetchMore(0);
      loop = poll();
    },
    async stop() {
      stopped.abort();
      await loop;
      while (running.size > 0) await Promise.allSettled(running.values());
      if (!fetching) return;
      fetching = false;
      // Confirms the last, and ends the request that may still be held.
      await api
        .call((methods) => methods.getUpdates({ offset: next, limit: 1, timeout: 0 }))
        .catch(() => log.info({}, 'telegram updates not confirmed'));
    },
    ready: () => fetching,
  };
}

function hintOf(failure: DeliveryError | null): string | undefined {
  switch (failure?.reason) {
    case 'conflict':
      return 'another program fetches the updates of this bot: stop it, or give it a bot of its own';
    case 'revoked':
      return 'TELEGRAM_TOKEN is good no more: copy it anew from @BotFather, then start again';
    default:
      return undefined;
  }
}
