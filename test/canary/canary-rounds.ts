import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { HOUR } from '../../src/clock.ts';
import { openPage, textOf } from '../program/page.ts';
import { type Program, startProgram } from '../program/program.ts';
import { widenLimits } from '../program/widen-limits.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createGuest } from './guest.ts';
import { Tour } from './tour.ts';
import { Watch } from './watch.ts';

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url));

export type Canaries = {
  /** Codes, links and passes that were issued. */
  readonly codes: number;
  /** Where one was readable by somebody else; empty. */
  readonly leaks: readonly string[];
  /** Names of the commands that were run. */
  readonly used: ReadonlySet<string>;
  /** Commands that failed by a bug, as the log has it; empty. */
  readonly failed: readonly string[];
  /** What was logged of the provider that fails with its codes in the error. */
  readonly providerFailed: readonly string[];
};

/**
 * Walks through every command `rounds` times in one installation, kills it, starts it again when everything has
 * expired, and listens to all that leaves: messages, answers, logs, figures, files and the command line.
 */
export async function canaryRounds(rounds: number): Promise<Canaries> {
  const folder = temporaryFolder('canary');
  try {
    return await listenIn(folder, rounds);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function listenIn(folder: string, rounds: number): Promise<Canaries> {
  const watch = new Watch();
  const used = new Set<string>();
  const logs: string[] = [];
  const start = (ahead: number) => startProgram(folder, { main: PROGRAM, ahead });
  const listen = async (program: Program) => {
    const page = openPage(program.url, (as, body) => watch.hear('a form or suggestion', as, body));
    await page.follow((entry) => watch.see(entry));
    return page;
  };
  const hearLog = ({ written }: Program) => {
    watch.hear('stdout', null, written.out);
    watch.hear('stderr', null, written.err);
    logs.push(...written.out.split('\n'));
  };

  let program = await start(0);
  try {
    let page = await listen(program);
    await widenLimits(page);
    await runCli(folder, watch, ['plan', 'playground', 'pro']);
    for (let round = 0; round < rounds; round += 1)
      await new Tour(page, watch, createGuest(program.url, watch), used).walk(round);
    const before = await page.entries();
    const cards = before.filter(({ audience }) => audience === null).map(textOf);
    const meetingIds = new Set(cards.flatMap((card) => card.match(/\d{3} \d{4} \d{4}/g) ?? []));
    for (const line of ['rotate-keys', 'export', 'backup']) await runCli(folder, watch, [line]);
    await hearFiles(folder, watch);
    await program.kill();
    hearLog(program);
    await hearFiles(folder, watch);

    // Tickets, forms and passes have expired, and the calls are over.
    program = await start(2 * HOUR);
    page = await listen(program);
    const guest = createGuest(program.url, watch);
    for (const entry of before) {
      if (entry.audience === null || entry.body.kind !== 'message') continue;
      for (const block of entry.body.blocks) {
        for (const button of block.kind === 'buttons' ? block.buttons : []) {
          if (button.kind === 'open') {
            const { pathname, hash } = new URL(button.url);
            await guest.tries({ meetingId: pathname.split('/').at(-1) ?? '', token: hash.slice(1) });
          } else if (button.press.startsWith('yes:')) await page.presses(entry.audience, button.press, entry);
        }
      }
    }
    for (const id of meetingIds) await runCli(folder, watch, ['audit', 'who', id.replaceAll(' ', '')]);
    await guest.looksAround([...meetingIds][0] ?? '');
    await program.stop();
    hearLog(program);
    await hearFiles(folder, watch);
    return {
      codes: watch.codes,
      leaks: watch.leaks(),
      used,
      failed: logs.filter((line) => line.includes('"command failed"')),
      providerFailed: logs.filter((line) => line.includes('"message":"500"')),
    };
  } finally {
    await program.kill();
  }
}

/** The database with its log, the playground's own, the keys. */
async function hearFiles(folder: string, watch: Watch): Promise<void> {
  const data = join(folder, 'data');
  for (const name of await readdir(data)) watch.hear(name, null, await readFile(join(data, name), 'latin1'));
}

async function runCli(folder: string, watch: Watch, args: readonly string[]): Promise<void> {
  const hear = (line: string) => watch.hear(args.join(' '), null, line);
  const code = await runCommandLine(args, { DATA_DIR: join(folder, 'data') }, { print: hear, tell: hear });
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code}`);
}
