import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, type Choices, compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';
import { testFolder } from '../cli/installation.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import type { DiscordOptions } from '../fakes/discord/types.ts';

/** A local Discord and a whole Latchkey in it, until the test is over. */
export async function latchkeyInDiscord(
  choices: Partial<Choices> = {},
  options: DiscordOptions = {},
): Promise<{ readonly discord: FakeDiscord; readonly app: App }> {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.close());
  const env = {
    DATA_DIR: join(await testFolder(), 'data'),
    PORT: '0',
    PUBLIC_URL: 'https://meet.example.org',
    PLAYGROUND: 'off',
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_MEMBERS: options.membersIntent ? 'on' : 'off',
  };
  const app = await compose(env, { log: createLog('silent'), ...choices });
  onTestFinished(() => app.stop());
  return { discord, app };
}
