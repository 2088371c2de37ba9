import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Env } from '../../src/ports/adapter.ts';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';
import { startTelegram } from '../fakes/telegram/telegram-server.ts';
import { startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';
import { residentOf } from './resident.ts';

const ROUNDS = 3;
/** Until what a start leaves behind is collected, as far as it ever is. */
const SETTLED = 2_000; // milliseconds

export type MemoryFigures = {
  /** MiB with the playground alone; null where the system does not tell. */
  readonly alone: number | null;
  /** MiB, by what is on besides the playground. */
  readonly besides: readonly (readonly [name: string, mib: number | null])[];
};

/** What the ready program keeps in memory: with nothing but the playground, and with one adapter more, in turns. */
export async function benchMemory(): Promise<MemoryFigures> {
  const [slack, discord, telegram] = await Promise.all([startSlack(), startDiscord(), startTelegram()]);
  const base = { PLAYGROUND: 'on', PUBLIC_URL: 'http://localhost:3000' };
  const settings: readonly (readonly [name: string, env: Env])[] = [
    ['', {}],
    ['Slack', { SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken }],
    [
      'Discord',
      {
        DISCORD_API_URL: discord.url,
        DISCORD_TOKEN: discord.token,
        DISCORD_APPLICATION_ID: discord.applicationId,
      },
    ],
    ['Telegram', { TELEGRAM_API_ROOT: telegram.apiRoot, TELEGRAM_TOKEN: telegram.token }],
    ['mail', { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'meet@example.org' }],
    ['Jitsi', { JITSI_URL: 'https://jitsi.example.org' }],
    [
      'Zoom',
      {
        ZOOM_ACCOUNT_ID: 'account',
        ZOOM_CLIENT_ID: 'client',
        ZOOM_CLIENT_SECRET: 'secret',
        ZOOM_WEBHOOK_SECRET: 'webhook',
      },
    ],
  ];
  const folder = temporaryFolder('bench-memory');
  const measured = new Map<string, number[]>(settings.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, env] of settings) {
      const data = join(folder, name || 'alone');
      const program = await startProgram(folder, { env: { ...base, DATA_DIR: data, ...env } });
      await pause(SETTLED);
      const resident = residentOf(program.pid);
      await program.stop();
      if (resident !== null) measured.get(name)?.push(resident);
    }
  }
  await Promise.all([slack.close(), discord.close(), telegram.close()]);
  await rm(folder, { recursive: true });
  const of = (name: string): number | null => {
    const mib = measured.get(name) ?? [];
    return mib.length > 0 ? median(mib) : null;
  };
  return { alone: of(''), besides: settings.slice(1).map(([name]) => [name, of(name)]) };
}
