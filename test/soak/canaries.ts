import { canaryRounds } from '../canary/canary-rounds.ts';

/** `node canaries.ts <codes>`: follows that many codes. */
const CODES = Number(process.argv[2]);
/** As in `npm test`: more would push messages out of what the playground shows. */
const ROUNDS = 3;

let wrong = 0;
for (let codes = 0; codes < CODES; ) {
  const canaries = await canaryRounds(ROUNDS);
  codes += canaries.codes;
  wrong += canaries.leaks.length;
  for (const leak of canaries.leaks) process.stdout.write(`${leak}\n`);
  process.stdout.write(`${codes} of ${CODES}, leaks ${canaries.leaks.length}\n`);
}
process.exitCode = wrong > 0 ? 1 : 0;
