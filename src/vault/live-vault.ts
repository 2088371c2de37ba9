import { readFileSync, statSync } from 'node:fs';
import type { Log } from '../log.ts';
import type { RandomBytes } from '../random.ts';
import { type Keyring, readKeyring } from './keyring.ts';
import { Secret } from './secret.ts';
import { createVault, type Vault } from './vault.ts';

/**
 * A vault that follows its key file, so that keys are rotated while the bot runs: it looks before each use whether
 * the file was replaced (microseconds). A file that cannot be read is logged once, and the keys stay as they were.
 */
export function createLiveVault(path: string, keyring: Keyring, random: RandomBytes, log: Log): Vault {
  let vault = createVault(keyring, random);
  let seen = stampOf(path);

  function current(): Vault {
    const stamp = stampOf(path);
    if (stamp === seen) return vault;
    seen = stamp;
    try {
      vault = createVault(readKeyring(new Secret(readFileSync(path, 'utf8')), path), random);
      log.info({ primary: vault.primary }, 'keys changed');
    } catch (err) {
      log.error({ err }, 'key file not read');
    }
    return vault;
  }

  return {
    get primary() {
      return current().primary;
    },
    seal: (...about) => current().seal(...about),
    open: (...about) => current().open(...about),
    check: (...about) => current().check(...about),
    checks: (...about) => current().checks(...about),
    linkToken: (link) => current().linkToken(link),
    invitationOf: (token) => current().invitationOf(token),
    isLinkToken: (...about) => current().isLinkToken(...about),
    issue: (...about) => current().issue(...about),
    redeem: (...about) => current().redeem(...about),
  };
}

/** Changes when another file takes this one's place; empty while there is none. */
function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeNs}` : '';
}
