import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { readConfig } from '../../src/config.ts';
import { type Installation, openInstallation } from '../../src/installation.ts';
import { createLog } from '../../src/log.ts';
import type { Env } from '../../src/ports/adapter.ts';
import { systemRandom } from '../../src/random.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export type TestInstallation = Installation & {
  readonly env: Env;
  readonly keysFile: string;
  /** Runs a command line on it: the exit code, and what it wrote. */
  type(line: string): Promise<{ code: number; out: string; err: string }>;
};

/** Path of a folder that goes when the test is over. */
export async function testFolder(): Promise<string> {
  const folder = temporaryFolder('test');
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** An installation in a folder of its own, open as a running bot has it. */
export async function anInstallation(): Promise<TestInstallation> {
  const env = { DATA_DIR: join(await testFolder(), 'data') };
  const config = readConfig(env);
  const log = createLog('silent');
  const installation = await openInstallation(config, { random: systemRandom, log, create: true });
  onTestFinished(() => installation.store.close());
  return { ...installation, env, keysFile: config.keysFile, type: (line) => type(env, line) };
}

/** Words are parted by spaces. */
export async function type(env: Env, line: string): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(line.split(' ').filter(Boolean), env, {
    print: (text) => out.push(text),
    tell: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
