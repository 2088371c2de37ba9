import type { webApi } from '@slack/bolt';
import { DeliveryError } from '../../../src/errors.ts';
import { remember } from '../../../src/remember.ts';
import type { SlackSettings } from './settings.ts';
import type { Tokens } from './tokens.ts';
import { webClient } from './web-client.ts';

/** Clients kept at most, 26 KiB each. Making one takes a fraction of a millisecond. */
const MOST = 500;

/** Slack's Web API, as the bot of one workspace or another. */
export type SlackApi = {
  /** Throws DeliveryError `revoked` where the bot is not installed. */
  clientOf(team: string): Promise<webApi.WebClient>;
};

/** One client per team, made anew when its token has changed. */
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
      const client = known?.token === token ? known : webClient(apiUrl, installed.token);
      remember(clients, team, client, MOST);
      return client;
    },
  };
}
