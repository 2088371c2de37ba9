import { join, resolve } from 'node:path';
import { stageRestore } from '../../db/index.ts';
import type { Time } from '../clock.ts';
import { openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import { systemRandom } from '../random.ts';
import type { Settings } from '../settings.ts';
import { EXIT } from './exit-code.ts';
import { fileTime } from './file-time.ts';
import { renewCodes } from './renew-codes.ts';
import type { Terminal } from './terminal.ts';

/**
 * Puts a backup in the place of the database. All is made ready on a copy first, so that whatever goes wrong leaves the
 * database as it was. Codes given out since the backup are unknown to it, and some in it were revoked since: so every
 * open meeting gets a new passcode and new links. Nothing is sent before `resume`, which leaves time to look.
 */
export async function restore(
  settings: Settings,
  typed: string,
  keepCodes: boolean,
  now: Time,
  terminal: Terminal,
): Promise<number> {
  const { config } = settings;
  const file = resolve(typed);
  const staged = await stageRestore(config.databaseUrl, file);
  if (staged.kind === 'refused') return refused(staged.problem, terminal);
  try {
    const renewed = await makeReady(settings, staged.url, keepCodes, now, terminal);
    const kept = join(config.dataDir, `before-restore-${fileTime(now)}.db`);
    const put = staged.put(kept);
    if (put.kind === 'refused') return refused(put.problem, terminal);
    terminal.print(`Restored from ${file}.`);
    terminal.print(
      renewed === null
        ? 'Codes are as they were then: what was revoked since works again.'
        : `Meetings with a new passcode and new links: ${renewed}.`,
    );
    if (put.kept) terminal.print(`The database that was there is kept: ${kept}`);
    terminal.print(
      'Nothing is sent until you say so. Start the bot, look, and then: npm run latchkey -- resume',
    );
    return EXIT.ok;
  } finally {
    staged.drop();
  }
}

function refused(problem: string, terminal: Terminal): number {
  terminal.tell(problem);
  return EXIT.failed;
}

/** Answers how many meetings have new codes; null: none was to. Throws ConfigError when the keys do not fit. */
async function makeReady(
  { config, conference }: Settings,
  databaseUrl: string,
  keepCodes: boolean,
  now: Time,
  terminal: Terminal,
): Promise<number | null> {
  const random = systemRandom;
  const log = createLog('error', { write: (line) => terminal.tell(line.trimEnd()) });
  const { store, vault } = await openInstallation({ ...config, databaseUrl }, { random, log, create: true });
  try {
    const providers = new Map(
      conference.map(({ entry: { name, label, abilities } }) => [name, { label, abilities }]),
    );
    const renewed = keepCodes ? null : await renewCodes({ store, vault, random, providers }, now);
    await store.sessions.endAll(null);
    await store.jobs.pause();
    return renewed;
  } finally {
    await store.close();
  }
}
