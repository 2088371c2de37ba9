import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { ZOOM } from '../jobs/stage.ts';
import { pressIn, textOf } from '../journeys/workspace.ts';
import { faultyWorkspace } from './faulty-workspace.ts';
import { createStride } from './stride.ts';
import { tour } from './tour.ts';

const SEED = 'calls';
/** There are few, so that one of four fails. */
const MOST = 4;
const PATIENCE = 3_600_000;

it(
  'says that nothing was done, and has done nothing, whichever call of a command fails',
  async () => {
    const world = await faultyWorkspace();
    const { content, pass, striking, calls } = world;
    const stride = createStride(SEED, MOST);
    let answer: Answer = { kind: 'nothing' };
    let failed = 0;
    for await (const { name, says, act } of tour(world, () => answer)) {
      await pass(1);
      for (let nth = stride(); ; nth += stride()) {
        const before = content();
        const tried = await striking(calls, nth, failed % 2 === 0, act);
        answer = tried.answer;
        if (!tried.struck) break;
        failed += 1;
        expect(textOf(answer), `${name}, call ${nth}`).toContain('Nothing was changed.');
        const after = content();
        const changed = [...after.keys()].filter((table) => before.get(table) !== after.get(table));
        expect(changed, `${name}, call ${nth}`).toEqual([]);
      }
      expect(textOf(answer), name).toContain(says);
    }
    process.stdout.write(`calls of commands that failed: ${failed}, seed ${SEED}\n`);
    expect(failed).toBeGreaterThan(0);
  },
  PATIENCE,
);

it(
  'brings everybody the codes that are good, once, whichever call of a job fails',
  async () => {
    const world = await faultyWorkspace({ abilities: ZOOM });
    const { calls, worker, says, presses, pass, seen, meetingNamed, passcodeOf, clock, provider } = world;
    const stride = createStride(SEED, MOST);
    const asked = await says('olga', 'plan Review at 15 Dec 9:00 @ivan @mia @zoe');
    await presses('olga', pressIn(asked, 'Plan it'));
    await pass(MINUTE);
    let failed = 0;
    for (let nth = stride(); ; nth += stride()) {
      await says('olga', 'rotate Review');
      calls.arm(nth, failed % 2 === 0);
      for (let round = 0; round < 3; round += 1) {
        await worker.runDue();
        await clock.advance(2 * SECOND);
      }
      if (!calls.disarm()) break;
      failed += 1;
      await pass(10 * MINUTE);
      const passcode = passcodeOf(await meetingNamed('Review'));
      const [call] = provider.running.values();
      const good = (text: string) =>
        text.includes(passcode) && text.includes(`Passcode: provider-code-${call?.codes}`);
      const told = (['olga', 'ivan', 'zoe'] as const).map((who) => seen(who).filter(good).length);
      expect(told, `call ${nth}`).toEqual([1, 1, 1]);
      const shown = (['olga', 'ivan', 'zoe'] as const).map(
        (who) => seen(who).filter((text) => text.includes('provider-code')).length,
      );
      expect(shown, `call ${nth}`).toEqual([1, 1, 1]);
    }
    expect(provider.running.size).toBe(1);
    expect(failed).toBeGreaterThan(0);
    process.stdout.write(`calls of jobs that failed: ${failed}, seed ${SEED}\n`);
  },
  PATIENCE,
);
