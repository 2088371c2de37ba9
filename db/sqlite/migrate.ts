import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { ConfigError } from '../../src/errors.ts';
import { newId } from '../../src/random.ts';
import type { Connection } from './connection.ts';
import { readMigrationFiles } from './drizzle.ts';

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the database up to the migrations in `folder`. How many it has had stands in SQLite's `user_version`, which
 * changes with the migration itself or not at all. A database with content is copied before it is changed.
 */
export function migrate(connection: Connection, file: string, folder = MIGRATIONS): void {
  const { client } = connection;
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  const version = () => Number(client.pragma('user_version', { simple: true }));

  const before = version();
  if (before > migrations.length) {
    throw new ConfigError([
      `${file} was written by a newer Latchkey (schema ${before}, this one knows ${migrations.length}). Start the newer one, or restore a backup that this one made.`,
    ]);
  }
  if (before === migrations.length) return;
  if (before > 0) copy(client, `${file}.before-${migrations.length}`);

  // A migration that makes a table anew would delete what refers to it.
  client.pragma('foreign_keys = OFF');
  connection.write(() => {
    // Read again: another process may have been quicker.
    for (const { sql } of migrations.slice(version())) for (const statement of sql) client.exec(statement);
    if (client.prepare('PRAGMA foreign_key_check').get() !== undefined) {
      throw new Error('SQLite: the migration left a row that refers to nothing');
    }
    client.pragma(`user_version = ${migrations.length}`);
  });
  client.pragma('foreign_keys = ON');
}

/** A whole copy at `target`, or none: written beside it, flushed, checked, and only then given its name. */
function copy(client: Database.Database, target: string): void {
  const partial = `${target}.${newId()}`;
  closeSync(openSync(partial, 'wx', 0o600));
  client.prepare('VACUUM INTO ?').run(partial);
  const check = new Database(partial, { readonly: true });
  const verdict = check.pragma('integrity_check', { simple: true });
  check.close();
  if (verdict !== 'ok') throw new Error(`SQLite: the copy made before migrating is damaged: ${verdict}`);
  flush(partial);
  renameSync(partial, target);
  flush(dirname(target));
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
