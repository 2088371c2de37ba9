import { createServer } from 'node:http';
import { Bot, GrammyError, HttpError, webhookCallback } from 'grammy';
import type { FakeTelegram, Message } from '../fakes/telegram/telegram-server.ts';

/** Bots of grammY alone, with nothing of ours, to try the local Telegram with. */
export class GrammyBots {
  readonly #stops: (() => unknown)[] = [];
  readonly #telegram: FakeTelegram;

  constructor(telegram: FakeTelegram) {
    this.#telegram = telegram;
  }

  /** One that only calls. */
  bot(token = this.#telegram.token): Bot {
    return new Bot(token, { client: { apiRoot: this.#telegram.apiRoot } });
  }

  /** Polls as grammY does by itself: each update is confirmed after it was handled. */
  polling(handle: (bot: Bot) => unknown, options?: Parameters<Bot['start']>[0]): Bot {
    const bot = this.bot();
    handle(bot);
    bot.catch(() => undefined);
    const polled = bot.start(options);
    this.onStop(async () => {
      await bot.stop();
      await polled;
    });
    return bot;
  }

  /** Listens as grammY does behind a server of one's own, whose address it gives back. */
  async listening(handle: (bot: Bot) => unknown, secretToken: string): Promise<string> {
    const bot = this.bot();
    handle(bot);
    const callback = webhookCallback(bot, 'http', { secretToken });
    const server = createServer((request, response) => {
      callback(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.onStop(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  onStop(stop: () => unknown): void {
    this.#stops.push(stop);
  }

  /** Stops all, and then Telegram. */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
    await this.#telegram.close();
  }
}

/** `ok`, or how Telegram refuses it. */
export const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
      return error instanceof HttpError ? 'no answer' : String(error);
    },
  );

export const texts = (messages: readonly Message[]): readonly string[] => messages.map(({ text }) => text);

export function last(messages: readonly Message[]): Message {
  const message = messages.at(-1);
  if (!message) throw new Error('there is no message');
  return message;
}
