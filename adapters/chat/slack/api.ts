import { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { SlackSettings } from './settings.ts';
import { silentLogger } from './silent-logger.ts';
import type { Tokens } from './tokens.ts';

/** Slack answers within 3 s or hardly at all. */
const TIMEOUT = 10 * SECOND;

/** Slack's Web API, as the bot of one workspace or another. */
export type SlackApi = {
  /** Throws DeliveryError `revoked` where the bot is not installed. */
  clientOf(team: string): Promise<webApi.WebClient>;
};

/** One client per team, made anew when its token has changed. It never retries: the job table does. */
export function createApi({ apiUrl }: Pick<SlackSettings, 'apiUrl'>, tokens: Tokens): SlackApi {
  const clients = new Map<string, webApi.WebClient>();
  return {
    async clientOf(team) {
      const installed = await tokens.of(team);
      if (installed === null) {
        clients.delete(team);
        throw new DeliveryError('revoked', 'revoked');
      }
      const token = installed.token.open();
      const known = clients.get(team);
      if (known?.token === token) return known;
      const client = new webApi.WebClient(token, {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 }, // by default it posts twice when an answer is lost (measured)
        rejectRateLimitedCalls: true,
        timeout: TIMEOUT,
        logger: silentLogger,
        allowAbsoluteUrls: false,
      });
      clients.set(team, client);
      return client;
    },
  };
}
