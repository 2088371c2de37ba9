import { SECOND, type Time } from '../../src/clock.ts';
import type { Claim, Job, Jobs } from '../../src/ports/store/jobs.ts';
import { newId } from '../../src/random.ts';
import { createBuckets } from './buckets.ts';
import type { Connection } from './connection.ts';
import { and, asc, count, eq, gt, lte, min, sql, unionAll } from './drizzle.ts';
import { edge } from './edge.ts';
import { deliveries } from './schema/deliveries.ts';
import { buckets, jobs } from './schema/jobs.ts';

/** Smaller than every lane, which is a JSON array. */
const BEFORE_ALL_LANES = '';

/** Holds every job back while it is held. */
const WHOLE_QUEUE = 'queue';
const UNTIL_RESUMED = Number.MAX_SAFE_INTEGER;

/** What has been free for so long is forgotten. */
const LONGEST_CREDIT = SECOND;

/** The predicates of the partial indexes: written out, because an index is not found by a parameter. */
const waiting = sql`${jobs.state} = 'waiting'`;
const ready = sql`${jobs.state} = 'ready'`;
const leased = sql`${jobs.state} = 'leased'`;
const unclaimed = sql`${jobs.state} in ('waiting', 'ready')`;

const now = sql.placeholder('now');
const ofLane = sql`${jobs.lane} = ${sql.placeholder('lane')}`;
/** A lane as the text to go on from, and as the buckets that it stands for. */
const lane = {
  lane: sql<string | null>`min(${jobs.lane})`,
  buckets: sql<readonly string[] | null>`min(${jobs.lane})`.mapWith(jobs.lane),
};
const isNextLane = sql`${jobs.lane} > ${sql.placeholder('after')}`;
/** The job's place waits at that moment. */
const placeWaits = (moment: unknown) =>
  sql`exists (select 1 from ${buckets} where ${buckets.bucket} = ${jobs.place} and ${buckets.freeAt} > ${moment})`;

/**
 * The job table. A job draws on buckets: its place, and wider ones (workspace, platform). All jobs with the same wider
 * buckets stand in one lane, so that a lane whose bucket waits is passed by in one step, however many stand in it,
 * and within a lane an index has the jobs in order.
 */
export function createJobs(connection: Connection): Jobs {
  const { orm, read, write } = connection;
  const held = createBuckets(connection);

  const takeBack = orm
    .update(jobs)
    .set({
      state: 'waiting',
      lease: null,
      leaseUntil: null,
      interrupted: true,
      askedAgain: false,
      // Counted, so that a job which kills its process comes to an end.
      attempts: sql`${jobs.attempts} + 1`,
    })
    .where(and(leased, lte(jobs.leaseUntil, now)))
    .prepare();
  const becomeReady = orm
    .update(jobs)
    .set({ state: 'ready' })
    .where(and(waiting, lte(jobs.runAt, now)))
    .prepare();
  const nextReadyLane = orm.select(lane).from(jobs).where(and(ready, isNextLane)).prepare();
  const firstOfLane = orm
    .select()
    .from(jobs)
    .where(and(ready, ofLane, sql`not ${placeWaits(now)}`))
    .orderBy(asc(jobs.order), asc(jobs.runAt))
    .limit(sql.placeholder('limit'))
    .prepare();
  const take = orm
    .update(jobs)
    .set({
      state: 'leased',
      lease: sql`${sql.placeholder('lease')}`,
      leaseUntil: sql`${sql.placeholder('until')}`,
    })
    .where(eq(jobs.key, sql.placeholder('key')))
    .prepare();
  const startSending = orm
    .update(deliveries)
    .set({ state: 'sending', changedAt: sql`${now}` })
    .where(and(eq(deliveries.id, sql.placeholder('id')), eq(deliveries.state, 'due')))
    .prepare();

  const nextLane = orm.select(lane).from(jobs).where(and(unclaimed, isNextLane)).prepare();
  const firstFree = orm
    .select({ at: jobs.runAt })
    .from(jobs)
    .where(and(unclaimed, ofLane, sql`not ${placeWaits(jobs.runAt)}`))
    .orderBy(asc(jobs.runAt))
    .limit(1)
    .prepare();
  const firstHeld = orm
    .select({ at: min(buckets.freeAt) })
    .from(jobs)
    .innerJoin(buckets, eq(buckets.bucket, jobs.place))
    .where(and(unclaimed, ofLane, gt(buckets.freeAt, jobs.runAt), lte(jobs.runAt, sql.placeholder('before'))))
    .prepare();
  const firstLeaseEnd = orm
    .select({ at: min(jobs.leaseUntil) })
    .from(jobs)
    .where(leased)
    .prepare();

  const tally = { kind: jobs.kind, jobs: count() };
  const backlog = unionAll(
    orm
      .select(tally)
      .from(jobs)
      .where(and(waiting, lte(jobs.runAt, now)))
      .groupBy(jobs.kind),
    orm.select(tally).from(jobs).where(ready).groupBy(jobs.kind),
    orm.select(tally).from(jobs).where(leased).groupBy(jobs.kind),
  ).prepare();

  /** Every lane that has jobs, each as its buckets; the index is asked once per lane. */
  function* lanes(next: typeof nextLane): Generator<{ lane: string; buckets: readonly string[] }> {
    let after = BEFORE_ALL_LANES;
    for (;;) {
      const { lane, buckets } = next.get({ after }) ?? { lane: null, buckets: null };
      if (lane === null || buckets === null) return;
      yield { lane, buckets };
      after = lane;
    }
  }

  function claim({ worker, now, lease: duration, limit, cost }: Claim): readonly Job[] {
    held.sweep(now - LONGEST_CREDIT);
    takeBack.run({ now });
    becomeReady.run({ now });
    if (isPaused()) return [];
    const free = (bucket: string) => held.freeAt(bucket) <= now;
    const first = [...lanes(nextReadyLane)]
      .filter(({ buckets }) => buckets.every(free))
      .flatMap(({ lane }) => firstOfLane.all({ lane, now, limit }))
      .sort((a, b) => a.order - b.order || a.runAt - b.runAt);

    const claimed: Job[] = [];
    for (const { key, kind, subject, runAt, order, buckets, attempts, lastError, interrupted } of first) {
      if (claimed.length === limit) break;
      // Asked again for each: the jobs taken so far have charged what this one may draw on too.
      if (!buckets.every(free)) continue;
      for (const bucket of buckets) charge(bucket);
      const lease = `${worker}:${newId()}`;
      take.run({ key, lease, until: now + duration });
      if (kind === 'deliver') startSending.run({ id: subject, now });
      claimed.push({ key, kind, subject, runAt, order, buckets, attempts, lastError, interrupted, lease });
    }
    return claimed;

    /** From when the bucket was free, as far as its credit goes: a worker is late by a little each time. */
    function charge(bucket: string): void {
      const { each, credit } = cost(bucket);
      const from = Math.max(held.freeAt(bucket), now - Math.min(credit, LONGEST_CREDIT));
      if (each > 0) held.hold(bucket, from + each);
    }
  }

  const isPaused = () => held.freeAt(WHOLE_QUEUE) === UNTIL_RESUMED;

  function nextAt(): Time | null {
    if (isPaused()) return null;
    let earliest = firstLeaseEnd.get()?.at ?? Number.POSITIVE_INFINITY;
    for (const { lane, buckets } of lanes(nextLane)) {
      const free = firstFree.get({ lane })?.at ?? Number.POSITIVE_INFINITY;
      const waits = firstHeld.get({ lane, before: free })?.at ?? Number.POSITIVE_INFINITY;
      earliest = Math.min(earliest, Math.max(Math.min(free, waits), ...buckets.map(held.freeAt)));
    }
    return Number.isFinite(earliest) ? earliest : null;
  }

  return {
    claim: (asked) => edge('jobs.claim', () => write(() => claim(asked))),
    hold: (bucket, until) => edge('jobs.hold', () => held.hold(bucket, until)),
    pause: () => edge('jobs.pause', () => held.hold(WHOLE_QUEUE, UNTIL_RESUMED)),
    resume: () => edge('jobs.resume', () => held.free(WHOLE_QUEUE)),
    isPaused: () => edge('jobs.isPaused', isPaused),
    nextAt: () => edge('jobs.nextAt', () => read(nextAt)),
    backlog: (now) =>
      edge('jobs.backlog', () => {
        const byKind: Record<string, number> = {};
        for (const { kind, jobs } of backlog.all({ now })) byKind[kind] = (byKind[kind] ?? 0) + jobs;
        return byKind;
      }),
  };
}
