import type { Accounts } from '../../src/ports/store/accounts.ts';
import type { Connection } from './connection.ts';
import { and, eq, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { accounts } from './schema/accounts.ts';

export function createAccounts({ orm }: Connection): Accounts {
  const one = orm
    .select()
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('id')))
    .prepare();
  const several = orm
    .select()
    .from(accounts)
    .where(sql`${accounts.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare();
  const foreign = orm
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.platform, sql.placeholder('platform')),
        eq(accounts.foreignId, sql.placeholder('foreignId')),
      ),
    )
    .prepare();
  const called = orm
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.platform, sql.placeholder('platform')),
        sql`${accounts.handle} is not null and lower(${accounts.handle}) = lower(${sql.placeholder('handle')})`,
      ),
    )
    .orderBy(accounts.id)
    .prepare();

  return {
    byId: (id) => edge('accounts.byId', () => one.get({ id }) ?? null),
    byIds: (ids) => edge('accounts.byIds', () => several.all({ ids: JSON.stringify(ids) })),
    byForeign: (platform, foreignId) =>
      edge('accounts.byForeign', () => foreign.get({ platform, foreignId }) ?? null),
    byHandle: (platform, handle) => edge('accounts.byHandle', () => called.all({ platform, handle })),
  };
}
