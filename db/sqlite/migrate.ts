import { fileURLToPath } from 'node:url';
import { ConfigError } from '../../src/errors.ts';
import type { Connection } from './connection.ts';
import { copy } from './copy.ts';
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
