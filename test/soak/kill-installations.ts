import { availableParallelism } from 'node:os';
import type { Fate } from '../crash/kill-rounds.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { sideBySide } from './side-by-side.ts';

type Killed = Pick<Fate, 'kills' | 'interrupting' | 'lost' | 'halfMade' | 'extra'>;

/** Kills of one installation: more would let its first meetings end by themselves (kill-rounds.ts). */
const PER_INSTALLATION = 10;
/** A start computes, a fan-out waits: together they keep the processors busy. */
const AT_ONCE = availableParallelism();

/**
 * Kills that often, in one installation after the other, some side by side, and tells what became of each: `more` is
 * told besides. The process ends with 1 when something was lost, half made or sent twice, or did not end as it should.
 */
export async function killInstallations<One extends Killed>(
  kills: number,
  killIn: (kills: number, seed: string) => Promise<One>,
  more: (fate: One) => string,
): Promise<void> {
  const installations = Array.from({ length: Math.ceil(kills / PER_INSTALLATION) }, (_, at) => at);
  let [done, interrupting, wrong] = [0, 0, 0];
  await sideBySide(installations, AT_ONCE, async (at) => {
    const seed = `${SEED}-${at}`;
    const fate = await killIn(Math.min(PER_INSTALLATION, kills - at * PER_INSTALLATION), seed).catch(String);
    if (typeof fate === 'string') {
      // The others go on.
      wrong += 1;
      process.stdout.write(`seed ${seed}: ${fate}\n`);
      return;
    }
    const { lost, halfMade, extra } = fate;
    done += fate.kills;
    interrupting += fate.interrupting;
    wrong += lost.length + halfMade.length + extra.length;
    for (const what of [...lost, ...halfMade, ...extra]) process.stdout.write(`seed ${seed}: ${what}\n`);
    const figures = `lost ${lost.length}, half-made ${halfMade.length}, extra ${extra.length}`;
    process.stdout.write(`${done} of ${kills}, seed ${seed}: ${figures}; ${more(fate)}\n`);
  });
  tellFigure(`${done} kills, ${interrupting} in the middle of something: ${wrong} wrong`, SEED);
  process.exitCode = wrong > 0 ? 1 : 0;
}
