/** `npm run bench`: one table, each line a ratio of two things measured in turns in one run. It asserts nothing. */
import { benchCreate } from './create.ts';
import { benchDiscord } from './discord.ts';
import { benchFanOut } from './fan-out.ts';
import { benchJoin } from './join.ts';
import { benchMany } from './many.ts';
import { benchMemory } from './memory.ts';
import { benchSlack } from './slack.ts';
import { benchStart } from './start.ts';
import { benchTelegram } from './telegram.ts';

const ms = (value: number): string => `${value.toFixed(2)} ms`;
const mib = (value: number | null): string => (value === null ? 'not told' : `${value.toFixed(0)} MiB`);

const creates = new Map<number, Awaited<ReturnType<typeof benchCreate>>>();
for (const [invitees, rounds] of [
  [10, 300],
  [1_000, 30],
] as const) {
  creates.set(invitees, await benchCreate(invitees, rounds));
}
const start = await benchStart();
const slack = await benchSlack();
const discord = await benchDiscord();
const telegram = await benchTelegram();
const join = await benchJoin();
const many = await benchMany();
const fanOut = benchFanOut();
const memory = await benchMemory();

const table: readonly (readonly [what: string, ours: string, beside: string, ratio: string])[] = [
  ['what', 'Latchkey', 'beside it', 'ratio'],
  ...[...creates].flatMap(([invitees, { deciding, committing, bare, commits, rows }]) => {
    const whole = deciding + committing;
    const share = (part: number): string => `${Math.round((100 * part) / whole)} % of it`;
    return [
      [
        `create with ${invitees} invitees: ${commits} commit, ${rows} rows`,
        ms(whole),
        `${ms(bare)} (bare prepared statements)`,
        `${(bare / whole).toFixed(2)} of the bare speed`,
      ],
      ['  of it deciding: ids, sealing, what is owed', ms(deciding), '', share(deciding)],
      ['  of it committing: drizzle, SQLite', ms(committing), '', share(committing)],
    ] as const;
  }),
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
  ...(
    [
      ['list', many.list],
      ['list of an admin', many.adminList],
      ['code', many.code],
    ] as const
  ).map(
    ([command, { few, many: most }]) =>
      [
        `/meeting ${command}, without a platform, among 1,000,000 meetings`,
        ms(most),
        `${ms(few)} (among 1,000)`,
        `${(most / few).toFixed(2)} times`,
      ] as const,
  ),
  ['  filling that database', `${many.filling.toFixed(0)} s`, '', ''],
  ...fanOut.map(
    ([platform, slips, ratio]) =>
      [
        `${slips} slips in ${platform}, at its limits`,
        '',
        '',
        ratio === null ? 'went wrong' : `${ratio.toFixed(2)} of the time at best`,
      ] as const,
  ),
  ['memory when ready, playground alone', mib(memory.alone), '', ''],
  ...memory.besides.map(
    ([name, more]) =>
      [
        `  and ${name}`,
        mib(more),
        `${mib(memory.alone)} (without)`,
        more === null || memory.alone === null ? '' : `${mib(more - memory.alone)} more`,
      ] as const,
  ),
];

const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
for (const row of table) {
  process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
}
