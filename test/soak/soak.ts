/**
 * `npm run soak [factor] [name…]`: the hunts of `npm test` at the size of SECURITY.md §6, or a part of it, or only some
 * of its lines (lines.ts): `npm run soak 0.01 kills wal`. Some at a time. Prints what each says and how long it took,
 * and ends with 1 when one of them is not what it must be. `SOAK_NIGHT=1`, 2, … throws other dice, so that several
 * nights add up (seed.ts).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { type Line, lines } from './lines.ts';
import { sideBySide } from './side-by-side.ts';

const [first = '', ...rest] = process.argv.slice(2);
const factor = first === '' || Number.isNaN(Number(first)) ? 1 : Number(first);
const names = Number.isNaN(Number(first)) ? [first, ...rest] : rest;
const unknown = names.filter((name) => !lines.some((line) => line.name === name));
if (unknown.length > 0 || factor <= 0) {
  process.stderr.write(
    `no such line: ${unknown.join(' ')}; there are ${lines.map(({ name }) => name).join(' ')}\n`,
  );
  process.exit(2);
}

/** Some lines wait half of the time, for a pace or a program: so one more than there are processors. */
const LANES = availableParallelism() + 1;
/** Milliseconds: a day. */
const PATIENCE = 86_400_000;

const scaled = (count: number): number => Math.ceil(count * factor);

function commandOf({ run }: Line): readonly [string, readonly string[]] {
  switch (run.kind) {
    case 'program':
      return [process.execPath, [run.file, String(scaled(run.count))]];
    case 'tests': {
      const only = run.only === undefined ? [] : ['-t', run.only];
      return [
        'vitest',
        ['run', ...run.files, ...only, `--testTimeout=${PATIENCE}`, `--hookTimeout=${PATIENCE}`],
      ];
    }
    default:
      return run satisfies never;
  }
}

/** Runs one line; answers whether all was as it must be. */
async function runLine(line: Line): Promise<boolean> {
  const counts = Object.entries(line.counts ?? {}).map(([key, count]) => [key, String(scaled(count))]);
  const fixed = Object.entries(line.fixed ?? {}).map(([key, count]) => [key, String(count)]);
  const say = (text: string) => process.stdout.write(`${line.name}: ${text}\n`);
  const [command, args] = commandOf(line);
  say([...counts, ...fixed].map((pair) => pair.join(' ')).join(', ') || args.join(' '));
  const began = performance.now();
  const env = {
    ...process.env,
    NO_COLOR: '1',
    SOAK_PATIENCE: String(PATIENCE),
    ...Object.fromEntries([...counts, ...fixed]),
  };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (text) => text.trim() !== '' && say(text));
  await once(child, 'close');
  const right = child.exitCode === 0;
  say(`${right ? 'as it must be' : 'WRONG'}, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return right;
}

const chosen = names.length === 0 ? lines : lines.filter(({ name }) => names.includes(name));
const wrong: string[] = [];
const run = async (line: Line) => {
  if (!(await runLine(line))) wrong.push(line.name);
};
await sideBySide(
  chosen.filter(({ alone }) => !alone),
  LANES,
  run,
);
await sideBySide(
  chosen.filter(({ alone }) => alone),
  1,
  run,
);
process.stdout.write(wrong.length === 0 ? 'All as it must be.\n' : `Wrong: ${wrong.join(' ')}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
