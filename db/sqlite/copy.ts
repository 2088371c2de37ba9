import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../src/random.ts';

/**
 * A whole copy of the database at `target`, or none: written beside it, flushed, checked, and only then given its name.
 * It is one moment of the database, whoever writes meanwhile, and pages that hold nothing any more are not in it.
 */
export function copy(client: Database.Database, target: string): void {
  const partial = `${target}.${newId()}`;
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    client.prepare('VACUUM INTO ?').run(partial);
    const verdict = verdictOn(partial);
    if (verdict !== 'ok') throw new Error(`SQLite: the copy is damaged: ${verdict}`);
    flush(partial);
    renameSync(partial, target);
    flush(dirname(target));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** `ok`, or what is wrong with the file. */
function verdictOn(file: string): unknown {
  const check = new Database(file, { readonly: true });
  const verdict = check.pragma('integrity_check', { simple: true });
  check.close();
  return verdict;
}

/** Makes sure that a file's content, or the names in a directory, outlive a power cut. */
export function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
