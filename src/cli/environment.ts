import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { errorCode } from '../error-code.ts';
import type { Env } from '../ports/adapter.ts';

/** The settings: of the `.env` file in `folder`, and over them the variables of the process. Empty is unset. */
export function readEnvironment(variables: Env, folder: string): Env {
  const merged = { ...parseEnv(readDotEnv(folder)), ...variables };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}

function readDotEnv(folder: string): string {
  try {
    return readFileSync(join(folder, '.env'), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
