import { openSqlite } from './open.ts';
import { stageRestore } from './restore.ts';

/** SQLite: the database is a file. */
export const sqlite = { open: openSqlite, stageRestore };
