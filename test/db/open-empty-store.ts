import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openStore } from '../../db/index.ts';
import type { Store } from '../../src/ports/store.ts';
import { databaseFile } from './database-file.ts';

let empty: Promise<Buffer> | null = null;

/**
 * Opens a store with nothing in it at `file`. A thousand tests need one, and to migrate takes as long as to open: that
 * is done once, and this is a copy of it. How a new database is made is shown by test/db/sqlite.test.ts.
 */
export async function openEmptyStore(file: string): Promise<Store> {
  empty ??= migrated();
  const bytes = await empty;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, bytes, { mode: 0o600 });
  return openStore(file);
}

async function migrated(): Promise<Buffer> {
  const { directory, file } = databaseFile();
  const store = await openStore(file);
  await store.close();
  const bytes = readFileSync(file);
  rmSync(directory, { recursive: true });
  return bytes;
}
