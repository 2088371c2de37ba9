/**
 * `node db/sqlite/generate.mjs <name> [--custom]`: writes the migration from the schema as it stands to the schema as
 * it should be, or an empty one to fill in. drizzle-kit cannot write STRICT, so it is appended here.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [name, ...flags] = process.argv.slice(2);
const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');
execFileSync(process.execPath, [kit, 'generate', `--name=${name}`, ...flags], { stdio: 'inherit' });

const migrations = new URL('./migrations/', import.meta.url);
for (const file of readdirSync(migrations).filter((entry) => entry.endsWith('.sql'))) {
  const path = new URL(file, migrations);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(/(CREATE TABLE [^;]*\n\));/g, '$1 STRICT;'));
}
