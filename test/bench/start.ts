import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

const ROUNDS = 5;

export type StartFigures = {
  /** Medians in milliseconds, of a process that does nothing and of the program until it is ready. */
  readonly node: number;
  readonly ready: number;
};

/** From the process's start until it greets, with the playground alone, beside a Node that does nothing. */
export async function benchStart(): Promise<StartFigures> {
  const node: number[] = [];
  const ready: number[] = [];
  const folder = temporaryFolder('bench-start');
  for (let round = 0; round <= ROUNDS; round += 1) {
    const idle = performance.now();
    spawnSync(process.execPath, ['-e', '']);
    const start = performance.now();
    const program = await startProgram(folder);
    const started = performance.now();
    await program.stop();
    // The first start makes the data directory and fills the compile cache.
    if (round === 0) continue;
    node.push(start - idle);
    ready.push(started - start);
  }
  await rm(folder, { recursive: true });
  return { node: median(node), ready: median(ready) };
}
