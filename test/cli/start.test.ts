import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Env } from '../../src/ports/adapter.ts';
import { nodeOptions, ROOT } from '../program/program.ts';
import { testFolder } from './installation.ts';

const MAIN = join(ROOT, 'src/main.ts');

type Run = {
  readonly child: ChildProcess;
  readonly written: { out: string; err: string };
  readonly ended: Promise<number | null>;
  /** Resolves to the greeting; rejects when the program ends before. */
  greeting(): Promise<string>;
};

/** The whole program as a process of its own, in a folder of its own. */
async function latchkey(env: Env = {}, folder?: string): Promise<Run> {
  const cwd = folder ?? (await testFolder());
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [...nodeOptions(ROOT), MAIN], {
    cwd,
    env: { PATH, PORT: '0', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  const ended = once(child, 'close').then(() => child.exitCode);
  return {
    child,
    written,
    ended,
    async greeting() {
      while (!written.err.includes('is ready')) {
        const code = await Promise.race([ended, setTimeout(20, 'running')]);
        if (code !== 'running') throw new Error(`ended with ${code}: ${written.err}`);
      }
      return written.err;
    },
  };
}

test('serves the playground with no settings at all, keeps what it makes to its owner, and stops in order', async () => {
  const folder = await testFolder();
  const { child, written, ended, greeting } = await latchkey({}, folder);
  const [, url = ''] = /^Latchkey is ready\. Open the playground: (\S+)\n$/.exec(await greeting()) ?? [];
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(new URL('/readyz', url))).status).toBe(200);

  const modes = ['data', 'data/latchkey.db', 'data/keys.json'].map(async (path) =>
    ((await stat(join(folder, path))).mode & 0o777).toString(8),
  );
  expect(await Promise.all(modes)).toEqual(['700', '600', '600']);

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const events = written.out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events.at(0)).toMatchObject({ msg: 'ready', chat: ['playground'], conference: ['room'] });
  expect(events.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('takes the Ctrl-C that npm passes on a second time as one', async () => {
  const { child, written, ended, greeting } = await latchkey();
  await greeting();
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(written.out).toMatch('"stopped"');
});

test('starts again on what it kept, also of what it compiled, when it was killed', async () => {
  const folder = await testFolder();
  const compiled = join(folder, 'compiled');
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const { child, ended, greeting } = await latchkey({ NODE_COMPILE_CACHE: compiled }, folder);
    await greeting();
    await expect
      .poll(async () => (await readdir(compiled, { recursive: true })).length, { timeout: 20_000 })
      .toBeGreaterThan(500);
    child.kill(signal);
    expect(await ended).toBe(signal === 'SIGTERM' ? 0 : null);
  }
});

test('says what to do when the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { written, ended } = await latchkey({ PORT: port });
  expect(await ended).toBe(1);
  expect(written.err).toBe(
    `Another program uses port ${port}, perhaps a Latchkey that still runs. Stop that one, or set PORT to another number.\n`,
  );
});

test('says what to do when the address is not of this machine', async () => {
  const { written, ended } = await latchkey({ HOST: '192.0.2.1', PORT: '3000' });
  expect(await ended).toBe(1);
  expect(written.err).toMatch(/^This machine has no such address\. Set HOST to /);
});

test('lists all wrong settings and starts nothing', async () => {
  const folder = await testFolder();
  const { written, ended } = await latchkey({ PORT: 'x', CONFERENCE: 'zoom' }, folder);
  expect(await ended).toBe(78);
  expect(written.err).toMatch(/PORT: use /);
  await expect(stat(join(folder, 'data'))).rejects.toThrow('ENOENT');
});

test('ends when nobody reads what it writes any more', async () => {
  const { child } = await latchkey();
  const ended = once(child, 'exit');
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect(await ended).toEqual([1, null]);
});
