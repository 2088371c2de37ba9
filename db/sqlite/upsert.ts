import {
  type BetterSQLite3Database,
  getTableColumns,
  type SQL,
  type SQLiteColumn,
  type SQLiteTable,
  sql,
  toSnakeCase,
} from './drizzle.ts';

type Column<T extends SQLiteTable> = keyof T['$inferSelect'] & string;

/**
 * A prepared `insert`, one row per call. A row that has the same `key` is replaced, but for its columns `keep`.
 * `made` are columns that the database works out for itself when a row is written.
 */
export function upsert<T extends SQLiteTable, Made extends Column<T> = never>(
  orm: BetterSQLite3Database,
  table: T,
  key: SQLiteColumn,
  options: { readonly keep?: readonly Column<T>[]; readonly made?: Readonly<Record<Made, SQL>> } = {},
): (row: Omit<T['$inferSelect'], Made>) => void {
  const statement = prepare(orm, table, key, options.keep ?? [], options.made ?? {});
  return (row) => void statement.run(row);
}

function prepare(
  orm: BetterSQLite3Database,
  table: SQLiteTable,
  key: SQLiteColumn,
  keep: readonly string[],
  made: Readonly<Record<string, SQL>>,
) {
  const columns = Object.entries(getTableColumns(table));
  const replaced = columns.filter(([name, column]) => column !== key && !keep.includes(name));
  return orm
    .insert(table)
    .values({ ...Object.fromEntries(columns.map(([name]) => [name, sql.placeholder(name)])), ...made })
    .onConflictDoUpdate({
      target: key,
      set: Object.fromEntries(
        replaced.map(([name]) => [name, sql`excluded.${sql.identifier(toSnakeCase(name))}`]),
      ),
    })
    .prepare();
}
