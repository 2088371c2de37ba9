import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { openWorkspace, pressIn, textOf } from '../journeys/workspace.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openFaulty } from './faulty-database.ts';
import { tour } from './tour.ts';

/** Of so many statements about one fails, by chance; the soak makes each fail. */
const STRIDE = Number(process.env['FAULT_STRIDE'] ?? 25);
const SEED = 'statements';
const PATIENCE = 3_600_000;

/** Guesses are counted before they are compared, whatever comes after (SECURITY.md §1). */
const COUNTED = new Set(['attempts', 'sqlite_sequence']);
/** A passcode in public is taken away, whether or not it could be looked at. */
const NEVERTHELESS = new Set(['join in public']);

/** How many statements to leave out until the next that fails. */
function createStride(seed: string): () => number {
  const random = seededRandom(seed);
  return () => 1 + ((random(1)[0] ?? 0) % (2 * STRIDE - 1));
}

/** A workspace whose database fails, or all from some statement on, while somebody does something or a job runs. */
async function faultyWorkspace() {
  const folder = temporaryFolder('faults');
  const database = openFaulty(folder);
  const journey = await openWorkspace({ wrapStore: () => database.store });
  const { strikes, content } = database;
  onTestFinished(async () => {
    // What the database quoted of a statement has gone nowhere.
    expect(inspect(journey.lines, { depth: 20 })).not.toMatch(/database is locked|disk is full/);
    await database.store.close();
    rmSync(folder, { recursive: true });
  });
  const { dispatcher } = journey;
  const { handle } = dispatcher;
  /** Answers also whether there was such a statement. */
  async function striking(nth: number, forEver: boolean, act: () => Promise<Answer>) {
    let struck = false;
    Object.assign(dispatcher, {
      async handle(asked: Invocation) {
        strikes.arm(nth, forEver);
        try {
          return await handle(asked);
        } finally {
          struck = strikes.disarm();
        }
      },
    });
    const answer = await act();
    return { answer, struck };
  }
  return { ...journey, strikes, content, striking };
}

it(
  'says that nothing was done, and has done nothing, whichever statement of a command fails',
  async () => {
    const world = await faultyWorkspace();
    const { content, pass, striking } = world;
    const stride = createStride(SEED);
    let answer: Answer = { kind: 'nothing' };
    let failed = 0;
    for await (const { name, says, act } of tour(world, () => answer)) {
      await pass(1);
      for (let nth = stride(); ; nth += stride()) {
        const before = content();
        const tried = await striking(nth, failed % 2 === 0, act);
        answer = tried.answer;
        if (!tried.struck) break;
        failed += 1;
        if (NEVERTHELESS.has(name) && textOf(answer).includes(says)) continue;
        expect(textOf(answer), `${name}, statement ${nth}`).toContain('Nothing was changed.');
        const after = content();
        const changed = [...after.keys()].filter(
          (table) => !COUNTED.has(table) && before.get(table) !== after.get(table),
        );
        expect(changed, `${name}, statement ${nth}`).toEqual([]);
      }
      expect(textOf(answer), name).toContain(says);
    }
    process.stdout.write(`statements of commands that failed: ${failed}, seed ${SEED}\n`);
    expect(failed).toBeGreaterThan(0);
  },
  PATIENCE,
);

it(
  'brings everybody the code that is good, once, whichever statement of a job fails',
  async () => {
    const { strikes, worker, says, presses, pass, seen, meetingNamed, passcodeOf, clock } =
      await faultyWorkspace();
    const stride = createStride(SEED);
    const asked = await says('olga', 'plan Review at 15 Dec 9:00 @ivan @mia @zoe');
    await presses('olga', pressIn(asked, 'Plan it'));
    await pass(MINUTE);
    let failed = 0;
    for (let nth = stride(); ; nth += stride()) {
      await says('olga', 'rotate Review');
      strikes.arm(nth, failed % 2 === 0);
      // What the worker's loop logs when jobs cannot be claimed.
      for (let round = 0; round < 3; round += 1) {
        await worker.runDue().catch(() => {});
        await clock.advance(2 * SECOND);
      }
      if (!strikes.disarm()) break;
      failed += 1;
      await pass(3 * MINUTE);
      const passcode = passcodeOf(await meetingNamed('Review'));
      const told = (['olga', 'ivan', 'zoe'] as const).map(
        (who) => seen(who).filter((text) => text.includes(passcode)).length,
      );
      expect(told, `statement ${nth}`).toEqual([1, 1, 1]);
    }
    process.stdout.write(`statements of jobs that failed: ${failed}, seed ${SEED}\n`);
    expect(failed).toBeGreaterThan(0);
  },
  PATIENCE,
);
