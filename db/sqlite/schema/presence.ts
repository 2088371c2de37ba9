import type { AccountId, OccurrenceId } from '../../../src/ids.ts';
import type { Presence } from '../../../src/ports/store/presence.ts';
import { index, integer, primaryKey, sqliteTable, text } from '../drizzle.ts';
import { flag } from './flag.ts';

export const presence = sqliteTable(
  'presence',
  {
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    name: text().notNull(),
    host: flag().notNull(),
    /** `removed`: put out at `enteredAt`, and remembered until `leaseUntil`. */
    state: text().$type<Presence['state'] | 'removed'>().notNull(),
    enteredAt: integer().notNull(),
    leaseUntil: integer().notNull(),
    /** Which of their ways in has the call. */
    admittedAt: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.personKey] }), index('presence_lease').on(t.leaseUntil)],
);

/** Who was in a call, each time they were: what the organizer reads when it is over. */
export const stays = sqliteTable(
  'stays',
  {
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    name: text().notNull(),
    from: integer().notNull(),
    until: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.personKey, t.from] })],
);
