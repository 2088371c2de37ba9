import type { Time } from '../../src/clock.ts';
import type { OccurrenceId } from '../../src/ids.ts';
import type { Presence, PresenceRows, Present } from '../../src/ports/store/presence.ts';
import type { Connection } from './connection.ts';
import { and, asc, count, eq, gt, lte, ne, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { presence } from './schema/presence.ts';
import { createStays } from './stays.ts';

type Self = Pick<Presence, 'occurrenceId' | 'personKey'>;

/** Of a row: who is there. Those who were removed are not. */
const there = ({ state, ...person }: typeof presence.$inferSelect): readonly Present[] =>
  state === 'removed' ? [] : [{ ...person, state }];

export function createPresence(connection: Connection): PresenceRows {
  const { orm, write } = connection;
  const stays = createStays(connection);
  const value = (name: string) => sql.placeholder(name);
  const here = eq(presence.occurrenceId, value('occurrenceId'));
  const self = and(here, eq(presence.personKey, value('personKey')));
  const isThere = ne(presence.state, 'removed');
  const selfThere = and(self, isThere);

  const one = orm
    .select({
      state: presence.state,
      enteredAt: presence.enteredAt,
      admittedAt: presence.admittedAt,
      account: presence.account,
      name: presence.name,
    })
    .from(presence)
    .where(and(self, gt(presence.leaseUntil, value('now'))))
    .prepare();
  const others = orm
    .select({ inside: count() })
    .from(presence)
    .where(and(here, eq(presence.state, 'inside'), ne(presence.personKey, value('personKey'))))
    .prepare();
  const put = orm
    .insert(presence)
    .values({
      occurrenceId: value('occurrenceId'),
      personKey: value('personKey'),
      account: value('account'),
      name: value('name'),
      host: value('host'),
      state: value('state'),
      enteredAt: value('enteredAt'),
      leaseUntil: value('leaseUntil'),
      admittedAt: value('admittedAt'),
    })
    .onConflictDoUpdate({
      target: [presence.occurrenceId, presence.personKey],
      set: {
        account: sql`excluded.account`,
        name: sql`excluded.name`,
        host: sql`excluded.host`,
        state: sql`excluded.state`,
        enteredAt: sql`excluded.entered_at`,
        leaseUntil: sql`excluded.lease_until`,
        admittedAt: sql`excluded.admitted_at`,
      },
    })
    .prepare();
  const renew = orm
    .update(presence)
    .set({ leaseUntil: sql`${value('leaseUntil')}` })
    .where(selfThere)
    .prepare();
  const letIn = orm.update(presence).set({ state: 'inside' }).where(selfThere).prepare();
  const leave = orm.delete(presence).where(selfThere).prepare();
  const remove = orm
    .update(presence)
    .set({ state: 'removed', enteredAt: sql`${value('now')}`, leaseUntil: sql`${value('until')}` })
    .where(self)
    .prepare();
  const of = orm
    .select()
    .from(presence)
    .where(and(here, isThere, gt(presence.leaseUntil, value('now'))))
    .orderBy(asc(presence.enteredAt))
    .prepare();
  const gone = lte(presence.leaseUntil, value('now'));
  const dropGoneHere = orm.delete(presence).where(and(here, gone)).prepare();
  const goneFrom = orm
    .select({ occurrenceId: presence.occurrenceId })
    .from(presence)
    .where(and(gone, isThere))
    .prepare();
  const dropGone = orm.delete(presence).where(gone).prepare();
  const inside = orm
    .select({ count: count() })
    .from(presence)
    .where(and(here, eq(presence.state, 'inside')))
    .prepare();

  const isFull = (person: Self, seats: number | null) =>
    seats !== null && (others.get(person)?.inside ?? 0) >= seats;

  function enter(
    person: Presence,
    seats: number | null,
    now: Time,
    admittedAt: Time,
    move: boolean | undefined,
  ): 'in' | 'moved' | 'elsewhere' | 'full' | 'removed' {
    // Whoever takes a seat takes it from those whose lease ran out: they cannot renew it any more.
    if (person.state === 'inside') dropGoneHere.run({ occurrenceId: person.occurrenceId, now });
    const row = one.get({ ...person, now });
    if (row?.state === 'removed' && admittedAt <= row.enteredAt) return 'removed';
    const before = row?.state === 'removed' ? undefined : row;
    const isElsewhere = move !== undefined && before !== undefined && before.admittedAt !== admittedAt;
    if (isElsewhere && !move) return 'elsewhere';
    const state = before?.state === 'inside' ? 'inside' : person.state;
    if (state === 'inside' && before?.state !== 'inside' && isFull(person, seats)) return 'full';
    put.run({ ...person, state, enteredAt: before?.enteredAt ?? person.enteredAt, admittedAt });
    if (before?.state === 'inside') stays.goesOn(person, now);
    else if (state === 'inside') stays.begins(person, person.enteredAt, now);
    return isElsewhere ? 'moved' : 'in';
  }

  function admit(person: Self, seats: number | null, now: Time): 'in' | 'full' | 'absent' {
    dropGoneHere.run({ occurrenceId: person.occurrenceId, now });
    const before = one.get({ ...person, now });
    if (before === undefined || before.state === 'removed') return 'absent';
    if (before.state === 'waiting' && isFull(person, seats)) return 'full';
    letIn.run(person);
    if (before.state === 'waiting') stays.begins({ ...person, ...before }, now, now);
    return 'in';
  }

  /** Whoever is inside still was until now. */
  function wasThere(person: Self, now: Time): void {
    if (one.get({ ...person, now })?.state === 'inside') stays.goesOn(person, now);
  }

  function expire(now: Time): readonly OccurrenceId[] {
    const left = new Set(goneFrom.all({ now }).map(({ occurrenceId }) => occurrenceId));
    dropGone.run({ now });
    return [...left].filter((occurrenceId) => (inside.get({ occurrenceId })?.count ?? 0) === 0);
  }

  return {
    enter: (person, seats, now, admittedAt = now, move) =>
      edge('presence.enter', () => write(() => enter(person, seats, now, admittedAt, move))),
    renew: (occurrenceId, personKey, leaseUntil, now) =>
      edge('presence.renew', () =>
        write(() => {
          wasThere({ occurrenceId, personKey }, now);
          return renew.run({ occurrenceId, personKey, leaseUntil }).changes > 0;
        }),
      ),
    letIn: (occurrenceId, personKey, seats, now) =>
      edge('presence.letIn', () => write(() => admit({ occurrenceId, personKey }, seats, now))),
    leave: (occurrenceId, personKey, now) =>
      edge('presence.leave', () =>
        write(() => {
          wasThere({ occurrenceId, personKey }, now);
          leave.run({ occurrenceId, personKey });
        }),
      ),
    remove: (occurrenceId, personKey, now, until) =>
      edge('presence.remove', () =>
        write(() => {
          wasThere({ occurrenceId, personKey }, now);
          remove.run({ occurrenceId, personKey, now, until });
        }),
      ),
    of: (occurrenceId, now) => edge('presence.of', () => of.all({ occurrenceId, now }).flatMap(there)),
    expire: (now) => edge('presence.expire', () => write(() => expire(now))),
    stays: (occurrenceId) => edge('presence.stays', () => stays.of(occurrenceId)),
    lastCalls: (organizer, limit) => edge('presence.lastCalls', () => stays.lastCalls(organizer, limit)),
  };
}
