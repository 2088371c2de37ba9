import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Env } from '../../src/ports/adapter.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLOCK = fileURLToPath(new URL('./clock-ahead.ts', import.meta.url));

/** The real program as a process of its own. Knows nothing of vitest: the bench and the soak run it too. */
export type Program = {
  readonly pid: number;
  /** Base of its web server, without a slash at the end. */
  readonly url: string;
  /** All that it wrote so far. */
  readonly written: { out: string; err: string };
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
};

export type Start = {
  /** The project to run: this one, or a copy. */
  readonly root?: string;
  /** Path of what to run instead of src/main.ts. */
  readonly main?: string;
  readonly env?: Env;
  /** Milliseconds by which its clock is ahead: a minute passes, and a lease runs out, without waiting. */
  readonly ahead?: number;
};

/** Starts it as `npm start` does, with the data in `folder`; resolves once it greets. Rejects when it ends before. */
export async function startProgram(folder: string, start: Start = {}): Promise<Program> {
  try {
    return await startOnce(folder, start);
  } catch (error) {
    // A port that was free a moment ago may be somebody else's by now.
    if (!(error instanceof Error && error.message.includes('Another program uses port'))) throw error;
    return startProgram(folder, start);
  }
}

async function startOnce(folder: string, start: Start): Promise<Program> {
  const { root = ROOT, main = 'src/main.ts', env = {}, ahead = 0 } = start;
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [...nodeOptions(root), '--import', CLOCK, resolve(root, main)], {
    cwd: folder,
    env: { PATH, PORT: '0', CLOCK_AHEAD: String(ahead), ...env },
  });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  const closed = once(child, 'close').then(() => child.exitCode);
  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    return closed;
  };

  while (!written.err.includes('is ready')) {
    const code = await Promise.race([closed, pause(10, 'running' as const)]);
    if (code !== 'running') throw new Error(`the program ended with ${code}: ${written.err}${written.out}`);
  }
  const [page = ''] = /http:\S+\/playground/.exec(written.err) ?? [];
  return {
    pid: child.pid ?? 0,
    url: new URL(page).origin,
    written,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
  };
}

const PackageJson = z.object({ scripts: z.object({ start: z.string() }) });

/** What `npm start` gives to Node besides the file to run. */
export function nodeOptions(root: string): readonly string[] {
  const { scripts } = PackageJson.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const [, options = ''] = /\bnode (.*) \S+$/.exec(scripts.start) ?? [];
  return options.split(' ').map((word) => (word.startsWith('./') ? join(root, word) : word));
}
