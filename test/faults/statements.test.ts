import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { pressIn, textOf } from '../journeys/workspace.ts';
import { faultyWorkspace } from './faulty-workspace.ts';
import { createStride } from './stride.ts';
import { tour } from './tour.ts';

const SEED = 'statements';
const PATIENCE = 3_600_000;

/** Guesses are counted before they are compared, and written down, whatever comes after (SECURITY.md §1). */
const COUNTED = new Set(['attempts', 'audit', 'sqlite_sequence']);
/** A passcode in public is taken away, looked at or not, and its organizer is told before its writer. */
const NEVERTHELESS = new Set(['join in public']);

it(
  'says that nothing was done, and has done nothing, whichever statement of a command fails',
  async () => {
    const world = await faultyWorkspace();
    const { content, pass, striking, statements } = world;
    const stride = createStride(SEED);
    let answer: Answer = { kind: 'nothing' };
    let failed = 0;
    for await (const { name, says, act } of tour(world, () => answer)) {
      await pass(1);
      for (let nth = stride(); ; nth += stride()) {
        const before = content();
        const tried = await striking(statements, nth, failed % 2 === 0, act);
        answer = tried.answer;
        if (!tried.struck) break;
        failed += 1;
        if (NEVERTHELESS.has(name)) continue;
        expect(textOf(answer), `${name}, statement ${nth}`).toContain('Nothing was changed.');
        const after = content();
        const changed = [...after.keys()].filter(
          (table) =>
            !(name.startsWith('join') && COUNTED.has(table)) && before.get(table) !== after.get(table),
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
    const { statements, worker, says, presses, pass, seen, meetingNamed, passcodeOf, clock } =
      await faultyWorkspace();
    const stride = createStride(SEED);
    const asked = await says('olga', 'plan Review at 15 Dec 9:00 @ivan @mia @zoe');
    await presses('olga', pressIn(asked, 'Plan it'));
    await pass(MINUTE);
    let failed = 0;
    for (let nth = stride(); ; nth += stride()) {
      await says('olga', 'rotate Review');
      statements.arm(nth, failed % 2 === 0);
      // What the worker's loop logs when jobs cannot be claimed.
      for (let round = 0; round < 3; round += 1) {
        await worker.runDue().catch(() => {});
        await clock.advance(2 * SECOND);
      }
      if (!statements.disarm()) break;
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
