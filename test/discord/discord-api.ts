import { REST } from 'discord.js';
import { createApi, type DiscordApi } from '../../adapters/chat/discord/api.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';

/** discord.js's own client of the local Discord, set up as the adapter's. */
export function apiOf({ url, token }: FakeDiscord): DiscordApi {
  const rest = new REST({ api: url, retries: 0, rejectOnRateLimit: () => true }).setToken(token);
  return createApi(rest, new Secret(token));
}
