import type { MeetingKey } from '../../src/ids.ts';
import type { Connection } from './connection.ts';
import { and, eq, isNotNull, sql } from './drizzle.ts';
import { audit, erasing } from './schema/audit.ts';
import { deliveries } from './schema/deliveries.ts';
import { admissions } from './schema/door.ts';
import { jobs } from './schema/jobs.ts';
import { conferences, invitations, meetings, occurrences, requests } from './schema/meetings.ts';
import { stays } from './schema/presence.ts';

/**
 * Retention. A meeting goes with everything that belongs to it; a personal room stays and loses its calls. Of the
 * audit only what happened and when remains, and the number stays used. A meeting that is not over is left alone: it
 * may have got a new call since somebody found it over.
 */
export function createErase({ orm, write }: Connection): (key: MeetingKey) => void {
  const key = sql.placeholder('key');
  const over = orm
    .select({ kind: meetings.kind })
    .from(meetings)
    .where(and(eq(meetings.key, key), isNotNull(meetings.overAt)))
    .prepare();

  const forget = [
    orm
      .delete(stays)
      .where(
        sql`${stays.occurrenceId} in (select ${occurrences.id} from ${occurrences} where ${eq(occurrences.meetingKey, key)})`,
      )
      .prepare(),
    orm.insert(erasing).values({ meetingKey: key }).prepare(),
    orm
      .update(audit)
      .set({ actor: null, about: null, invitationId: null, via: null })
      .where(eq(audit.meetingKey, key))
      .prepare(),
    orm.delete(erasing).where(eq(erasing.meetingKey, key)).prepare(),
    orm
      .delete(jobs)
      .where(
        sql`${jobs.key} in (
          select 'deliver:' || ${deliveries.id} from ${deliveries} where ${eq(deliveries.meetingKey, key)}
          union all select kind.value || ':' || ${occurrences.id}
            from ${occurrences}, json_each('["start","end","empty"]') kind where ${eq(occurrences.meetingKey, key)}
          union all select 'conference:' || ${conferences.id}
            from ${conferences} where ${eq(conferences.meetingKey, key)})`,
      )
      .prepare(),
  ];
  const dropMeeting = [orm.delete(meetings).where(eq(meetings.key, key)).prepare()];
  const dropCalls = [
    ...[deliveries, requests, admissions].map((table) =>
      orm.delete(table).where(eq(table.meetingKey, key)).prepare(),
    ),
    // Every meeting has an occurrence: the last one stays.
    orm
      .delete(occurrences)
      .where(
        sql`${eq(occurrences.meetingKey, key)} and ${occurrences.id} <> (
          select id from ${occurrences} where ${eq(occurrences.meetingKey, key)} order by starts_at desc limit 1)`,
      )
      .prepare(),
    orm
      .delete(invitations)
      .where(and(eq(invitations.meetingKey, key), isNotNull(invitations.occurrenceId)))
      .prepare(),
    orm
      .update(meetings)
      .set({ overAt: null, version: sql`${meetings.version} + 1` })
      .where(eq(meetings.key, key))
      .prepare(),
  ];

  return (key) =>
    write(() => {
      const found = over.get({ key });
      if (found === undefined) return;
      const drop = found.kind === 'personal' ? dropCalls : dropMeeting;
      for (const statement of [...forget, ...drop]) statement.run({ key });
    });
}
