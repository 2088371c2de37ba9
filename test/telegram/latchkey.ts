import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, type Choices, compose } from '../../src/compose.ts';
import { freePort } from '../../src/free-port.ts';
import { createLog } from '../../src/log.ts';
import type { Env } from '../../src/ports/adapter.ts';
import { testFolder } from '../cli/installation.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import type { TelegramOptions } from '../fakes/telegram/types.ts';

/** How Telegram's updates come in. */
export type Mode = 'polling' | 'webhook';

/** A local Telegram and a whole Latchkey in it, until the test is over. */
export async function latchkeyInTelegram(
  mode: Mode,
  choices: Partial<Choices> = {},
  options: TelegramOptions = {},
): Promise<{ readonly telegram: FakeTelegram; readonly app: App }> {
  const telegram = await startTelegram(options);
  onTestFinished(() => telegram.close());
  const port = await freePort('127.0.0.1');
  telegram.webhookOrigin = `http://127.0.0.1:${port}`;
  const env = {
    ...envOf(telegram, mode),
    DATA_DIR: join(await testFolder(), 'data'),
    PORT: String(port),
    PLAYGROUND: 'off',
  };
  const app = await compose(env, { log: createLog('silent'), ...choices });
  onTestFinished(() => app.stop());
  return { telegram, app };
}

/** What Latchkey must be told to run in a local Telegram. */
export const envOf = ({ apiRoot, token }: FakeTelegram, mode: Mode): Env => ({
  PUBLIC_URL: 'https://meet.example.org',
  TELEGRAM_API_ROOT: apiRoot,
  TELEGRAM_TOKEN: token,
  TELEGRAM_MODE: mode,
  TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-these-tests',
});
