import { createApi, type DiscordApi } from '../../adapters/chat/discord/api.ts';
import { createRest } from '../../adapters/chat/discord/rest.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';

/** discord.js's own client of the local Discord, set up as the adapter's. */
export function apiOf({ url, token: opened }: FakeDiscord): DiscordApi {
  const token = new Secret(opened);
  return createApi(createRest({ apiUrl: url, token }), token);
}
