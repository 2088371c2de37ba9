import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import type { Env } from '../../src/ports/adapter.ts';
import { openPage, type Page, secretOf } from '../program/page.ts';
import { ROOT, startProgram } from '../program/program.ts';
import { widenLimits } from '../program/widen-limits.ts';
import { testFolder } from './installation.ts';

/** Between two meetings of one person. */
const WRITING = 300; // milliseconds
/** What the playground shows of it is the newest 200 of each conversation. */
const MOST = 40; // meetings
/** Long, because a dozen processes start, and a slow machine must not make a test red. */
const PATIENCE = 300_000; // milliseconds

type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** `npm run latchkey -- <line>` in a folder: a process of its own, as an operator starts it. */
function latchkey(folder: string, line: string, env: Env = {}): Promise<Ended> {
  const { PATH = '' } = process.env;
  const args = ['--import', join(ROOT, 'scripts/compile-cache.mjs'), join(ROOT, 'src/main.ts')];
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { PATH, ...env } };
    execFile(process.execPath, [...args, ...line.split(' ').filter(Boolean)], options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

/** Starts the bot in the folder, until the test is over at the latest. */
async function bot(folder: string) {
  const program = await startProgram(folder);
  onTestFinished(() => program.kill());
  return { ...program, page: openPage(program.url) };
}

const NUMBER = /\d{3} \d{4} \d{4}/;

/** Ivan's slip of that meeting with a passcode in it that is not `old`. */
const slipOf = (page: Page, topic: string, old = ''): Promise<{ number: string; passcode: string }> =>
  page.until(`a slip of ${topic}`, (entries) => {
    const found = entries.find((entry) => isSlip(entry, topic) && secretOf(entry, 'Passcode') !== old);
    const [number] = NUMBER.exec(JSON.stringify(found?.body)) ?? [];
    return found && number ? { number, passcode: secretOf(found, 'Passcode') } : null;
  });

const isSlip = ({ audience, source, body }: Entry, topic: string): boolean =>
  audience === 'ivan' &&
  source === 'delivery' &&
  JSON.stringify(body).includes(`"label":"passcode of ${topic}"`);

async function enters(url: string, meetingId: string, passcode: string): Promise<number> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ meetingId, passcode, name: 'Sam' });
  return (await fetch(`${url}/api/join`, { method: 'POST', headers, body })).status;
}

test(
  'an operator looks after a bot that runs, backs it up while people write, and brings it back',
  async () => {
    const folder = await testFolder();
    const kept = join(folder, 'kept.db');
    const first = await bot(folder);
    await widenLimits(first.page);
    await first.page.says('olga', '/meeting now Standup @ivan');
    const before = await slipOf(first.page, 'Standup');

    // People write all the while.
    let writing = true;
    let written = 0;
    const writers = ['olga', 'ada'].map(async (who) => {
      while (writing && written < MOST) {
        written += 1;
        await first.page.says(who, `/meeting now Talk ${written} @ivan`);
        await pause(WRITING);
      }
    });
    const backup = await latchkey(folder, `backup ${kept}`);
    expect(backup).toMatchObject({ code: 0, out: `${kept}\n` });
    expect(backup.err).toMatch(/holds no keys/);
    const beside = await Promise.all([
      latchkey(folder, `audit who ${before.number}`),
      latchkey(folder, 'export'),
      latchkey(folder, 'rotate-keys'),
      latchkey(folder, `restore ${kept}`),
    ]);
    writing = false;
    await Promise.all(writers);
    const [audit, exported, keys, refused] = beside;
    expect(audit).toMatchObject({ code: 0, err: '' });
    expect(audit?.out).toMatch(/sent to Ivan/);
    expect(exported?.out.split('\n').some((line) => line.includes('"topic":"Standup"'))).toBe(true);
    for (const each of beside) expect(each.out + each.err).not.toContain(before.passcode);
    expect(keys?.code).toBe(0);
    expect(refused).toMatchObject({
      code: 1,
      err: 'The bot is running. Stop it, restore, and start it again.\n',
    });
    // The bot follows the keys that changed under it.
    expect(await enters(first.url, before.number, before.passcode)).toBe(200);
    expect(await first.stop()).toBe(0);
    expect(written).toBeGreaterThan(2);

    const restored = await latchkey(folder, `restore ${kept}`);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect((await readdir(join(folder, 'data'))).some((name) => name.startsWith('before-restore-'))).toBe(
      true,
    );

    const second = await bot(folder);
    const held = await latchkey(folder, 'doctor');
    expect(held.out).toMatch(/Queue: held back since a backup was restored/);
    expect(await enters(second.url, before.number, before.passcode)).toBe(401);
    expect((await second.page.entries()).filter((entry) => isSlip(entry, 'Standup'))).toHaveLength(1);
    expect(await latchkey(folder, 'resume')).toMatchObject({ code: 0, err: '' });
    const after = await slipOf(second.page, 'Standup', before.passcode);
    expect(after.number).toBe(before.number);
    expect(await enters(second.url, after.number, after.passcode)).toBe(200);
    expect(await second.stop()).toBe(0);
  },
  PATIENCE,
);

test(
  'a process of its own ends with a code for what came of it',
  async () => {
    const folder = await testFolder();
    const lines = [
      ['--help', 0],
      ['launch', 2],
      ['audit who standup', 78], // there is nothing to look into yet
    ] as const;
    const ended = await Promise.all(lines.map(([line]) => latchkey(folder, line)));
    expect(ended.map(({ code }, at) => [lines[at]?.[0], code])).toEqual(lines);
    expect(await readdir(folder)).toEqual([]);
  },
  PATIENCE,
);
