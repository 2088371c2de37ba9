import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory that looks like a directory, where there is one: a disk is slow to sync. */
const MEMORY = '/dev/shm';

/** Path of a new folder, which the caller removes. */
export const temporaryFolder = (name: string): string =>
  mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), `latchkey-${name}-`));
