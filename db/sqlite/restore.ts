import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { StagedRestore } from '../index.ts';
import { copy, flush } from './copy.ts';
import { readMigrationFiles } from './drizzle.ts';
import { codeOf } from './edge.ts';
import { MIGRATIONS } from './migrate.ts';

/** SQLite keeps a database in the file and in these beside it. */
const BESIDE = ['-wal', '-shm'];

/** Copies `backup` beside the database `file`, to be made ready there. Nothing of the database itself is touched. */
export function stageRestore(file: string, backup: string): StagedRestore {
  const problem = problemOf(backup) ?? inUse(file);
  if (problem !== null) return { kind: 'refused', problem };
  const staged = `${file}.restoring`;
  const drop = () => {
    for (const end of ['', ...BESIDE]) rmSync(staged + end, { force: true });
  };
  drop(); // of an earlier try that was interrupted
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const source = new Database(backup, { readonly: true });
  copy(source, staged);
  source.close();
  return {
    kind: 'staged',
    url: `file:${staged}`,
    put(kept) {
      const busy = inUse(file);
      if (busy !== null) return { kind: 'refused', problem: busy };
      const had = existsSync(file);
      if (had) keep(file, kept);
      // What stands in the log of the old database must not be read into the new one.
      for (const end of BESIDE) rmSync(file + end, { force: true });
      renameSync(staged, file);
      flush(dirname(file));
      return { kind: 'done', kept: had };
    },
    drop,
  };
}

/** Why the file cannot be restored from; null: it can. */
function problemOf(backup: string): string | null {
  if (!existsSync(backup)) return `There is no file ${backup}.`;
  try {
    const client = new Database(backup, { readonly: true });
    try {
      const version = Number(client.pragma('user_version', { simple: true }));
      const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).length;
      const table = client.prepare("select 1 from sqlite_schema where name = 'meetings'").get();
      if (version === 0 || table === undefined) return `${backup} is a database, but none of Latchkey's.`;
      if (version > known) return `${backup} was made by a newer Latchkey. Restore it with that one.`;
      const verdict = client.pragma('integrity_check', { simple: true });
      return verdict === 'ok' ? null : `${backup} is damaged. Use another backup.`;
    } finally {
      client.close();
    }
  } catch (error) {
    return `${backup} is not a backup, or is damaged (${codeOf(error)}). Use another one.`;
  }
}

/** Whether a program has the database open, which then must not be taken from under it; null: none has. */
function inUse(file: string): string | null {
  if (!existsSync(file)) return null;
  try {
    const client = new Database(file, { timeout: 0 });
    try {
      // In this mode the first read wants the file for itself: https://sqlite.org/pragma.html#pragma_locking_mode
      client.pragma('locking_mode = exclusive');
      client.prepare('select count(*) from sqlite_schema').get();
      return null;
    } finally {
      client.close();
    }
  } catch (error) {
    // One that is damaged is what people restore for.
    return codeOf(error).startsWith('SQLITE_BUSY')
      ? 'The bot is running. Stop it, restore, and start it again.'
      : null;
  }
}

function keep(file: string, kept: string): void {
  for (const end of ['', '-wal']) {
    if (!existsSync(file + end)) continue;
    copyFileSync(file + end, kept + end);
    flush(kept + end);
  }
}
