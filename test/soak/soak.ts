/**
 * `npm run soak [factor]`: the hunts of `npm test` at the size of SECURITY.md §6, or a part of it: `npm run soak 0.01`.
 * Prints each figure with its seed as it goes, and ends with 1 when one of them is not what it must be.
 */
import { spawnSync } from 'node:child_process';
import { canaryRounds } from '../canary/canary-rounds.ts';
import { killRounds } from '../crash/kill-rounds.ts';

const factor = Number(process.argv[2] ?? 1);
const KILLS = Math.ceil(5_000 * factor);
/** Kills of one installation: more would let its first meetings end by themselves (kill-rounds.ts). */
const PER_INSTALLATION = 10;

let wrong = 0;
for (let done = 0; done < KILLS; done += PER_INSTALLATION) {
  const seed = `soak-${done}`;
  const kills = Math.min(PER_INSTALLATION, KILLS - done);
  const { lost, halfMade, extra } = await killRounds(kills, seed);
  wrong += lost.length + halfMade.length + extra.length;
  const figures = `lost ${lost.length}, half-made ${halfMade.length}, extra ${extra.length}`;
  process.stdout.write(`kill -9: ${done + kills} of ${KILLS}, seed ${seed}: ${figures}\n`);
}

const CODES = Math.ceil(10_000 * factor);
/** As in `npm test`: more would push messages out of what the playground shows. */
const ROUNDS = 3;
for (let codes = 0; codes < CODES; ) {
  const canaries = await canaryRounds(ROUNDS);
  codes += canaries.codes;
  wrong += canaries.leaks.length;
  for (const leak of canaries.leaks) process.stdout.write(`${leak}\n`);
  process.stdout.write(`canaries: ${codes} of ${CODES}, leaks ${canaries.leaks.length}\n`);
}

const counts = {
  DOOR_GUESSES: Math.ceil(1_000_000 * factor),
  MUTATED_BODIES: Math.ceil(1_000_000 * factor),
  SLACK_MEETINGS: 5,
  SLACK_SPEED: 2,
  DISCORD_MEETINGS: 5,
  DISCORD_INVITEES: 200,
  DISCORD_SPEED: 4,
  TELEGRAM_MEETINGS: 5,
  TELEGRAM_SPEED: 1,
};
process.stdout.write(`guesses ${counts.DOOR_GUESSES}, mutated bodies ${counts.MUTATED_BODIES}\n`);
const hunts = spawnSync(
  'vitest',
  [
    'run',
    'test/property/door.test.ts',
    'test/property/web.test.ts',
    'test/slack/fan-out.test.ts',
    'test/discord/fan-out.test.ts',
    'test/telegram/fan-out.test.ts',
    '--testTimeout=86400000',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, ...Object.fromEntries(Object.entries(counts).map(([k, n]) => [k, String(n)])) },
  },
);
process.exitCode = wrong > 0 || hunts.status !== 0 ? 1 : 0;
