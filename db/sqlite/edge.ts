import Database from 'better-sqlite3';
import { StoreError } from '../../src/errors.ts';

/**
 * Runs one operation of the store. Nothing that it throws may pass as it is: drizzle's errors hold the parameters,
 * passcode checks and names included, and SQLite's may quote them (DESIGN.md rule 9).
 */
export async function edge<T>(operation: string, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    throw new StoreError(operation, codeOf(error));
  }
}

export function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
