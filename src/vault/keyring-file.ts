import { link, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../error-code.ts';
import { ConfigError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { createKeyring, type Keyring, RESTORE, readKeyring, writeKeyring } from './keyring.ts';
import { Secret } from './secret.ts';

const OTHERS = 0o077; // any right of group or world

export type OpenKeyringOptions = {
  /** Then a missing file is an error: new keys would open nothing that is in the database. */
  readonly databaseExists: boolean;
  readonly random: RandomBytes;
};

/**
 * Reads the key file, or makes it at the first start. Throws ConfigError for a file that is missing, unreadable,
 * open to others, or has keys that are short, examples or not there.
 */
export async function openKeyringFile(path: string, options: OpenKeyringOptions): Promise<Keyring> {
  const found = await read(path);
  if (found !== null) return found;
  if (options.databaseExists) {
    throw new ConfigError([`${path} is missing, but there is a database. ${RESTORE}`]);
  }
  const keyring = createKeyring(options.random);
  if (await write(path, keyring, options.random, link)) return keyring;
  // Another process that started at the same moment was first: its keys are the ones.
  const theirs = await read(path);
  if (theirs === null) throw new ConfigError([`${path} is a link to a file that is not there. Remove it.`]);
  return theirs;
}

/** Replaces the key file by this ring, at once or not at all. Throws ConfigError when it cannot be written. */
export async function saveKeyringFile(path: string, keyring: Keyring, random: RandomBytes): Promise<void> {
  await write(path, keyring, random, rename);
}

/** Null: there is none. */
async function read(path: string): Promise<Keyring | null> {
  const found = await contents(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw unusable(path, 'read', error);
  });
  if (found === null) return null;
  if ((found.mode & OTHERS) !== 0) {
    throw new ConfigError([`${path} can be read by others on this machine. Run: chmod 600 '${path}'`]);
  }
  return readKeyring(found.text, path);
}

async function contents(path: string): Promise<{ mode: number; text: Secret }> {
  await using file = await open(path, 'r');
  const { mode } = await file.stat();
  return { mode, text: new Secret(await file.readFile('utf8')) };
}

/**
 * Writes beside the path, flushes, then lets `place` put it there: a crash leaves the old file or the new one.
 * `rename` replaces what is there; `link` never does. False: something is there already.
 */
async function write(
  path: string,
  keyring: Keyring,
  random: RandomBytes,
  place: (from: string, to: string) => Promise<void>,
): Promise<boolean> {
  const beside = `${path}.${Buffer.from(random(8)).toString('hex')}.tmp`;
  const text = writeKeyring(keyring).open();
  try {
    await writeFile(beside, text, { flag: 'wx', mode: 0o600, flush: true })
      .then(() => place(beside, path))
      .finally(() => rm(beside, { force: true }));
    await using folder = await open(dirname(path), 'r');
    await folder.sync();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw unusable(path, 'written', error);
  }
}

const unusable = (path: string, done: 'read' | 'written', error: unknown) =>
  new ConfigError([
    `${path} cannot be ${done} (${errorCode(error)}). Give the program a folder of its own, or set LATCHKEY_KEYS_FILE to a file in one.`,
  ]);
