import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** A path for a new database, in a directory of its own that the caller removes. */
export function databaseFile(): { readonly directory: string; readonly file: string } {
  const directory = temporaryFolder('database');
  return { directory, file: join(directory, 'data', 'latchkey.db') };
}
