import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Bot } from 'grammy';
import { compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

const ROUNDS = 1000;
const WARM_UP = 400; // until the compiler has done its part on both sides

export type TelegramFigures = {
  /** Medians in milliseconds, from the typed command until its answer reaches Telegram. */
  readonly list: number;
  readonly bare: number;
};

/** `/meeting list` beside a handler of bare grammY that only answers, in turns. */
export async function benchTelegram(): Promise<TelegramFigures> {
  const folder = temporaryFolder('bench-telegram');
  const local = await startTelegram();
  const beside = await startTelegram();
  const app = await latchkey(local, folder);
  const bot = bareBot(beside);
  const polled = bot.start();
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
  await Promise.all([app.stop(), bot.stop().then(() => polled)]);
  await Promise.all([local.close(), beside.close()]);
  await rm(folder, { recursive: true });
  return { list: median(lists), bare: median(bares) };
}

const latchkey = (telegram: FakeTelegram, folder: string) =>
  compose(
    {
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      PUBLIC_URL: 'https://meet.example.org',
      PLAYGROUND: 'off',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_TOKEN: telegram.token,
    },
    { log: createLog('silent') },
  );

function bareBot({ token, apiRoot }: FakeTelegram): Bot {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.command('meeting', (context) => context.reply('You have no meetings.'));
  return bot;
}

/** Types `/meeting list` in the private chat, and says how long its answer took. */
function typing(telegram: FakeTelegram): () => Promise<number> {
  const olga = telegram.addUser({ name: 'Olga', started: true });
  return async () => {
    const before = telegram.requests.length;
    // Looks at little, because who looks holds up the bot.
    const isAnswered = () => telegram.requests.slice(before).some(({ method }) => method === 'sendMessage');
    const start = performance.now();
    const typed = telegram.as(olga).types('private', '/meeting list');
    while (!isAnswered()) await new Promise(setImmediate);
    const took = performance.now() - start;
    await typed;
    return took;
  };
}
