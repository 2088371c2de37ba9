import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { type Act, openPage, type Page, textOf } from '../program/page.ts';
import { type Program, startProgram } from '../program/program.ts';
import { widenLimits } from '../program/widen-limits.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { lookIn, lookInCopy, meetingsIn, problemsOf } from './database-state.ts';

/** What became of an installation that was killed again and again. The lists name what went wrong; all are empty. */
export type Fate = {
  readonly kills: number;
  readonly meetings: number;
  /** Kills that left messages owed or under way, or a command without its answer. */
  readonly interrupting: number;
  /** Commands whose answer was lost, and which the page sent again. */
  readonly repeated: number;
  readonly lost: readonly string[];
  readonly halfMade: readonly string[];
  readonly extra: readonly string[];
};

/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;

const ORGANIZERS = ['olga', 'ada'] as const;
/** Whom each meeting invites besides its organizer; Mia's direct messages are closed. */
const REACHED = ['olga', 'ivan', 'lee', 'zoe', 'ada', 'pat'];
const INVITATION = '@team @ada @pat';

type Asked = { readonly topic: string; readonly organizer: string; readonly act: Act; sent: number };

/** Lines, answers, cards, slips and reports of two meetings: what two fan-outs show, but for what is edited. */
const STEPS = 20;
/** Milliseconds to wait for a step that does not come, because an edit was spared. */
const LONGEST = 300;
/** Milliseconds between a step and the kill, at most: longer than a step takes. */
const HESITATION = 10;

/**
 * Creates meetings with seven people in the playground, two at a time, and kills the program behind a random step of
 * their fan-out, by what the page is shown: so that a slow machine is killed in the middle of it, too. What got no
 * answer is asked again, as the page does.
 * More than fourteen kills would let the first meetings end, which nobody joins within a quarter of an hour.
 */
export async function killRounds(kills: number, seed: string): Promise<Fate> {
  const folder = temporaryFolder('killed');
  try {
    return await killIn(folder, kills, seed);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function killIn(folder: string, kills: number, seed: string): Promise<Fate> {
  const random = seededRandom(seed);
  const fraction = () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32;
  const asked: Asked[] = [];
  const unanswered = new Set<Asked>();
  let interrupting = 0;

  const ask = (organizer: string): string => {
    const topic = `Round ${asked.length}.`;
    const text = `/meeting now ${topic} ${INVITATION}`;
    const act: Act = { id: randomUUID(), as: organizer, in: 'general', kind: 'say', text };
    const one = { topic, organizer, act, sent: 0 };
    asked.push(one);
    unanswered.add(one);
    return topic;
  };
  /** Sends all that is unanswered; resolves when each is answered or the program is gone. */
  const send = (page: Page) =>
    Promise.allSettled(
      [...unanswered].map(async (one) => {
        one.sent += 1;
        await page.act(one.act);
        unanswered.delete(one);
      }),
    );

  let program = await startProgram(folder);
  try {
    let page = openPage(program.url);
    await widenLimits(page);
    for (let kill = 1; kill <= kills; kill += 1) {
      const topics = ORGANIZERS.map(ask);
      const step = Math.floor(fraction() * STEPS);
      const reached = Promise.withResolvers<void>();
      let steps = 0;
      const unfollow = await page.follow((entry) => {
        // What the last kill left is sent now, too.
        const text = JSON.stringify(entry.body);
        if (topics.some((topic) => text.includes(topic))) steps += 1;
        if (steps >= step) reached.resolve();
      });
      if (step === 0) reached.resolve();
      const sending = send(page);
      await Promise.race([reached.promise, sending.then(() => pause(LONGEST))]);
      await pause(fraction() * HESITATION);
      await program.kill();
      await Promise.all([sending, unfollow()]);
      if (unanswered.size > 0 || (await owedIn(folder)) > 0) interrupting += 1;
      program = await startProgram(folder, { ahead: kill * LATER });
      page = openPage(program.url);
    }

    await send(page);
    const entries = await settled(page, asked, program);
    await program.stop();
    const problems = { ...judge(entries, asked), halfMade: halfMade(folder, entries, asked) };
    return {
      kills,
      meetings: asked.length,
      interrupting,
      repeated: asked.filter(({ sent }) => sent > 1).length,
      ...problems,
    };
  } finally {
    await program.kill();
  }
}

/** The report that is complete: it counts everybody who can be reached, and names Mia. */
const isReportOf = (topic: string) => (entry: Entry) =>
  entry.body.kind === 'message' &&
  entry.body.notice === '5 of 6 have their code' &&
  textOf(entry).includes(`"${topic}"`) &&
  textOf(entry).includes('"Mia"');

const isSlipOf = (topic: string) => (entry: Entry) =>
  entry.source === 'delivery' &&
  entry.body.kind === 'message' &&
  entry.body.notice === `Your code for ${topic}`;

const isCardOf = (topic: string) => (entry: Entry) =>
  entry.source === 'delivery' && entry.audience === null && textOf(entry).includes(`"${topic}"`);

/** What stands there once nothing is owed any more, or what stands there after a long wait. */
async function settled(page: Page, asked: readonly Asked[], program: Program): Promise<readonly Entry[]> {
  const complete = (entries: readonly Entry[]) =>
    asked.every(({ topic }) => entries.some(isReportOf(topic))) && entries;
  return page.until('a report of each meeting', complete).catch(async (error: unknown) => {
    if (program.written.err.includes('crashed')) throw error;
    return page.entries();
  });
}

function judge(entries: readonly Entry[], asked: readonly Asked[]): Pick<Fate, 'lost' | 'extra'> {
  const lost: string[] = [];
  const extra: string[] = [];
  const expectOne = (what: string, found: readonly Entry[]) => {
    if (found.length === 0) lost.push(what);
    if (found.length > 1) extra.push(`${what}: ${found.length}`);
  };
  for (const { topic, organizer } of asked) {
    expectOne(`card of ${topic}`, entries.filter(isCardOf(topic)));
    const slips = entries.filter(isSlipOf(topic));
    for (const person of REACHED)
      expectOne(
        `slip of ${topic} for ${person}`,
        slips.filter(({ audience }) => audience === person),
      );
    const reports = entries.filter(isReportOf(topic));
    expectOne(
      `report of ${topic}`,
      reports.filter(({ audience }) => audience === organizer),
    );
  }
  return { lost, extra };
}

/** A command that was answered made a whole meeting, once; and every card has its meeting. */
function halfMade(folder: string, entries: readonly Entry[], asked: readonly Asked[]): readonly string[] {
  const problems: string[] = [];
  for (const { topic, act } of asked) {
    const answer = entries.find(({ id }) => id === `answer:${act.id}`);
    const text = answer ? textOf(answer) : 'none';
    if (!text.includes(`${topic} is live`) && !text.includes('done already'))
      problems.push(`answer of ${topic}: ${text}`);
  }
  return lookIn(folder, (db) => {
    problems.push(...problemsOf(db));
    const made = meetingsIn(db);
    if (made.size !== asked.length) problems.push(`${made.size} meetings of ${asked.length} commands`);
    for (const { topic } of asked)
      if (made.get(topic) !== '1,1,7') problems.push(`${topic} has ${made.get(topic) ?? 'no row'}`);
    return problems;
  });
}

/** Messages owed or under way. */
const owedIn = (folder: string): Promise<number> =>
  lookInCopy(folder, (db) =>
    Number(db.prepare("select count(*) from deliveries where state in ('due', 'sending')").pluck().get()),
  );
