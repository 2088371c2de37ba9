import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { openStore } from '../db/index.ts';
import type { Config } from './config.ts';
import { errorCode } from './error-code.ts';
import { ConfigError, StoreError } from './errors.ts';
import type { Log } from './log.ts';
import type { Store } from './ports/store.ts';
import type { RandomBytes } from './random.ts';
import type { Keyring } from './vault/keyring.ts';
import { openKeyringFile } from './vault/keyring-file.ts';
import { createLiveVault } from './vault/live-vault.ts';
import type { Vault } from './vault/vault.ts';

/** What is kept on this machine: the database and the keys to it. */
export type Installation = {
  readonly store: Store;
  /** As it was when the installation was opened; the vault follows the file. */
  readonly keyring: Keyring;
  readonly vault: Vault;
};

export type InstallationOptions = {
  readonly random: RandomBytes;
  readonly log: Log;
  /** Whether this may be the first start, which makes the folder, the database and the keys. */
  readonly create: boolean;
};

/** Throws ConfigError when there is none and none may be made, or when its keys do not fit its database. */
export async function openInstallation(config: Config, options: InstallationOptions): Promise<Installation> {
  const { dataDir, databaseUrl, keysFile } = config;
  if (!options.create && !existsSync(dataDir)) {
    throw new ConfigError([
      `DATA_DIR: there is nothing in ${dataDir}. Start Latchkey once, or set it to where its data is.`,
    ]);
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new ConfigError([
      `DATA_DIR: ${dataDir} cannot be made (${errorCode(error)}). Set it to a folder of this user's.`,
    ]);
  });
  const store = await openStore(databaseUrl).catch((error: unknown) => {
    throw error instanceof StoreError ? new ConfigError([unopened(error.code)]) : error;
  });
  try {
    const used = Object.keys(await store.keys.count());
    const { random, log } = options;
    const keyring = await openKeyringFile(keysFile, { databaseExists: used.length > 0, random });
    const missing = used.filter((id) => !keyring.keys.has(id));
    if (missing.length > 0) {
      throw new ConfigError([
        `LATCHKEY_KEYS_FILE: ${keysFile} lacks the keys ${missing.join(', ')} of the database. Put the original file back: what they sealed cannot be read without it.`,
      ]);
    }
    return { store, keyring, vault: createLiveVault(keysFile, keyring, random, log) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const unopened = (code: string) =>
  `DATABASE_URL: the database cannot be opened (${code}). It must be one of Latchkey's, in a folder that this user may write to, and not held by another program.`;
