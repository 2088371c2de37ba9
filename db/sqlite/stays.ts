import type { Time } from '../../src/clock.ts';
import type { AccountId, OccurrenceId } from '../../src/ids.ts';
import type { Stay } from '../../src/ports/store/presence.ts';
import type { Connection } from './connection.ts';
import { and, asc, desc, eq, sql } from './drizzle.ts';
import { meetings, occurrences } from './schema/meetings.ts';
import { stays } from './schema/presence.ts';

/** Who was inside, and from when until when: written together with who is. */
export function createStays({ orm }: Pick<Connection, 'orm'>) {
  const value = (name: string) => sql.placeholder(name);
  const begins = orm
    .insert(stays)
    .values({
      occurrenceId: value('occurrenceId'),
      personKey: value('personKey'),
      account: value('account'),
      name: value('name'),
      from: value('from'),
      until: value('now'),
    })
    .onConflictDoNothing()
    .prepare();
  const goesOn = orm
    .update(stays)
    .set({ until: sql`${value('now')}` })
    .where(
      sql`(${stays.occurrenceId}, ${stays.personKey}, ${stays.from}) = (
        select occurrence_id, person_key, "from" from ${stays}
        where occurrence_id = ${value('occurrenceId')} and person_key = ${value('personKey')}
        order by "from" desc limit 1)`,
    )
    .prepare();
  const of = orm
    .select()
    .from(stays)
    .where(eq(stays.occurrenceId, value('occurrenceId')))
    .orderBy(asc(stays.from), asc(stays.personKey))
    .prepare();
  const lastCalls = orm
    .select({ id: occurrences.id })
    .from(meetings)
    .innerJoin(occurrences, eq(occurrences.meetingKey, meetings.key))
    .where(
      and(
        eq(meetings.organizer, value('organizer')),
        sql`${occurrences.state} in ('ended', 'cancelled')`,
        sql`exists (select 1 from ${stays} where ${eq(stays.occurrenceId, occurrences.id)})`,
      ),
    )
    .orderBy(desc(occurrences.endedAt))
    .limit(sql.placeholder('limit'))
    .prepare();

  return {
    begins: (person: Omit<Stay, 'from' | 'until'>, from: Time, now: Time) =>
      void begins.run({ ...person, from, now }),
    /** The stay that began last. */
    goesOn: (person: Pick<Stay, 'occurrenceId' | 'personKey'>, now: Time) =>
      void goesOn.run({ ...person, now }),
    of: (occurrenceId: OccurrenceId): readonly Stay[] => of.all({ occurrenceId }),
    lastCalls: (organizer: AccountId, limit: number): readonly OccurrenceId[] =>
      lastCalls.all({ organizer, limit }).map(({ id }) => id),
  };
}
