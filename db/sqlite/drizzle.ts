import { createRequire } from 'node:module';

/**
 * The one file that loads drizzle. By `require`, because its ES modules are cyclic and cost a second and 200 MB at
 * start on Node 24 and 26; as CommonJS they cost a tenth of both. The types are the same.
 */
const require = createRequire(import.meta.url);

const core: typeof import('drizzle-orm') = require('drizzle-orm');
const sqliteCore: typeof import('drizzle-orm/sqlite-core') = require('drizzle-orm/sqlite-core');
const driver: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3');
const casing: typeof import('drizzle-orm/casing') = require('drizzle-orm/casing');
const migrator: typeof import('drizzle-orm/migrator') = require('drizzle-orm/migrator');

export const { and, asc, count, desc, eq, getTableColumns, gt, gte, isNotNull, lt, lte, min, ne, sql } = core;
export const { index, integer, primaryKey, SQLiteSyncDialect, sqliteTable, text, unionAll, uniqueIndex } =
  sqliteCore;
export const { BetterSQLite3Database, BetterSQLiteSession } = driver;
export const { toSnakeCase } = casing;
export const { readMigrationFiles } = migrator;

export type { SQL } from 'drizzle-orm';
export type BetterSQLite3Database = InstanceType<typeof BetterSQLite3Database>;
export type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
