import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory that looks like a directory: these tests commit tens of thousands of times, and a disk is slow to sync. */
const MEMORY = '/dev/shm';

/** A path for a new database, in a directory of its own that the caller removes. */
export function databaseFile(): { readonly directory: string; readonly file: string } {
  const directory = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'latchkey-'));
  return { directory, file: join(directory, 'data', 'latchkey.db') };
}
