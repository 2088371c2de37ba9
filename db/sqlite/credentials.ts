import type { CredentialRows } from '../../src/ports/store/credentials.ts';
import { keyIdOf } from '../../src/vault/envelope.ts';
import type { Connection } from './connection.ts';
import { and, eq, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { credentials } from './schema/credentials.ts';

export function createCredentialRows({ orm }: Connection): CredentialRows {
  const value = (name: string) => sql.placeholder(name);
  const row = and(eq(credentials.adapter, value('adapter')), eq(credentials.workspace, value('workspace')));
  const next = { sealed: sql`${value('next')}`, sealedKey: sql`${value('nextKey')}` };

  const of = orm.select({ sealed: credentials.sealed }).from(credentials).where(row).prepare();
  const workspacesOf = orm
    .select({ workspace: credentials.workspace })
    .from(credentials)
    .where(eq(credentials.adapter, value('adapter')))
    .orderBy(credentials.workspace)
    .prepare();
  const put = orm
    .insert(credentials)
    .values({
      adapter: value('adapter'),
      workspace: value('workspace'),
      sealed: value('next'),
      sealedKey: value('nextKey'),
    })
    .onConflictDoUpdate({ target: [credentials.adapter, credentials.workspace], set: next })
    .prepare();
  const replace = orm
    .update(credentials)
    .set(next)
    .where(and(row, eq(credentials.sealed, value('sealed'))))
    .prepare();
  const drop = orm.delete(credentials).where(row).prepare();

  return {
    of: (adapter, workspace) => edge('credentials.of', () => of.get({ adapter, workspace })?.sealed ?? null),
    workspacesOf: (adapter) =>
      edge('credentials.workspacesOf', () => workspacesOf.all({ adapter }).map(({ workspace }) => workspace)),
    put: ({ adapter, workspace, sealed }) =>
      edge(
        'credentials.put',
        () => void put.run({ adapter, workspace, next: sealed, nextKey: keyIdOf(sealed) }),
      ),
    replace: (before, sealed) =>
      edge(
        'credentials.replace',
        () => replace.run({ ...before, next: sealed, nextKey: keyIdOf(sealed) }).changes === 1,
      ),
    drop: (adapter, workspace) => edge('credentials.drop', () => void drop.run({ adapter, workspace })),
  };
}
