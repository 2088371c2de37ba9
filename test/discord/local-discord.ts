import {
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  Partials,
  REST,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';

/** Message parts and commands as they are on the wire. */
export const text = (content: string) => ({ type: 10, content });
export const button = (label: string, custom_id: string) => ({ type: 2, style: 2, label, custom_id });
export const row = (...components: object[]) => ({ type: 1, components });
export const V2 = MessageFlags.IsComponentsV2;

export const COMMANDS = [
  {
    name: 'meeting',
    description: 'Meetings',
    options: [
      { type: 1, name: 'list', description: 'Mine' },
      {
        type: 1,
        name: 'rotate',
        description: 'A new passcode',
        options: [{ type: 3, name: 'meeting', description: 'Which', autocomplete: true, required: true }],
      },
      {
        type: 1,
        name: 'cohost',
        description: 'Share',
        options: [{ type: 6, name: 'person', description: 'Who', required: true }],
      },
    ],
  },
  { name: 'Invite to a meeting', type: 2 },
];

export const withId = z.looseObject({ id: z.string() });

/** Discord's code of what went wrong, `ok`, or any other error in words. */
export const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof DiscordAPIError ? error.code : String(error)),
  );

export const onSlash =
  (handle: (interaction: ChatInputCommandInteraction) => unknown) => (interaction: Interaction) =>
    interaction.isChatInputCommand() ? handle(interaction) : undefined;

/** A local Discord with Olga and Ivan in #general, and the means of discord.js to talk to it. */
export async function localDiscord(options: DiscordOptions = {}) {
  const discord = await startDiscord(options);
  discord.register(COMMANDS);
  const clients: Client[] = [];
  const rest = () =>
    new REST({ api: discord.url, retries: 0, rejectOnRateLimit: () => true }).setToken(discord.token);
  return {
    discord,
    rest,
    olga: discord.addUser({ name: 'Olga', locale: 'de' }),
    ivan: discord.addUser({ name: 'Ivan' }),
    general: discord.addChannel(discord.guild, { name: 'general' }),

    async connect(
      on: (interaction: Interaction) => unknown = () => {},
      members = true,
    ): Promise<Client<true>> {
      const { Guilds, GuildModeration, GuildMembers } = GatewayIntentBits;
      const client = new Client({
        intents: [Guilds, GuildModeration, ...(members ? [GuildMembers] : [])],
        // Without it a member who is in no cache leaves unheard.
        partials: [Partials.GuildMember],
        rest: { api: discord.url, retries: 0, rejectOnRateLimit: () => true },
      });
      clients.push(client);
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
      client.on(Events.InteractionCreate, on);
      await client.login(discord.token);
      return ready;
    },

    async post(channel: string, components: object[], more: object = {}) {
      const body = { flags: V2, components, ...more };
      return withId.parse(await rest().post(Routes.channelMessages(channel), { body }));
    },

    async dmOf(user: string): Promise<string> {
      return withId.parse(await rest().post(Routes.userChannels(), { body: { recipient_id: user } })).id;
    },

    async close(): Promise<void> {
      for (const client of clients) await client.destroy();
      await discord.close();
    },
  };
}

export type LocalDiscord = Awaited<ReturnType<typeof localDiscord>>;
