import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Time } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Store } from '../ports/store.ts';
import { EXIT } from './exit-code.ts';
import { fileTime } from './file-time.ts';
import type { Terminal } from './terminal.ts';

/** Writes a whole copy of the database into a new file; the bot may run meanwhile. */
export async function backup(
  store: Store,
  { dataDir, keysFile }: Config,
  typed: string | undefined,
  now: Time,
  terminal: Terminal,
): Promise<number> {
  const file = resolve(typed ?? join(dataDir, `backup-${fileTime(now)}.db`));
  if (existsSync(file)) {
    terminal.tell(`${file} exists already. Give another name, or move it away.`);
    return EXIT.failed;
  }
  await store.backUp(file);
  terminal.print(file);
  terminal.tell(
    `The backup holds no keys. Keep ${keysFile} too, in another place: without it no code in the backup can be read.`,
  );
  return EXIT.ok;
}
