import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Looks at the database, beside the program or without it. */
export function lookIn<Seen>(folder: string, look: (db: Database.Database) => Seen): Seen {
  return looked(new Database(fileIn(folder), { readonly: true }), look);
}

/** Looks at the database of a killed program in a copy, so that the program finds it as it left it. */
export async function lookInCopy<Seen>(folder: string, look: (db: Database.Database) => Seen): Promise<Seen> {
  const copy = join(folder, 'copy.db');
  for (const end of ['', '-wal']) await copyFile(fileIn(folder) + end, copy + end);
  return looked(new Database(copy), look);
}

const fileIn = (folder: string): string => join(folder, 'data', 'latchkey.db');

function looked<Seen>(db: Database.Database, look: (db: Database.Database) => Seen): Seen {
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** What is wrong with a database, whatever is in it: damage, rows that refer to nothing, messages still owed. */
export function problemsOf(db: Database.Database): string[] {
  const all = (sql: string) => db.prepare<[], unknown[]>(sql).raw().all();
  const problems: string[] = [];
  if (db.pragma('integrity_check', { simple: true }) !== 'ok') problems.push('the database is damaged');
  if (all('pragma foreign_key_check').length > 0) problems.push('a row refers to nothing');
  const open = all("select key, state from deliveries where state in ('due', 'sending')");
  for (const row of open) problems.push(`still owed: ${row.join()}`);
  return problems;
}

/** The meetings by topic, each with how many occurrences, conferences and invitations it has: `1,1,7`. */
export function meetingsIn(db: Database.Database): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], [string, ...unknown[]]>(
      `select topic, (select count(*) from occurrences where meeting_key = key), (select count(*) from conferences
       where meeting_key = key), (select count(*) from invitations where meeting_key = key) from meetings order by key`,
    )
    .raw()
    .all();
  const made = new Map<string, string>();
  // Two of one topic are one too many: neither is what it should be.
  for (const [topic, ...parts] of rows) made.set(topic, made.has(topic) ? 'twice' : parts.join());
  return made;
}
