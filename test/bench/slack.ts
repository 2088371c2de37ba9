import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';
import { bareBolt } from '../slack/bare-bolt.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

const ROUNDS = 1000;
const WARM_UP = 400; // until the compiler has done its part on both sides
const BARE = '/bare';

export type SlackFigures = {
  /** Medians in milliseconds, from the typed command until its answer reaches Slack. */
  readonly list: number;
  readonly bare: number;
};

/** `/meeting list` beside a handler of bare bolt that only acknowledges and answers: in turns, on the same Slack. */
export async function benchSlack(): Promise<SlackFigures> {
  const folder = temporaryFolder('bench-slack');
  const slack = await startSlack();
  const app = await latchkey(slack, folder);
  const bolt = await beside(slack);
  const list = typing(slack, '/meeting list');
  const bare = typing(slack, BARE);
  const lists: number[] = [];
  const bares: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const [ours, floor] = [await list(), await bare()];
    if (round < 0) continue;
    lists.push(ours);
    bares.push(floor);
  }
  await Promise.all([app.stop(), bolt.stop()]);
  await slack.close();
  await rm(folder, { recursive: true });
  return { list: median(lists), bare: median(bares) };
}

const latchkey = (slack: FakeSlack, folder: string) =>
  compose(
    {
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      PUBLIC_URL: 'https://meet.example.org',
      PLAYGROUND: 'off',
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
    },
    { log: createLog('silent') },
  );

async function beside(slack: FakeSlack): Promise<App> {
  const app = bareBolt(slack, slack.addApp(BARE));
  app.command(BARE, async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'You have no meetings.' });
  });
  await app.start();
  return app;
}

/** Types a command in a channel, and says how long its answer took. */
function typing(slack: FakeSlack, command: string): () => Promise<number> {
  const olga = slack.addUser({ name: 'Olga' });
  const general = slack.addChannel({ name: 'general', members: [olga] });
  return async () => {
    const before = slack.ephemerals(olga).length;
    const start = performance.now();
    const acknowledged = slack.slash(olga, general, command);
    while (slack.ephemerals(olga).length === before) await new Promise(setImmediate);
    const took = performance.now() - start;
    await acknowledged;
    return took;
  };
}
