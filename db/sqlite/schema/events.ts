import type { EventId } from '../../../src/ids.ts';
import { integer, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/** Events already answered. */
export const events = sqliteTable(
  'events',
  { seq: integer().primaryKey(), id: text().$type<EventId>().notNull() },
  (t) => [uniqueIndex('events_id').on(t.id)],
);
