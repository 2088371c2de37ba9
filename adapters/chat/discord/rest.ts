import { REST, type RESTOptions } from 'discord.js';
import { MINUTE, SECOND } from '../../../src/clock.ts';
import type { DiscordSettings } from './settings.ts';

/** How long a request may take before it is given up. Discord gives an interaction 3 s; what is edited later has longer. */
const TIMEOUT = 10 * SECOND;

/** What all our requests have in common. They are not repeated: the job table does that, and whoever asks. */
export const restOptions = ({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>) =>
  ({
    api: apiUrl,
    retries: 0,
    timeout: TIMEOUT,
    // discord.js keeps a queue, with its token, for every interaction that was answered: by default for an hour.
    handlerSweepInterval: MINUTE,
  }) satisfies Partial<RESTOptions>;

/** What is sent and asked as the bot: it waits for nothing in here. */
export const createRest = (settings: Pick<DiscordSettings, 'apiUrl' | 'token'>): REST =>
  new REST({ ...restOptions(settings), rejectOnRateLimit: () => true }).setToken(settings.token.open());
