import { type ServerType, serve } from '@hono/node-server';
import { createApi } from '../../adapters/chat/telegram/api.ts';
import { createInbox, type Entrance } from '../../adapters/chat/telegram/inbox.ts';
import { createPeople } from '../../adapters/chat/telegram/people.ts';
import { createPolling } from '../../adapters/chat/telegram/polling.ts';
import { createWebhook } from '../../adapters/chat/telegram/webhook.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createLog, type Log } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';
import { startTelegram } from '../fakes/telegram/telegram-server.ts';
import type { TelegramOptions } from '../fakes/telegram/types.ts';

export type Mode = 'polling' | 'webhook';

export const SECRET = 'a-secret-of-these-tests';
export const PUBLIC_URL = 'https://meet.example.org';

export type Setting = {
  readonly mode?: Mode;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly token?: string;
  /** Instead of the local Telegram's. */
  readonly apiRoot?: string;
  readonly options?: TelegramOptions;
  readonly bot?: 'member' | 'admin';
};

/** An inbox on a local Telegram: Olga, whose private chat is open, and Ivan, whose is not, in one group with the bot. */
export async function telegramWorld({ mode = 'polling', ...setting }: Setting = {}) {
  const telegram = await startTelegram(setting.options);
  const olga = telegram.addUser({ name: 'Olga', username: 'olga', started: true });
  const ivan = telegram.addUser({ name: 'Ivan', username: 'ivan' });
  const group = telegram.addGroup({
    title: 'Team',
    members: [olga, ivan],
    admins: [olga],
    bot: setting.bot ?? 'member',
  });
  const { clock = systemClock, log = createLog('silent'), apiRoot = telegram.apiRoot } = setting;
  const api = createApi({ apiRoot, token: new Secret(setting.token ?? telegram.token) });
  const people = createPeople(api, clock);
  const parts = { api, clock, log };

  let server: ServerType | null = null;
  async function open(): Promise<Entrance> {
    if (mode === 'polling') return createPolling(parts);
    const { entrance, route } = createWebhook({
      ...parts,
      secret: new Secret(SECRET),
      publicUrl: PUBLIC_URL,
    });
    const peer = { socket: '127.0.0.1', client: '127.0.0.1' };
    const { promise: listening, resolve } = Promise.withResolvers<number>();
    server = serve(
      { fetch: (request) => route.handle(request, peer), port: 0, hostname: '127.0.0.1' },
      ({ port }) => resolve(port),
    );
    telegram.webhookOrigin = `http://127.0.0.1:${await listening}`;
    return entrance;
  }
  const inbox = createInbox({ ...parts, people, apiRoot, entrance: await open() });

  return {
    telegram,
    inbox,
    api,
    people,
    olga,
    ivan,
    group,
    /** The program after a restart: it remembers nothing. */
    restarted: () =>
      createInbox({ ...parts, people: createPeople(api, clock), apiRoot, entrance: createPolling(parts) }),
    /** The bot posts a card with this button in the group. */
    async card(press: string) {
      await api.call((methods) =>
        methods.sendMessage({
          chat_id: group,
          text: 'Card',
          reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: press }]] },
        }),
      );
      const card = telegram.messagesIn(group).at(-1);
      if (!card) throw new Error('there is no card');
      return card;
    },
    async close() {
      await inbox.stop();
      server?.close();
      await telegram.close();
    },
  };
}
