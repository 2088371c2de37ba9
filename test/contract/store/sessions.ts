import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/clock.ts';
import { type AccountId, fresh, type SessionId, type WorkspaceId } from '../../../src/ids.ts';
import type { Session } from '../../../src/ports/store/sessions.ts';
import { NOON } from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

export function sessionsContract(world: () => StoreWorld): void {
  describe('sessions', () => {
    const rows = () => world().store.sessions;
    const aSession = (given: Partial<Session> = {}): Session => ({
      id: fresh<SessionId>(),
      account: fresh<AccountId>(),
      workspaceId: fresh<WorkspaceId>(),
      expiresAt: NOON + HOUR,
      ...given,
    });
    const isOpen = async ({ id }: Session, now = NOON) => (await rows().byId(id, now)) !== null;

    it('are open until they expire', async () => {
      const session = aSession();
      expect(await rows().byId(session.id, NOON)).toBeNull();
      expect(await rows().open(session)).toBe(true);
      expect(await rows().byId(session.id, NOON)).toEqual(session);
      expect(await isOpen(session, NOON + HOUR)).toBe(false);
    });

    it('are opened once, also by two at a time, and not again after their end', async () => {
      const session = aSession();
      const again = { ...session, account: fresh<AccountId>() };
      const other = await world().again();
      const won = await Promise.all([rows().open(session), other.sessions.open(again)]);
      await other.close();
      expect(won.toSorted()).toEqual([false, true]);
      await rows().end(session.id);
      expect(await isOpen(session)).toBe(false);
      expect(await rows().open(session)).toBe(false);
      expect(await isOpen(session)).toBe(false);
    });

    it('end one by one, all from one workspace, all of an account, or all there are', async () => {
      const account = fresh<AccountId>();
      const [one, two] = [aSession({ account }), aSession({ account })];
      const more = aSession({ account, workspaceId: one.workspaceId });
      const foreign = aSession({ workspaceId: one.workspaceId });
      const open = async () => Promise.all([one, more, two, foreign].map((session) => isOpen(session)));
      for (const session of [one, more, two, foreign]) await rows().open(session);
      await rows().end(more.id);
      expect(await open()).toEqual([true, false, true, true]);
      await rows().endOf(account, one.workspaceId);
      expect(await open()).toEqual([false, false, true, true]);
      await rows().endAll(account);
      expect(await open()).toEqual([false, false, false, true]);
      await rows().endAll(null);
      expect(await open()).toEqual([false, false, false, false]);
    });

    it('are forgotten once they have expired', async () => {
      const session = aSession();
      await rows().open(session);
      await rows().sweep(NOON);
      expect(await rows().open(session)).toBe(false);
      await rows().sweep(NOON + HOUR);
      expect(await rows().open(session)).toBe(true);
    });
  });
}
