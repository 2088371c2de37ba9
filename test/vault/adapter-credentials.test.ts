import { expect, test } from 'vitest';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { StoredCredentials } from '../../src/ports/store/credentials.ts';
import { createCredentials } from '../../src/vault/adapter-credentials.ts';
import { adapterBinding } from '../../src/vault/binding.ts';
import { addKey, createKeyring, makePrimary, removeKey } from '../../src/vault/keyring.ts';
import { resealCredentials } from '../../src/vault/reseal-credentials.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault, type Sealed, VaultError } from '../../src/vault/vault.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('adapter-credentials');
const oldRing = createKeyring(random);
const { keyring: bothRing, id: newKey } = addKey(oldRing, random);
const newRing = makePrimary(bothRing, newKey);
const before = createVault(oldRing, random);
const vault = createVault(newRing, random);
const after = createVault(removeKey(newRing, oldRing.primary), random);

const T1 = asId<ForeignId>('T1');
const T2 = asId<ForeignId>('T2');

/** Rows as a store keeps them. */
function aShelf() {
  const rows = new Map<string, StoredCredentials>();
  const at = (adapter: string, workspace: ForeignId) => `${adapter} ${workspace}`;
  return {
    rows,
    credentials: {
      of: async (adapter: string, workspace: ForeignId) => rows.get(at(adapter, workspace))?.sealed ?? null,
      put: async (row: StoredCredentials) => void rows.set(at(row.adapter, row.workspace), row),
      replace: async (row: StoredCredentials, sealed: Sealed) => {
        const name = at(row.adapter, row.workspace);
        if (rows.get(name)?.sealed !== row.sealed) return false;
        rows.set(name, { ...row, sealed });
        return true;
      },
      drop: async (adapter: string, workspace: ForeignId) => void rows.delete(at(adapter, workspace)),
      workspacesOf: async (adapter: string) =>
        [...rows.values()].filter((row) => row.adapter === adapter).map(({ workspace }) => workspace),
    },
    keys: {
      staleCredentials: async (primary: string, limit: number) =>
        [...rows.values()].filter(({ sealed }) => !sealed.startsWith(`v1.${primary}.`)).slice(0, limit),
    },
  };
}

test('gives back what was put, sealed in between, and nothing after it was dropped', async () => {
  const shelf = aShelf();
  const slack = createCredentials('chat/slack', shelf.credentials, vault);
  expect(await slack.get(T1)).toBeNull();
  await slack.put(T1, new Secret('xoxb-1'));
  expect((await slack.get(T1))?.open()).toBe('xoxb-1');
  expect(JSON.stringify([...shelf.rows])).not.toContain('xoxb-1');
  await slack.drop(T1);
  expect(await slack.get(T1)).toBeNull();
});

test('tells for which workspaces an adapter has some, and none of another', async () => {
  const shelf = aShelf();
  await createCredentials('chat/slack', shelf.credentials, vault).put(T1, new Secret('xoxb-1'));
  const zoom = createCredentials('conference/zoom', shelf.credentials, vault);
  await zoom.put(T2, new Secret('{}'));
  expect(await zoom.workspaces()).toEqual([T2]);
});

test('opens for no other workspace, adapter or conference', async () => {
  const shelf = aShelf();
  await createCredentials('chat/slack', shelf.credentials, vault).put(T1, new Secret('xoxb-1'));
  const sealed = (await shelf.credentials.of('chat/slack', T1)) ?? ('' as Sealed);
  await shelf.credentials.put({ adapter: 'chat/slack', workspace: T2, sealed });
  await shelf.credentials.put({ adapter: 'chat/discord', workspace: T1, sealed });
  for (const [adapter, workspace] of [
    ['chat/slack', T2],
    ['chat/discord', T1],
  ] as const) {
    await expect(createCredentials(adapter, shelf.credentials, vault).get(workspace)).rejects.toThrow(
      VaultError,
    );
  }
  const binding = { ...adapterBinding({ adapter: 'chat/slack', workspace: T1 }), row: 'c1' };
  expect(() => vault.open('credentials', binding, sealed)).toThrow(VaultError);
});

test('is re-sealed under the primary key, so that the old one is not needed', async () => {
  const shelf = aShelf();
  const old = createCredentials('chat/slack', shelf.credentials, before);
  for (let team = 0; team < 250; team += 1) await old.put(asId(`T${team}`), new Secret(`xoxb-${team}`));
  await createCredentials('chat/slack', shelf.credentials, vault).put(asId('TNEW'), new Secret('xoxb-new'));
  expect(await resealCredentials(shelf, vault)).toEqual({ resealed: 250, broken: [] });
  expect((await createCredentials('chat/slack', shelf.credentials, after).get(asId('T249')))?.open()).toBe(
    'xoxb-249',
  );
  expect(await resealCredentials(shelf, vault)).toEqual({ resealed: 0, broken: [] });
});

test('passes over what does not open, and names it', async () => {
  const shelf = aShelf();
  const old = createCredentials('chat/slack', shelf.credentials, before);
  await old.put(T1, new Secret('xoxb-1'));
  const sealed = (await shelf.credentials.of('chat/slack', T1)) ?? ('' as Sealed);
  await shelf.credentials.put({ adapter: 'chat/slack', workspace: T2, sealed });
  expect(await resealCredentials(shelf, vault)).toEqual({ resealed: 1, broken: ['chat/slack T2'] });
});

test('does not bring back what was dropped while it was re-sealed', async () => {
  const shelf = aShelf();
  await createCredentials('chat/slack', shelf.credentials, before).put(T1, new Secret('xoxb-1'));
  const busy = {
    ...shelf,
    credentials: {
      replace: async (row: StoredCredentials, sealed: Sealed) => {
        await shelf.credentials.drop(row.adapter, row.workspace);
        return shelf.credentials.replace(row, sealed);
      },
    },
  };
  expect(await resealCredentials(busy, vault)).toEqual({ resealed: 0, broken: [] });
  expect(shelf.rows.size).toBe(0);
});

test('goes no further when the vault itself fails', async () => {
  const shelf = aShelf();
  await createCredentials('chat/slack', shelf.credentials, before).put(T1, new Secret('xoxb-1'));
  const failing = {
    ...vault,
    open: () => {
      throw new Error('out of memory');
    },
  };
  await expect(resealCredentials(shelf, failing)).rejects.toThrow('out of memory');
});
