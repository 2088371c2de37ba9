import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplicationCommandOptionType, Client, GatewayIntentBits, MessageFlags } from 'discord.js';
import { compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

const ROUNDS = 1000;
const WARM_UP = 400; // until the compiler has done its part on both sides

export type DiscordFigures = {
  /** Medians in milliseconds, from the typed command until its answer reaches Discord. */
  readonly list: number;
  readonly bare: number;
};

/** `/meeting list` beside a handler of bare discord.js that only acknowledges and answers, in turns. */
export async function benchDiscord(): Promise<DiscordFigures> {
  const folder = temporaryFolder('bench-discord');
  const local = await startDiscord();
  const beside = await startDiscord();
  const app = await latchkey(local, folder);
  const client = await bareClient(beside);
  const list = typing(local);
  const bare = typing(beside);
  const lists: number[] = [];
  const bares: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const [ours, floor] = [await list(), await bare()];
    if (round < 0) continue;
    lists.push(ours);
    bares.push(floor);
  }
  await Promise.all([app.stop(), client.destroy()]);
  await Promise.all([local.close(), beside.close()]);
  await rm(folder, { recursive: true });
  return { list: median(lists), bare: median(bares) };
}

const latchkey = (discord: FakeDiscord, folder: string) =>
  compose(
    {
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      PUBLIC_URL: 'https://meet.example.org',
      PLAYGROUND: 'off',
      DISCORD_API_URL: discord.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
    },
    { log: createLog('silent') },
  );

async function bareClient(discord: FakeDiscord): Promise<Client> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.url } });
  client.on('interactionCreate', async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply('You have no meetings.');
  });
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(discord.token);
  await ready;
  await client.application?.commands.set([
    {
      name: 'meeting',
      description: 'Meetings',
      options: [{ type: ApplicationCommandOptionType.Subcommand, name: 'list', description: 'Meetings' }],
    },
  ]);
  return client;
}

/** Types `/meeting list` in a channel, and says how long its answer took. */
function typing(discord: FakeDiscord): () => Promise<number> {
  const olga = discord.addUser({ name: 'Olga' });
  const general = discord.addChannel(discord.guild, { name: 'general' });
  return async () => {
    const start = performance.now();
    await discord.as(olga).slash(general, 'list');
    return performance.now() - start;
  };
}
