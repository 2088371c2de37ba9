import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { StoreOptions } from '../index.ts';
import type { BetterSQLite3Database } from './drizzle.ts';
import { createOrm } from './orm.ts';

export type Connection = {
  readonly client: Database.Database;
  readonly orm: BetterSQLite3Database;
  /** Runs `work` in a transaction that holds the write lock from the start, so that it cannot fail half-way. */
  write<T>(work: () => T): T;
  /** Runs `work` on one snapshot of the database. */
  read<T>(work: () => T): T;
};

/** SQLite's own numbers for `synchronous=FULL` and switched on. */
const FULL = 2;
const ON = 1;

/**
 * What every connection must have (SECURITY.md §2). It is read back because better-sqlite3 opens a WAL database at
 * `synchronous=NORMAL`, which loses commits at a power cut, and because SQLite ignores a pragma it cannot follow.
 */
const PRAGMAS: readonly (readonly [name: string, value: string, reads: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', FULL],
  ['foreign_keys', 'ON', ON],
  ['secure_delete', 'ON', ON],
];

/** Opens `file`, which only its owner may read (0600), in a directory made for its owner alone (0700). */
export function connect(file: string, { busyTimeout }: StoreOptions): Connection {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const client = new Database(file, { timeout: busyTimeout });
  for (const [name, value, reads] of PRAGMAS) {
    client.pragma(`${name} = ${value}`);
    const found = client.pragma(name, { simple: true });
    if (found !== reads) throw new Error(`SQLite: ${name} is ${found}, and must be ${reads}`);
  }
  return { client, orm: createOrm(client), ...createTransact(client) };
}

/** The driver's own `transaction` builds four functions each time, which takes longer than the transaction. */
function createTransact(client: Database.Database): Pick<Connection, 'write' | 'read'> {
  const read = client.prepare('begin');
  const write = client.prepare('begin immediate');
  const commit = client.prepare('commit');
  const rollback = client.prepare('rollback');

  function within<T>(begin: Database.Statement, work: () => T): T {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // Some errors, such as a full disk, have ended it already.
      if (client.inTransaction) rollback.run();
      throw error;
    }
  }
  return { read: (work) => within(read, work), write: (work) => within(write, work) };
}
