import { Client, GatewayIntentBits as Intent, Options, SimpleShardingStrategy } from 'discord.js';
import { SECOND } from '../../../src/clock.ts';
import { restOptions } from './rest.ts';
import type { DiscordSettings } from './settings.ts';

/** Longer than this nobody waits in front of an answer. */
const LONGEST_WAIT = 5 * SECOND;

/**
 * The gateway's client, whose REST answers interactions: they count in no limit of the bot's
 * (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit), so that a burst of slips does not hold
 * them back. Intents are what tells of people who leave; interactions come without any.
 */
export function createClient({
  apiUrl,
  token,
  members,
}: Pick<DiscordSettings, 'apiUrl' | 'token' | 'members'>): Client {
  const client: Client = new Client({
    intents: [Intent.GuildModeration, ...(members ? [Intent.GuildMembers] : [])],
    allowedMentions: { parse: [] },
    ws: {
      ...Options.createDefault().ws,
      buildStrategy(manager) {
        const { options } = manager;
        const known = options.retrieveSessionInfo;
        // Destroyed between two connections, discord.js's gateway connects again and stays. It asks this first.
        options.retrieveSessionInfo = (shard) =>
          client.token === null ? new Promise(() => {}) : known(shard);
        return new SimpleShardingStrategy(manager);
      },
    },
    rest: {
      ...restOptions({ apiUrl }),
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      rejectOnRateLimit: ({ timeToReset }) => timeToReset > LONGEST_WAIT,
    },
  });
  client.token = token.open();
  return client;
}
