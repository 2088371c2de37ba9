import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { addKey, createKeyring, type Keyring } from '../../src/vault/keyring.ts';
import { openKeyringFile, saveKeyringFile } from '../../src/vault/keyring-file.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const random = seededRandom('keyring-file');
const fresh = { databaseExists: false, random };
const known = { databaseExists: true, random };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = temporaryFolder('keys');
  path = join(folder, 'keys.json');
});
afterEach(() => rm(folder, { recursive: true }));

const opened = ({ primary, keys }: Keyring) => ({
  primary,
  keys: [...keys].map(([id, key]) => [id, key.open()]),
});

test('makes the file at the first start, for its owner alone, and reads it at the next', async () => {
  const made = await openKeyringFile(path, fresh);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(opened(await openKeyringFile(path, known))).toEqual(opened(made));
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('refuses to make new keys beside a database that they could not open', async () => {
  await expect(openKeyringFile(path, known)).rejects.toThrow(
    /keys\.json is missing, but there is a database/,
  );
  expect(await readdir(folder)).toEqual([]);
});

test.each([0o640, 0o604, 0o660, 0o644, 0o610])(
  'refuses a file that others may use (mode %o)',
  async (mode) => {
    await openKeyringFile(path, fresh);
    await chmod(path, mode);
    const refused = openKeyringFile(path, fresh);
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(`chmod 600 '${path}'`);
  },
);

test('refuses a bad file even where there is no database, and leaves it as it is', async () => {
  await writeFile(path, '{}', { mode: 0o600 });
  await expect(openKeyringFile(path, fresh)).rejects.toThrow(/is not a key file/);
  expect(await readFile(path, 'utf8')).toBe('{}');
});

test('says so when the file cannot be read', async () => {
  await mkdir(path, { mode: 0o700 });
  const refused = openKeyringFile(path, fresh);
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(/cannot be read \(EISDIR\).*LATCHKEY_KEYS_FILE/);
});

test('says so when the file cannot be made', async () => {
  const nowhere = join(folder, 'nowhere', 'keys.json');
  const refused = openKeyringFile(nowhere, fresh);
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(/cannot be written \(ENOENT\).*LATCHKEY_KEYS_FILE/);
});

test('says so when the file can be written but not put in its place, and leaves no key lying about', async () => {
  await mkdir(path);
  await expect(saveKeyringFile(path, createKeyring(random), random)).rejects.toThrow(
    /cannot be written \(EISDIR\)/,
  );
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('refuses a link to a file that is not there', async () => {
  await symlink(join(folder, 'gone.json'), path);
  await expect(openKeyringFile(path, fresh)).rejects.toThrow(/is a link to a file that is not there/);
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('lets only one of several first starts make the keys', async () => {
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyringFile(path, fresh)));
  const kept = opened(await openKeyringFile(path, known));
  for (const ring of rings) expect(opened(ring)).toEqual(kept);
  expect(await readdir(folder)).toEqual(['keys.json']);
});

test('passes on what is no trouble with the file', async () => {
  const broken = () => {
    throw new RangeError('no entropy');
  };
  await expect(openKeyringFile(path, { databaseExists: false, random: broken })).rejects.toThrow(RangeError);
});

test('replaces the ring as a whole', async () => {
  const first = await openKeyringFile(path, fresh);
  const { keyring } = addKey(first, random);
  await saveKeyringFile(path, keyring, random);
  expect(opened(await openKeyringFile(path, known))).toEqual(opened(keyring));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['keys.json']);
});
