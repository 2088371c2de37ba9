import { REST } from 'discord.js';
import { onTestFinished } from 'vitest';
import { createApi } from '../../adapters/chat/discord/api.ts';
import { createClient } from '../../adapters/chat/discord/client.ts';
import { registration } from '../../adapters/chat/discord/commands.ts';
import { createInbox } from '../../adapters/chat/discord/inbox.ts';
import { createPeople } from '../../adapters/chat/discord/people.ts';
import { createRest } from '../../adapters/chat/discord/rest.ts';
import { createMessenger } from '../../adapters/chat/discord/send.ts';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions, Message } from '../fakes/discord/types.ts';

type Setting = DiscordOptions & {
  /** Whether the bot asks for the members intent. */
  readonly members?: boolean;
  readonly token?: string;
  readonly apiUrl?: string;
  readonly log?: ReturnType<typeof createLog>;
};

/** The adapter's inbox on a Discord, as index.ts puts it together. */
export function inboxOn(discord: FakeDiscord, { members = true, token, apiUrl, log }: Setting = {}) {
  const settings = {
    apiUrl: apiUrl ?? discord.url,
    token: new Secret(token ?? discord.token),
    applicationId: discord.applicationId,
    members,
  };
  const api = createApi(createRest(settings), settings.token);
  const clock = systemClock;
  return createInbox({
    client: createClient(settings),
    people: createPeople(api, clock),
    messenger: createMessenger({ api, clock }),
    applicationId: settings.applicationId,
    register: async () => {},
    clock,
    log: log ?? createLog('silent'),
  });
}

/** An inbox on a local Discord with Olga and Ivan in #general, until the test is over. */
export async function discordWorld(setting: Setting = {}) {
  const discord = await startDiscord(setting);
  const inbox = inboxOn(discord, setting);
  onTestFinished(async () => {
    await inbox.stop();
    await discord.close();
  });
  const [olga, ivan] = [discord.addUser({ name: 'Olga' }), discord.addUser({ name: 'Ivan' })];
  const general = discord.addChannel(discord.guild, { name: 'general' });
  discord.register(JSON.parse(JSON.stringify(registration())));
  return { discord, inbox, olga, ivan, general, card: cardIn(discord, general) };
}

/** Posts a card with one button. */
const cardIn =
  ({ url, token }: FakeDiscord, channel: string) =>
  async (customId: string): Promise<string> => {
    const rest = new REST({ api: url, retries: 0 }).setToken(token);
    const button = { type: 2, style: 1, label: 'Go', custom_id: customId };
    const body = {
      flags: 1 << 15, // components only
      components: [
        { type: 10, content: 'Card' },
        { type: 1, components: [button] },
      ],
    };
    const posted = await rest.post(`/channels/${channel}/messages`, { body });
    return typeof posted === 'object' && posted !== null && 'id' in posted ? String(posted.id) : '';
  };

export const messageOf = (discord: FakeDiscord, channel: string, id: string): Message => {
  const message = discord.messagesIn(channel).find((each) => each.id === id);
  if (!message) throw new Error(`no message ${id}`);
  return message;
};
