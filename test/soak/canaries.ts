import { canaryRounds } from '../canary/canary-rounds.ts';
import { tellFigure } from '../figure.ts';

/** `node canaries.ts <codes>`: follows that many codes. */
const CODES = Number(process.argv[2]);
/** As in `npm test`: more would push messages out of what the playground shows. */
const ROUNDS = 3;

let [codes, wrong] = [0, 0];
while (codes < CODES) {
  const canaries = await canaryRounds(ROUNDS);
  codes += canaries.codes;
  wrong += canaries.leaks.length;
  for (const leak of canaries.leaks) process.stdout.write(`${leak}\n`);
  process.stdout.write(`${codes} of ${CODES}, leaks ${canaries.leaks.length}\n`);
}
tellFigure(`${codes} codes followed in the playground: ${wrong} leaks`, 'none');
process.exitCode = wrong > 0 ? 1 : 0;
