import { ConfigError } from '../src/errors.ts';
import type { Store } from '../src/ports/store.ts';

export type StoreOptions = {
  /** Milliseconds to wait for another process's write before giving up. */
  readonly busyTimeout: number;
};

/** Longer than any of our own writes takes, shorter than the three seconds in which Slack wants an answer. */
const DEFAULTS: StoreOptions = { busyTimeout: 2_000 };

type Open = (location: string, options: StoreOptions) => Store;

/** A dialect: one folder and one line, loaded only when a URL names it. */
const DIALECTS: Readonly<Record<string, () => Promise<Open>>> = {
  sqlite: async () => (await import('./sqlite/open.ts')).openSqlite,
};

/**
 * Opens the store that `DATABASE_URL` names and brings it up to date: `file:…`, `sqlite:…` or a plain path is SQLite.
 * Throws ConfigError for a scheme that nobody serves or a database that a newer program has written.
 */
export async function openStore(url: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const [, scheme = 'file', location = url] = /^([a-z][a-z0-9+.-]+):(?:\/\/)?(.*)$/is.exec(url) ?? [];
  const dialect = DIALECTS[scheme.toLowerCase() === 'file' ? 'sqlite' : scheme.toLowerCase()];
  if (dialect === undefined || location === '') {
    throw new ConfigError([
      `DATABASE_URL: no database for "${scheme}:". Use file:<path>, or leave it out for a file in DATA_DIR.`,
    ]);
  }
  const open = await dialect();
  return open(location, { ...DEFAULTS, ...options });
}
