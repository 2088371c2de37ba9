import { rm } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import type { Env } from '../../src/ports/adapter.ts';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import { startJitsi } from '../fakes/jitsi/local-jitsi.ts';
import { aMailServer } from '../fakes/mail/mail-server.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';
import { startTelegram } from '../fakes/telegram/telegram-server.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { type Program, startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { OPERATOR } from './heard.ts';
import type { Town } from './town.ts';
import { townInDiscord } from './town-in-discord.ts';
import { HOST, townInSlack } from './town-in-slack.ts';
import { townInTelegram } from './town-in-telegram.ts';
import type { Watch } from './watch.ts';

/** Long, because a slow machine must not make a test red. */
export const PATIENCE = { timeout: 60_000 };

/** The real program in three platforms at once, with mail, and with calls at Zoom and, of Telegram's group, at Jitsi. */
export async function everywhere(watch: Watch) {
  const folder = temporaryFolder('canary');
  const app = { id: 'latchkey', secret: 'canarysecretofjitsi-of-32-characters' };
  const [slack, discord, telegram, zoom, jitsi, mail] = await Promise.all([
    startSlack(),
    startDiscord(),
    startTelegram(),
    startZoom(),
    startJitsi({ now: Date.now, app }),
    aMailServer(),
  ]);
  zoom.addUser(HOST);
  const env = {
    PUBLIC_URL: 'https://meet.example.org',
    PLAYGROUND: 'on',
    DEFAULT_PLAN: 'pro',
    CONFERENCE: 'zoom',
    ...zoom.env,
    ...jitsi.env,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Latchkey <meet@example.org>',
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: slack.botToken,
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_TOKEN: telegram.token,
  };
  const programs: Program[] = [];
  onTestFinished(async () => {
    await Promise.all(programs.map((program) => program.kill()));
    await Promise.all([slack, discord, telegram, zoom, jitsi].map((server) => server.close()));
    await rm(folder, { recursive: true });
  });

  async function start(more: Env, listens: () => boolean): Promise<Program> {
    const all: Env = { ...env, ...more };
    for (const [name, value] of Object.entries(all))
      if (/TOKEN|SECRET/.test(name)) watch.know(value ?? '', OPERATOR);
    const program = await startProgram(folder, { env: all });
    programs.push(program);
    slack.eventsUrl = more['SLACK_SIGNING_SECRET'] ? `${program.url}/slack/events` : null;
    telegram.webhookOrigin = program.url;
    await expect.poll(() => discord.connections > 0 && listens(), PATIENCE).toBe(true);
    return program;
  }
  const inSlack = townInSlack(slack);
  const towns: readonly Town[] = [inSlack, townInDiscord(discord), townInTelegram(telegram)];
  return {
    ...{ folder, env, programs, slack, discord, telegram, zoom, mail, towns, acks: inSlack.acks },
    /** It asks the platforms for what happens there. */
    asking: () =>
      start(
        { SLACK_APP_TOKEN: slack.appToken, TELEGRAM_MODE: 'polling' },
        () => slack.connections * telegram.polling > 0,
      ),
    /** They post it. */
    posted: () =>
      start(
        {
          SLACK_SIGNING_SECRET: slack.signingSecret,
          TELEGRAM_MODE: 'webhook',
          TELEGRAM_WEBHOOK_SECRET: 'canarysecretoftelegram',
        },
        () => telegram.webhook !== null,
      ),
  };
}
