import type { AdapterParts, ChatAdapter } from '../../../src/ports/adapter.ts';
import { createApi } from './api.ts';
import { createDirectory } from './directory.ts';
import { createHttpReceiver } from './http-receiver.ts';
import { createInbox } from './inbox.ts';
import { createInstall } from './install.ts';
import { createInstallations } from './installations.ts';
import { PACE } from './pace.ts';
import { createMessenger } from './send.ts';
import type { SlackSettings } from './settings.ts';
import { createSingleToken } from './single-token.ts';
import { createSocketReceiver } from './socket-receiver.ts';

/** A Slack app: in the workspace of its bot token, or in all that installed it. */
export function createSlack(settings: SlackSettings, parts: AdapterParts): ChatAdapter {
  const { apiUrl } = settings;
  const { clock, log } = parts;
  const { tokens, verify, installing } = installOf(settings, parts);
  const api = createApi(settings, tokens);
  const directory = createDirectory(api, clock);
  const { entrance, routes } = entranceOf(settings, { clock, log });
  return {
    inbox: createInbox({ entrance, tokens, api, directory, apiUrl, verify, clock, log }),
    messenger: createMessenger(api),
    directory,
    pace: PACE,
    routes: [...routes, ...installing],
  };
}

function installOf({ apiUrl, install }: SlackSettings, parts: AdapterParts) {
  if (install.kind === 'single') {
    const tokens = createSingleToken({ apiUrl, botToken: install.botToken });
    return { tokens, verify: () => tokens.learn(), installing: [] };
  }
  const { clientId, clientSecret } = install;
  const tokens = createInstallations(parts.credentials);
  const installing = createInstall({ apiUrl, clientId, clientSecret }, tokens, parts);
  return { tokens, verify: async () => {}, installing };
}

function entranceOf({ apiUrl, inbound }: SlackSettings, parts: Pick<AdapterParts, 'clock' | 'log'>) {
  if (inbound.kind === 'socket') {
    return { entrance: createSocketReceiver({ ...parts, apiUrl, appToken: inbound.appToken }), routes: [] };
  }
  const { receiver, route } = createHttpReceiver({ ...parts, signingSecret: inbound.signingSecret });
  const entrance = {
    receiver,
    connected: () => true,
    async stop() {
      await receiver.stop();
    },
  };
  return { entrance, routes: [route] };
}
