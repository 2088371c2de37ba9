import type { JobKind } from '../../../src/ports/store/jobs.ts';
import { index, integer, sql, sqliteTable, text } from '../drizzle.ts';
import { flag } from './flag.ts';

export const jobs = sqliteTable(
  'jobs',
  {
    key: text().primaryKey(),
    kind: text().$type<JobKind>().notNull(),
    subject: text().notNull(),
    runAt: integer().notNull(),
    order: integer().notNull(),
    buckets: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Its narrowest bucket, `place:…`, and all the others: what a claim looks through (jobs.ts). */
    place: text().notNull(),
    lane: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** `waiting` for its time, `ready` for a worker, or `leased` to one. */
    state: text().$type<'waiting' | 'ready' | 'leased'>().notNull(),
    attempts: integer().notNull(),
    lastError: text(),
    lease: text(),
    leaseUntil: integer(),
    interrupted: flag().notNull(),
    /** Asked for again while leased: settling it does not end it. */
    askedAgain: flag().notNull(),
  },
  (t) => [
    index('jobs_waiting').on(t.runAt).where(sql`state = 'waiting'`),
    index('jobs_ready').on(t.lane, t.order, t.runAt).where(sql`state = 'ready'`),
    index('jobs_leased').on(t.leaseUntil).where(sql`state = 'leased'`),
    index('jobs_next').on(t.lane, t.runAt).where(sql`state in ('waiting', 'ready')`),
  ],
);

/** What is held back, and until when. A bucket that is not here is free. */
export const buckets = sqliteTable(
  'buckets',
  { bucket: text().primaryKey(), freeAt: integer().notNull() },
  (t) => [index('buckets_free').on(t.freeAt)],
);
