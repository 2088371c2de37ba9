/** `npm run bench`: one table, each line a ratio of two things measured in turns in one run. It asserts nothing. */
import { benchCreate } from './create.ts';
import { benchDiscord } from './discord.ts';
import { benchJoin } from './join.ts';
import { benchSlack } from './slack.ts';
import { benchStart } from './start.ts';
import { benchTelegram } from './telegram.ts';

const ms = (value: number): string => `${value.toFixed(2)} ms`;

const create = await benchCreate();
const start = await benchStart();
const slack = await benchSlack();
const discord = await benchDiscord();
const telegram = await benchTelegram();
const join = await benchJoin();
const whole = create.deciding + create.committing;

const table: readonly (readonly [what: string, ours: string, beside: string, ratio: string])[] = [
  ['what', 'Latchkey', 'beside it', 'ratio'],
  [
    `create with 10 invitees: ${create.commits} commit, ${create.rows} rows`,
    ms(whole),
    `${ms(create.bare)} (bare prepared statements)`,
    `${(create.bare / whole).toFixed(2)} of the bare speed`,
  ],
  [
    '  of it deciding: ids, sealing, what is owed',
    ms(create.deciding),
    '',
    `${share(create.deciding)} of it`,
  ],
  ['  of it committing: drizzle, SQLite', ms(create.committing), '', `${share(create.committing)} of it`],
  [
    'start to ready, playground alone',
    ms(start.ready),
    `${ms(start.node)} (node -e '')`,
    `${(start.ready / start.node).toFixed(1)} times`,
  ],
  [
    '/meeting list in Slack, socket, typed to answered',
    ms(slack.list),
    `${ms(slack.bare)} (bare bolt that only acknowledges and answers)`,
    `${(slack.list / slack.bare).toFixed(2)} times`,
  ],
  [
    '/meeting list in Discord, typed to answered',
    ms(discord.list),
    `${ms(discord.bare)} (bare discord.js that only acknowledges and answers)`,
    `${(discord.list / discord.bare).toFixed(2)} times`,
  ],
  [
    '/meeting list in Telegram, polling, typed to answered',
    ms(telegram.list),
    `${ms(telegram.bare)} (bare grammY that only answers)`,
    `${(telegram.list / telegram.bare).toFixed(2)} times`,
  ],
  ...(['right', 'wrong'] as const).map(
    (code) =>
      [
        `POST /api/join with a ${code} code, 300 at once, without the 300 ms floor`,
        `${join[code].toFixed(0)} a second`,
        `${join.bare.toFixed(0)} a second (bare hono with one SQLite write)`,
        `${(join[code] / join.bare).toFixed(2)} of the bare throughput`,
      ] as const,
  ),
  ['memory when ready', start.memory === null ? 'not told' : `${start.memory.toFixed(0)} MiB`, '', ''],
];

const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const row of table) {
  process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
}

function share(part: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}
