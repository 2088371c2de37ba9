import { describe, expect, it } from 'vitest';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { Sealed } from '../../../src/vault/vault.ts';
import type { StoreWorld } from '../store.ts';

/** As the vault writes it: version, key, body. */
const sealed = (key: string, body: string) => `v1.${key}.${body}` as Sealed;

export function credentialsContract(world: () => StoreWorld): void {
  describe('credentials of adapters', () => {
    const rows = () => world().store.credentials;
    const keys = () => world().store.keys;
    const [adapter, workspace] = ['chat/slack', asId<ForeignId>('T1')];

    it('are kept for each adapter and workspace, the newest in place of the one before', async () => {
      expect(await rows().of(adapter, workspace)).toBeNull();
      await rows().put({ adapter, workspace, sealed: sealed('k1', 'a') });
      await rows().put({ adapter, workspace, sealed: sealed('k1', 'b') });
      await rows().put({ adapter: 'conference/zoom', workspace, sealed: sealed('k1', 'c') });
      await rows().put({ adapter, workspace: asId('T2'), sealed: sealed('k1', 'd') });
      expect(await rows().of(adapter, workspace)).toBe(sealed('k1', 'b'));
      expect(await rows().of('conference/zoom', workspace)).toBe(sealed('k1', 'c'));
      expect(await rows().of('chat/discord', workspace)).toBeNull();
      expect(await rows().workspacesOf(adapter)).toEqual([workspace, 'T2']);
      expect(await rows().workspacesOf('chat/discord')).toEqual([]);
    });

    it('are gone when dropped, and only those', async () => {
      await rows().put({ adapter, workspace, sealed: sealed('k1', 'a') });
      await rows().put({ adapter, workspace: asId('T2'), sealed: sealed('k1', 'b') });
      await rows().drop(adapter, workspace);
      await rows().drop(adapter, workspace);
      expect(await rows().of(adapter, workspace)).toBeNull();
      expect(await rows().of(adapter, asId('T2'))).toBe(sealed('k1', 'b'));
    });

    it('are replaced only while they are as they were read', async () => {
      const before = { adapter, workspace, sealed: sealed('k1', 'a') };
      await rows().put(before);
      expect(await rows().replace(before, sealed('k2', 'a'))).toBe(true);
      expect(await rows().replace(before, sealed('k3', 'a'))).toBe(false);
      expect(await rows().of(adapter, workspace)).toBe(sealed('k2', 'a'));
      await rows().drop(adapter, workspace);
      expect(await rows().replace({ ...before, sealed: sealed('k2', 'a') }, sealed('k3', 'a'))).toBe(false);
      expect(await rows().of(adapter, workspace)).toBeNull();
    });

    it('are counted by key, and found when not under the primary one', async () => {
      const old = { adapter, workspace, sealed: sealed('k1', 'a') };
      await rows().put(old);
      await rows().put({ adapter, workspace: asId('T2'), sealed: sealed('k2', 'b') });
      expect(await keys().count()).toEqual({ k1: 1, k2: 1 });
      expect(await keys().staleCredentials('k2', 10)).toEqual([old]);
      expect(await keys().staleCredentials('k3', 1)).toHaveLength(1);
      await rows().replace(old, sealed('k2', 'a'));
      expect(await keys().staleCredentials('k2', 10)).toEqual([]);
      expect(await keys().count()).toEqual({ k2: 2 });
    });
  });
}
