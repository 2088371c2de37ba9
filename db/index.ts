import { ConfigError } from '../src/errors.ts';
import type { Store } from '../src/ports/store.ts';

export type StoreOptions = {
  /** Milliseconds to wait for another process's write before giving up. */
  readonly busyTimeout: number;
};

/** Longer than any of our own writes takes, shorter than the three seconds in which Slack wants an answer. */
const DEFAULTS: StoreOptions = { busyTimeout: 2_000 };

/** A backup that stands beside the database, to be made ready (codes rotated) before it takes its place. */
export type StagedRestore =
  | {
      readonly kind: 'staged';
      /** Opens it. It must be closed again before `put` and `drop`. */
      readonly url: string;
      /** Puts it in the place of the database, which is kept as the file `kept` if there was one. */
      put(kept: string): { readonly kind: 'done'; readonly kept: boolean } | Refused;
      /** Leaves no trace of it. */
      drop(): void;
    }
  | Refused;

type Refused = { readonly kind: 'refused'; readonly problem: string };

type Dialect = {
  open(location: string, options: StoreOptions): Store;
  stageRestore(location: string, backup: string): StagedRestore;
};

/** A dialect: one folder and one line, loaded only when a URL names it. */
const DIALECTS: Readonly<Record<string, () => Promise<Dialect>>> = {
  sqlite: async () => (await import('./sqlite/dialect.ts')).sqlite,
};

/**
 * Opens the store that `DATABASE_URL` names and brings it up to date: `file:…`, `sqlite:…` or a plain path is SQLite.
 * Throws ConfigError for a scheme that nobody serves or a database that a newer program has written.
 */
export async function openStore(url: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const { dialect, location } = await dialectOf(url);
  return dialect.open(location, { ...DEFAULTS, ...options });
}

/** Prepares to put a backup in the place of the database that `DATABASE_URL` names. */
export async function stageRestore(url: string, backup: string): Promise<StagedRestore> {
  const { dialect, location } = await dialectOf(url);
  return dialect.stageRestore(location, backup);
}

async function dialectOf(url: string): Promise<{ dialect: Dialect; location: string }> {
  const [, scheme = 'file', location = url] = /^([a-z][a-z0-9+.-]+):(?:\/\/)?(.*)$/is.exec(url) ?? [];
  const load = DIALECTS[scheme.toLowerCase() === 'file' ? 'sqlite' : scheme.toLowerCase()];
  if (load === undefined || location === '') {
    throw new ConfigError([
      `DATABASE_URL: no database for "${scheme}:". Use file:<path>, or leave it out for a file in DATA_DIR.`,
    ]);
  }
  return { dialect: await load(), location };
}
