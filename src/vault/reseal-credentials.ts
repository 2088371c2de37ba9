import type { StoredCredentials } from '../ports/store/credentials.ts';
import type { Store } from '../ports/store.ts';
import { adapterBinding } from './binding.ts';
import { type Vault, VaultError } from './vault.ts';

export type ResealedCredentials = {
  /** How many were re-sealed now. */
  readonly resealed: number;
  /** `<adapter> <workspace>` of those that do not open: changed, or their key is lost. */
  readonly broken: readonly string[];
};

/** What re-sealing needs of the store. */
type Shelf = {
  readonly credentials: Pick<Store['credentials'], 'replace'>;
  readonly keys: Pick<Store['keys'], 'staleCredentials'>;
};

const BATCH = 100; // looked up at a time; each is replaced by itself

/** Re-seals what adapters keep and is not under the primary key. It can be stopped at any moment and run again. */
export async function resealCredentials(
  { credentials, keys }: Shelf,
  vault: Vault,
): Promise<ResealedCredentials> {
  let resealed = 0;
  const broken = new Set<string>();
  for (;;) {
    const stale = await keys.staleCredentials(vault.primary, broken.size + BATCH);
    const batch = stale.filter((row) => !broken.has(nameOf(row)));
    if (batch.length === 0) return { resealed, broken: [...broken] };
    for (const row of batch) {
      const next = resealRow(row, vault);
      if (next === null) broken.add(nameOf(row));
      else if (await credentials.replace(row, next)) resealed += 1; // else changed or dropped meanwhile
    }
  }
}

const nameOf = ({ adapter, workspace }: StoredCredentials) => `${adapter} ${workspace}`;

function resealRow(row: StoredCredentials, vault: Vault) {
  const binding = adapterBinding(row);
  try {
    return vault.seal('credentials', binding, vault.open('credentials', binding, row.sealed));
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}
