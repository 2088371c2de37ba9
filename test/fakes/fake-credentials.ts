import type { ForeignId } from '../../src/ids.ts';
import type { Credentials } from '../../src/ports/credentials.ts';
import type { Secret } from '../../src/vault/secret.ts';

/** Credentials of one adapter, kept in memory. */
export function fakeCredentials(): Credentials {
  const kept = new Map<ForeignId, Secret>();
  return {
    get: async (workspace) => kept.get(workspace) ?? null,
    put: async (workspace, secret) => void kept.set(workspace, secret),
    drop: async (workspace) => void kept.delete(workspace),
    workspaces: async () => [...kept.keys()],
  };
}
