import type { AdapterParts, ChatAdapter } from '../../../src/ports/adapter.ts';
import { createApi } from './api.ts';
import { createClient } from './client.ts';
import { createDirectory } from './directory.ts';
import { createInbox } from './inbox.ts';
import { PACE } from './pace.ts';
import { createPeople } from './people.ts';
import { register } from './register.ts';
import { createRest } from './rest.ts';
import { createMessenger } from './send.ts';
import type { DiscordSettings } from './settings.ts';

/** A Discord app, in every server that let it in. */
export function createDiscord(settings: DiscordSettings, { clock, log }: AdapterParts): ChatAdapter {
  const { token, applicationId, members } = settings;
  // Not the client's: answers to interactions never wait for what is sent.
  const rest = createRest(settings);
  const api = createApi(rest, token);
  const people = createPeople(api, clock);
  const messenger = createMessenger({ api, clock });
  return {
    inbox: createInbox({
      client: createClient(settings),
      people,
      messenger,
      applicationId,
      register: () => register(rest, settings),
      clock,
      log,
    }),
    messenger,
    directory: createDirectory({ people, members, clock }),
    pace: PACE,
    routes: [],
  };
}
