import type { NewJob, Settlement } from '../../src/ports/store/jobs.ts';
import type { Connection } from './connection.ts';
import { and, eq, sql } from './drizzle.ts';
import { jobs } from './schema/jobs.ts';

/** Writes to the job table that are part of a commit. */
export type JobRows = {
  /** Whether the settlement's lease is still the job's. */
  isLeased(settle: Settlement): boolean;
  settle(settle: Settlement): void;
  /** A job that is there is moved; one that runs now is left to its lease and runs again afterwards. */
  ask(job: NewJob): void;
  cancel(key: string): void;
};

export function createJobRows({ orm }: Connection): JobRows {
  const value = (name: string) => sql.placeholder(name);
  const self = eq(jobs.key, value('key'));
  const isLeased = sql`${jobs.state} = 'leased'`;
  const released = {
    state: 'waiting',
    lease: null,
    leaseUntil: null,
    interrupted: false,
    askedAgain: false,
  } as const;

  const holder = orm
    .select({ key: jobs.key })
    .from(jobs)
    .where(and(self, eq(jobs.lease, value('lease'))))
    .prepare();
  const end = orm
    .delete(jobs)
    .where(and(self, eq(jobs.askedAgain, false)))
    .prepare();
  const runAgain = orm
    .update(jobs)
    .set({ ...released, attempts: 0, lastError: null })
    .where(self)
    .prepare();
  const retry = orm
    .update(jobs)
    .set({
      ...released,
      runAt: sql`iif(${jobs.askedAgain}, max(${jobs.runAt}, ${value('runAt')}), ${value('runAt')})`,
      attempts: sql`${jobs.attempts} + ${value('counted')}`,
      lastError: sql`${value('error')}`,
    })
    .where(self)
    .prepare();
  const ask = orm
    .insert(jobs)
    .values({
      key: value('key'),
      kind: value('kind'),
      subject: value('subject'),
      runAt: value('runAt'),
      order: value('order'),
      buckets: value('buckets'),
      place: value('place'),
      lane: value('lane'),
      state: 'waiting',
      attempts: 0,
      interrupted: false,
      askedAgain: false,
    })
    .onConflictDoUpdate({
      target: jobs.key,
      set: {
        runAt: sql`excluded.run_at`,
        order: sql`excluded."order"`,
        buckets: sql`excluded.buckets`,
        place: sql`excluded.place`,
        lane: sql`excluded.lane`,
        state: sql`iif(${isLeased}, 'leased', 'waiting')`,
        attempts: sql`iif(${isLeased}, ${jobs.attempts}, 0)`,
        askedAgain: isLeased,
      },
    })
    .prepare();
  const cancel = orm.delete(jobs).where(self).prepare();

  return {
    isLeased: ({ key, lease }) => holder.get({ key, lease }) !== undefined,
    settle({ key, outcome }) {
      switch (outcome.kind) {
        case 'done':
          if (end.run({ key }).changes === 0) runAgain.run({ key });
          return;
        case 'again':
          retry.run({
            key,
            runAt: outcome.runAt,
            counted: outcome.counts ? 1 : 0,
            error: outcome.error,
          });
      }
    },
    ask: (job) => void ask.run({ ...job, ...apart(job.buckets) }),
    cancel: (key) => void cancel.run({ key }),
  };
}

/** The narrowest bucket and the lane: all others, in one order. */
function apart(buckets: readonly string[]): { readonly place: string; readonly lane: readonly string[] } {
  const place = buckets.find((bucket) => bucket.startsWith('place:')) ?? '';
  return { place, lane: buckets.filter((bucket) => bucket !== place).sort() };
}
