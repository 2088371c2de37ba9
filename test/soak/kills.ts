import { killRounds } from '../crash/kill-rounds.ts';

/** `node kills.ts <kills>`: kills the program that often. */
const KILLS = Number(process.argv[2]);
/** Kills of one installation: more would let its first meetings end by themselves (kill-rounds.ts). */
const PER_INSTALLATION = 10;

let wrong = 0;
for (let done = 0; done < KILLS; done += PER_INSTALLATION) {
  const seed = `soak-${done}`;
  const kills = Math.min(PER_INSTALLATION, KILLS - done);
  const { lost, halfMade, extra } = await killRounds(kills, seed);
  wrong += lost.length + halfMade.length + extra.length;
  const figures = `lost ${lost.length}, half-made ${halfMade.length}, extra ${extra.length}`;
  process.stdout.write(`${done + kills} of ${KILLS}, seed ${seed}: ${figures}\n`);
}
process.exitCode = wrong > 0 ? 1 : 0;
