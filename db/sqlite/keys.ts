import type { KeyUse } from '../../src/ports/store/keys.ts';
import type { Connection } from './connection.ts';
import { getTableColumns, isNotNull, type SQLiteColumn, sql, unionAll } from './drizzle.ts';
import { edge } from './edge.ts';
import { credentials } from './schema/credentials.ts';
import { conferences, invitations, meetings } from './schema/meetings.ts';

const rows = sql<number>`count(*)`;
const primary = sql.placeholder('primary');
/** Two ranges, which an index answers: `<>` would read the whole table. */
const notPrimary = (column: SQLiteColumn) => sql`(${column} < ${primary} or ${column} > ${primary})`;

export function createKeyUse({ orm }: Connection): KeyUse {
  const counts = unionAll(
    orm.select({ key: meetings.passcodeKey, rows }).from(meetings).groupBy(meetings.passcodeKey),
    orm.select({ key: meetings.checkKey, rows }).from(meetings).groupBy(meetings.checkKey),
    orm.select({ key: invitations.linkKey, rows }).from(invitations).groupBy(invitations.linkKey),
    orm
      .select({ key: sql<string>`${conferences.credentialsKey}`, rows })
      .from(conferences)
      .where(isNotNull(conferences.credentialsKey))
      .groupBy(conferences.credentialsKey),
    orm.select({ key: credentials.sealedKey, rows }).from(credentials).groupBy(credentials.sealedKey),
  ).prepare();

  const stale = unionAll(
    orm.select({ key: meetings.key }).from(meetings).where(notPrimary(meetings.passcodeKey)),
    orm.select({ key: meetings.key }).from(meetings).where(notPrimary(meetings.checkKey)),
    orm.select({ key: invitations.meetingKey }).from(invitations).where(notPrimary(invitations.linkKey)),
    orm
      .select({ key: conferences.meetingKey })
      .from(conferences)
      .where(notPrimary(conferences.credentialsKey)),
  )
    .limit(sql.placeholder('limit'))
    .prepare();

  const { sealedKey, ...kept } = getTableColumns(credentials);
  const staleCredentials = orm
    .select(kept)
    .from(credentials)
    .where(notPrimary(sealedKey))
    .limit(sql.placeholder('limit'))
    .prepare();

  return {
    count: () =>
      edge('keys.count', () => {
        const use: Record<string, number> = {};
        for (const { key, rows } of counts.all()) use[key] = (use[key] ?? 0) + rows;
        return use;
      }),
    stale: (primary, limit) =>
      edge('keys.stale', () => [...new Set(stale.all({ primary, limit }).map(({ key }) => key))]),
    staleCredentials: (primary, limit) =>
      edge('keys.staleCredentials', () => staleCredentials.all({ primary, limit })),
  };
}
