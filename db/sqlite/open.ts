import { ConfigError, StoreError } from '../../src/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import type { StoreOptions } from '../index.ts';
import { connect } from './connection.ts';
import { codeOf } from './edge.ts';
import { migrate } from './migrate.ts';
import { createStore } from './store.ts';

/** Opens the database file at `path`, made and brought up to date where needed. */
export function openSqlite(path: string, options: StoreOptions): Store {
  try {
    const connection = connect(path, options);
    migrate(connection, path);
    return createStore(connection);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new StoreError('open', codeOf(error));
  }
}
