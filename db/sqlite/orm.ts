import type Database from 'better-sqlite3';
import { BetterSQLite3Database, BetterSQLiteSession, SQLiteSyncDialect } from './drizzle.ts';

/**
 * Values are written `+?`, which is the same value. Where a bare parameter is compared with an indexed column, SQLite
 * (built with STAT4) looks at what is bound and plans the statement anew for each, which takes ten to a hundred times
 * as long as running it: https://sqlite.org/c3ref/prepare.html
 */
class PlannedOnce extends SQLiteSyncDialect {
  override escapeParam(): string {
    return '+?';
  }
}

/** What drizzle's own `drizzle()` makes of a client, but for the dialect. */
export function createOrm(client: Database.Database): BetterSQLite3Database {
  const dialect = new PlannedOnce({ casing: 'snake_case' });
  return new BetterSQLite3Database(
    'sync',
    dialect,
    new BetterSQLiteSession(client, dialect, undefined),
    undefined,
  );
}
