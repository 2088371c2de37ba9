import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Connection, connect } from '../../db/sqlite/connection.ts';
import { migrate } from '../../db/sqlite/migrate.ts';
import { createStore } from '../../db/sqlite/store.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStrikes, type Strikes } from './strikes.ts';

export type FaultyDatabase = {
  readonly store: Store;
  /** A strike is a statement that fails, the begin and the commit of a transaction among them. */
  readonly strikes: Strikes;
  /** All rows of each table, as one text. */
  content(): ReadonlyMap<string, string>;
};

/** What runs a statement. */
const RUNS: ReadonlySet<string | symbol> = new Set(['run', 'get', 'all', 'iterate', 'values']);

/**
 * A real store whose statements fail when they are told to: as those of a locked database, and as those of a full disk,
 * after which SQLite has ended the transaction by itself.
 */
export function openFaulty(folder: string): FaultyDatabase {
  const file = join(folder, 'faulty.db');
  const connection = connect(file, { busyTimeout: 50 });
  migrate(connection, file);
  const { client } = connection;
  const strikes = createStrikes();

  function strike(what: string): void {
    if (!strikes.falls()) return;
    if (strikes.count % 2 === 0) throw new Database.SqliteError(`database is locked: ${what}`, 'SQLITE_BUSY');
    if (client.inTransaction) client.exec('rollback');
    throw new Database.SqliteError(`database or disk is full: ${what}`, 'SQLITE_FULL');
  }

  const prepare = client.prepare.bind(client);
  const faulty = <Prepared extends object>(statement: Prepared, source: string): Prepared => {
    const proxy: Prepared = new Proxy(statement, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          // As SQLite's own messages may quote what they are about.
          if (RUNS.has(name)) strike(`${source} ${JSON.stringify(args)}`);
          const result: unknown = Reflect.apply(value, target, args);
          return result === target ? proxy : result;
        };
      },
    });
    return proxy;
  };
  Object.assign(client, { prepare: (source: string) => faulty(prepare(source), source) });

  const within =
    (transact: Connection['write']): Connection['write'] =>
    (work) => {
      strike('begin');
      return transact(() => {
        const result = work();
        strike('commit');
        return result;
      });
    };
  const store = createStore({
    ...connection,
    write: within(connection.write),
    read: within(connection.read),
  });
  return { store, strikes, content: () => contentOf(file) };
}

function contentOf(file: string): ReadonlyMap<string, string> {
  const db = new Database(file, { readonly: true });
  const tables = db
    .prepare<[], string>("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all();
  const content = new Map(
    tables.map((table) => [table, JSON.stringify(db.prepare(`select * from ${table}`).raw().all())]),
  );
  db.close();
  return content;
}
