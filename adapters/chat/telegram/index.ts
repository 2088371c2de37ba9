import type { AdapterParts, ChatAdapter, Route } from '../../../src/ports/adapter.ts';
import { createApi, type TelegramApi } from './api.ts';
import { createDirectory } from './directory.ts';
import { createInbox, type Entrance } from './inbox.ts';
import { PACE } from './pace.ts';
import { createPeople } from './people.ts';
import { createPolling } from './polling.ts';
import { createMessenger } from './send.ts';
import type { TelegramSettings } from './settings.ts';
import { createWebhook } from './webhook.ts';

/** A Telegram bot, in private chats and in the groups that it was added to. */
export function createTelegram(settings: TelegramSettings, parts: AdapterParts): ChatAdapter {
  const { clock, log } = parts;
  const api = createApi(settings);
  const people = createPeople(api, clock);
  const { entrance, routes } = entranceOf(settings, api, parts);
  return {
    inbox: createInbox({ entrance, api, people, apiRoot: settings.apiRoot, clock, log }),
    messenger: createMessenger(api, clock),
    directory: createDirectory(people),
    pace: PACE,
    routes,
  };
}

function entranceOf(
  { inbound }: TelegramSettings,
  api: TelegramApi,
  { clock, log, publicUrl }: AdapterParts,
): { readonly entrance: Entrance; readonly routes: readonly Route[] } {
  if (inbound.kind === 'polling') return { entrance: createPolling({ api, clock, log }), routes: [] };
  const { entrance, route } = createWebhook({ api, secret: inbound.secret, publicUrl, clock, log });
  return { entrance, routes: [route] };
}
