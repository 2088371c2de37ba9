import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { type Program, startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Chat, INVITED, REPORT, type Shown, startChats } from './chats.ts';
import { lookIn, lookInCopy, meetingsIn, problemsOf } from './database-state.ts';

/** What became of an installation that was killed again and again. The lists name what went wrong; all are empty. */
export type PlatformFate = {
  readonly kills: number;
  readonly meetings: number;
  /** Kills that left messages owed or under way. */
  readonly interrupting: number;
  readonly lost: readonly string[];
  readonly halfMade: readonly string[];
  /** Sent twice where SECURITY.md §4 does not allow it. */
  readonly extra: readonly string[];
  /** Sent twice in Telegram, each under way when the program was killed. */
  readonly allowed: number;
};

/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;
/** Requests of three fan-outs side by side, at most: acknowledgements, rights, answers, cards, slips, reports, edits. */
const STEPS = 50;
/** Milliseconds to wait for a step that does not come. */
const LONGEST = 2_000;
const PATIENCE = 60_000;
/** Starts at most, until one is in time. */
const TRIES = 5;

type Started = { readonly chat: Chat; readonly topic: string };

/**
 * Starts a meeting on Slack, Discord and Telegram at once, and kills the program, which is in all three, behind a random
 * request of their fan-outs; again and again in one installation. The platforms live on.
 * More than fourteen kills would let the first meetings end, which nobody joins within a quarter of an hour.
 */
export async function platformKills(kills: number, seed: string): Promise<PlatformFate> {
  const folder = temporaryFolder('killed');
  const { env, chats } = await startChats();
  let program: Program | null = null;
  const start = async (starts: number, tries = TRIES): Promise<Program> => {
    try {
      program = await startProgram(folder, { env: { ...env, PLAYGROUND: 'on' }, ahead: starts * LATER });
    } catch (error) {
      // A busy machine may take longer than the program waits for a platform; whatever runs it starts it again.
      const isLate = error instanceof Error && error.message.includes('does not answer');
      if (!isLate || tries === 1) throw error;
      return start(starts, tries - 1);
    }
    await until(() => chats.every((chat) => chat.ready()));
    return program;
  };
  try {
    return await killIn(folder, chats, kills, seed, start);
  } finally {
    await (program as Program | null)?.kill();
    await Promise.all(chats.map((chat) => chat.close()));
    await rm(folder, { recursive: true });
  }
}

async function killIn(
  folder: string,
  chats: readonly Chat[],
  kills: number,
  seed: string,
  start: (starts: number) => Promise<Program>,
): Promise<PlatformFate> {
  const random = seededRandom(seed);
  const requests = () => chats.reduce((sum, chat) => sum + chat.requests(), 0);
  const all: Started[] = [];
  /** Messages of a meeting in Telegram that were under way at a kill. */
  const underWay = new Map<string, number>();
  let interrupting = 0;
  let program = await start(0);
  for (let kill = 1; kill <= kills; kill += 1) {
    const before = requests();
    for (const chat of chats) {
      const topic = `Round ${kill} of ${chat.platform}.`;
      all.push({ chat, topic });
      // Whose command the kill swallowed is shown an error, and may type it again.
      chat.starts(topic).catch(() => {});
    }
    const [chance = 0] = random(1);
    const step = chance % STEPS;
    await until(() => requests() - before >= step, LONGEST);
    await program.kill();
    const { owed, sending } = await lookInCopy(folder, stateOf);
    if (owed > 0) interrupting += 1;
    for (const topic of sending) underWay.set(topic, (underWay.get(topic) ?? 0) + 1);
    program = await start(kill);
  }

  await until(() => {
    const made = lookIn(folder, meetingsIn);
    const seen = all.every(({ chat, topic }) =>
      made.has(topic) ? isWhole(chat.shown(topic)) : chat.platform !== 'telegram',
    );
    return seen && lookIn(folder, stateOf).owed === 0;
  });
  await program.stop();
  return judge(folder, all, kills, interrupting, underWay);
}

/** How many messages are owed or under way, and the meetings of those under way in Telegram. */
function stateOf(db: Database.Database) {
  const owed = db.prepare("select count(*) from deliveries where state in ('due', 'sending')").pluck().get();
  const sending = db
    .prepare<[], string>(
      `select topic from deliveries join meetings on meetings.key = deliveries.meeting_key
       where deliveries.state = 'sending' and deliveries.platform = 'telegram'`,
    )
    .pluck()
    .all();
  return { owed: Number(owed), sending };
}

const isWhole = ({ cards, slips, reports }: Shown): boolean =>
  cards.length > 0 && reports.length > 0 && [...slips.values()].every((each) => each.length > 0);

function judge(
  folder: string,
  all: readonly Started[],
  kills: number,
  interrupting: number,
  underWay: ReadonlyMap<string, number>,
): PlatformFate {
  const made = lookIn(folder, meetingsIn);
  const problems = lookIn(folder, problemsOf);
  const [lost, extra]: [string[], string[]] = [[], []];
  let allowed = 0;
  for (const { chat, topic } of all) {
    const parts = made.get(topic);
    const { cards, slips, reports } = chat.shown(topic);
    if (parts === undefined) {
      // Told of to nobody, as if it had never been asked for.
      const told = [...cards, ...reports, ...[...slips.values()].flat()];
      if (told.length > 0) problems.push(`${topic} is told of and does not exist`);
      if (chat.platform === 'telegram') lost.push(`${topic}: Telegram keeps what was typed`);
      continue;
    }
    if (parts !== `1,1,${INVITED + 1}`) problems.push(`${topic} has ${parts}`);
    let twice = 0;
    for (const [what, found] of [['card', cards], ['report', reports], ...slips] as const) {
      if (found.length === 0) lost.push(`${what} of ${topic}`);
      twice += Math.max(0, found.length - 1);
      if (new Set(found.map(withoutCounts)).size > 1) extra.push(`${what} of ${topic} says two things`);
    }
    if (twice > (underWay.get(topic) ?? 0)) extra.push(`${topic}: ${twice}`);
    else allowed += twice;
  }
  return { kills, meetings: made.size, interrupting, lost, halfMade: problems, extra, allowed };
}

/** A report that came twice may have counted further when it came again. */
const withoutCounts = (text: string): string => (text.includes(REPORT) ? REPORT : text);

async function until(done: () => boolean | Promise<boolean>, patience = PATIENCE): Promise<void> {
  const end = Date.now() + patience;
  while (!(await done()) && Date.now() < end) await pause(patience === LONGEST ? 1 : 50);
}
