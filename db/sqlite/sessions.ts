import type { Sessions } from '../../src/ports/store/sessions.ts';
import type { Connection } from './connection.ts';
import { and, eq, gt, lte, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { sessions } from './schema/sessions.ts';

export function createSessions({ orm }: Connection): Sessions {
  const value = (name: string) => sql.placeholder(name);
  const { id, account, workspaceId, expiresAt } = sessions;

  const open = orm
    .insert(sessions)
    .values({
      id: value('id'),
      account: value('account'),
      workspaceId: value('workspaceId'),
      expiresAt: value('expiresAt'),
      ended: false,
    })
    .onConflictDoNothing()
    .prepare();
  const good = orm
    .select({ id, account, workspaceId, expiresAt })
    .from(sessions)
    .where(and(eq(id, value('id')), eq(sessions.ended, false), gt(expiresAt, value('now'))))
    .prepare();
  const ending = () => orm.update(sessions).set({ ended: true });
  const end = ending()
    .where(eq(id, value('id')))
    .prepare();
  const endOf = ending()
    .where(and(eq(account, value('account')), eq(workspaceId, value('workspace'))))
    .prepare();
  const endAll = ending()
    .where(eq(account, value('account')))
    .prepare();
  const endEverybody = ending().prepare();
  const expire = orm
    .delete(sessions)
    .where(lte(expiresAt, value('now')))
    .prepare();

  return {
    open: (session) => edge('sessions.open', () => open.run({ ...session }).changes === 1),
    byId: (id, now) => edge('sessions.byId', () => good.get({ id, now }) ?? null),
    end: (id) => edge('sessions.end', () => void end.run({ id })),
    endOf: (account, workspace) => edge('sessions.endOf', () => void endOf.run({ account, workspace })),
    endAll: (account) =>
      edge('sessions.endAll', () => void (account === null ? endEverybody.run() : endAll.run({ account }))),
    sweep: (now) => edge('sessions.sweep', () => void expire.run({ now })),
  };
}
