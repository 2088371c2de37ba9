import type { Audit } from '../../src/ports/store/audit.ts';
import type { Connection } from './connection.ts';
import { asc, eq, getTableColumns, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { audit } from './schema/audit.ts';

export function createAudit({ orm }: Connection): Audit {
  const { seq, ...entry } = getTableColumns(audit);
  const ofMeeting = orm
    .select(entry)
    .from(audit)
    .where(eq(audit.meetingKey, sql.placeholder('key')))
    .orderBy(asc(seq))
    .prepare();

  return { ofMeeting: (key) => edge('audit.ofMeeting', () => ofMeeting.all({ key })) };
}
