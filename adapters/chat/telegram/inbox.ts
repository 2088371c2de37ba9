import type { Clock } from '../../../src/clock.ts';
import { SECOND } from '../../../src/clock.ts';
import { ConfigError, DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Dispatcher, Inbox } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import type { TelegramApi } from './api.ts';
import { menus } from './commands.ts';
import { createHandlers } from './handlers.ts';
import { createInOrder } from './in-order.ts';
import type { People } from './people.ts';
import type { Bot } from './receive.ts';

/** How updates come in: fetched, or posted to us. */
export type Entrance = {
  /** `handle` resolves when the update is done with, and never rejects. */
  start(handle: (update: unknown) => Promise<void>): Promise<void>;
  /** Resolves when no more come in, and what came is done with. */
  stop(): Promise<void>;
  ready(): boolean;
};

type Parts = {
  readonly entrance: Entrance;
  readonly api: TelegramApi;
  readonly people: People;
  readonly apiRoot: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long a start waits for Telegram. */
const START = 20 * SECOND;

/** Telegram's updates, each handled to its end before Telegram hears that it may forget it. */
export function createInbox(parts: Parts): Inbox {
  const { entrance, api, people, log } = parts;
  const handlers = createHandlers(parts);
  let started = false;

  /** Whatever goes wrong in it is a bug or a mutilated update, and stays in here. */
  function handler(to: Dispatcher, bot: Bot): (update: unknown) => Promise<void> {
    const inOrder = createInOrder();
    return async (update) => {
      try {
        const found = handlers.read(update, bot);
        if (found) await inOrder(found.key, () => handlers.act(found.happening, to, bot));
      } catch (err) {
        log.error({ err }, 'telegram update failed');
      }
    };
  }

  async function begin(to: Dispatcher): Promise<true> {
    const { id, username } = await people.me();
    await register(api, log);
    if (!started) return true; // it took too long, and was given up
    await entrance.start(handler(to, { id, username: username ?? '' }));
    return true;
  }

  return {
    async start(dispatcher) {
      started = true;
      try {
        if (!(await within(parts.clock, START, begin(dispatcher)))) throw new Error('no answer');
      } catch (error) {
        started = false;
        await entrance.stop();
        throw error instanceof ConfigError ? error : new ConfigError([problemOf(error, parts.apiRoot)]);
      }
    },
    async stop() {
      await entrance.stop();
      started = false;
    },
    ready: () => started && entrance.ready(),
  };
}

/** The menus help people to type; a start does not fail with them. */
async function register(api: TelegramApi, log: Log): Promise<void> {
  try {
    for (const { scope, language, commands } of menus()) {
      const of = language === null ? {} : { language_code: language };
      await api.call((methods) => methods.setMyCommands({ commands, scope, ...of }));
    }
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure === 'revoked') throw error;
    log.warn({ reason: error.reason }, 'telegram took no menus');
  }
}

function problemOf(error: unknown, apiRoot: string): string {
  const reason = error instanceof DeliveryError ? error.reason : '';
  switch (reason) {
    case 'revoked':
      return 'TELEGRAM_TOKEN: Telegram refuses it: send /mybots to @BotFather, choose your bot, press API Token, and copy it anew.';
    case 'conflict':
      return 'TELEGRAM_TOKEN: another program fetches the updates of this bot: stop it, or give it a bot of its own.';
    default:
      return `TELEGRAM_API_ROOT: Telegram does not answer at ${apiRoot}: check this machine's network and proxy, then start again.`;
  }
}
