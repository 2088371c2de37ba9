import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, type Choices, compose } from '../../src/compose.ts';
import { freePort } from '../../src/free-port.ts';
import { createLog } from '../../src/log.ts';
import { testFolder } from '../cli/installation.ts';
import { type FakeSlack, type SlackOptions, startSlack } from '../fakes/slack/slack-server.ts';

/** How Slack's events come in. */
export type Mode = 'socket' | 'http';

/** A local Slack and a whole Latchkey in it, until the test is over. */
export async function latchkeyInSlack(
  mode: Mode,
  choices: Partial<Choices> = {},
  options: SlackOptions = {},
): Promise<{ readonly slack: FakeSlack; readonly app: App }> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  const port = await freePort('127.0.0.1');
  const env = {
    DATA_DIR: join(await testFolder(), 'data'),
    PORT: String(port),
    PUBLIC_URL: 'https://meet.example.org',
    PLAYGROUND: 'off',
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
  };
  const app = await compose(env, { log: createLog('silent'), ...choices });
  onTestFinished(() => app.stop());
  if (mode === 'http') slack.eventsUrl = `http://127.0.0.1:${port}/slack/events`;
  return { slack, app };
}
