import type { Retention } from '../../src/ports/store/retention.ts';
import type { Connection } from './connection.ts';
import { and, asc, isNotNull, lt, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { createErase } from './erase.ts';
import { createErasePast } from './erase-past.ts';
import { meetings } from './schema/meetings.ts';

export function createRetention(connection: Connection): Retention {
  const erase = createErase(connection);
  const erasePast = createErasePast(connection);

  const overBefore = connection.orm
    .select({ key: meetings.key })
    .from(meetings)
    .where(and(isNotNull(meetings.overAt), lt(meetings.overAt, sql.placeholder('time'))))
    .orderBy(asc(meetings.overAt))
    .limit(sql.placeholder('limit'))
    .prepare();

  return {
    overBefore: (time, limit) =>
      edge('retention.overBefore', () => overBefore.all({ time, limit }).map(({ key }) => key)),
    erase: (key) => edge('retention.erase', () => erase(key)),
    erasePast: (before, limit) => edge('retention.erasePast', () => erasePast(before, limit)),
  };
}
