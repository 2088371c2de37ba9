import type { Workspaces } from '../../src/ports/store/workspaces.ts';
import type { Connection } from './connection.ts';
import { and, eq, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { workspaces } from './schema/workspaces.ts';

export function createWorkspaces({ orm }: Connection): Workspaces {
  const one = orm
    .select()
    .from(workspaces)
    .where(eq(workspaces.id, sql.placeholder('id')))
    .prepare();
  const foreign = orm
    .select()
    .from(workspaces)
    .where(
      and(
        eq(workspaces.platform, sql.placeholder('platform')),
        eq(workspaces.foreignId, sql.placeholder('foreignId')),
      ),
    )
    .prepare();

  return {
    byId: (id) => edge('workspaces.byId', () => one.get({ id }) ?? null),
    byForeign: (platform, foreignId) =>
      edge('workspaces.byForeign', () => foreign.get({ platform, foreignId }) ?? null),
  };
}
