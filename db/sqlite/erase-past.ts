import type { OccurrenceId } from '../../src/ids.ts';
import type { Connection } from './connection.ts';
import { and, asc, eq, isNotNull, lt, sql } from './drizzle.ts';
import { deliveries } from './schema/deliveries.ts';
import { admissions } from './schema/door.ts';
import { jobs } from './schema/jobs.ts';
import { meetings, occurrences } from './schema/meetings.ts';
import { stays } from './schema/presence.ts';

/** Erases single times of what is repeated, with whatever was said about them and who came. */
export function createErasePast({ orm, write }: Connection): (before: number, limit: number) => number {
  const past = orm
    .select({ id: occurrences.id })
    .from(occurrences)
    .innerJoin(meetings, and(eq(meetings.key, occurrences.meetingKey), sql`${meetings.overAt} is null`))
    .where(
      and(
        isNotNull(occurrences.slot),
        sql`${occurrences.state} in ('ended', 'cancelled')`,
        lt(occurrences.endsAt, sql.placeholder('before')),
      ),
    )
    .orderBy(asc(occurrences.endsAt))
    .limit(sql.placeholder('limit'))
    .prepare();

  const id = sql.placeholder('id');
  const erase = [
    orm
      .delete(jobs)
      .where(
        sql`${jobs.key} in (select 'deliver:' || ${deliveries.id} from ${deliveries} where ${eq(deliveries.occurrenceId, id)})`,
      )
      .prepare(),
    ...[deliveries, admissions, stays].map((table) =>
      orm.delete(table).where(eq(table.occurrenceId, id)).prepare(),
    ),
    orm.delete(occurrences).where(eq(occurrences.id, id)).prepare(),
  ];

  return (before, limit) =>
    write(() => {
      const found: readonly { readonly id: OccurrenceId }[] = past.all({ before, limit });
      for (const one of found) for (const statement of erase) statement.run(one);
      return found.length;
    });
}
