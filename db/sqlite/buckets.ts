import type { Time } from '../../src/clock.ts';
import type { Connection } from './connection.ts';
import { eq, lte, sql } from './drizzle.ts';
import { buckets } from './schema/jobs.ts';

/** What is held back until when: by its pace after each message, by a 429, by a breaker. */
export type Buckets = {
  /** 0 for a bucket that is free. */
  freeAt(bucket: string): Time;
  /** Never shortens. */
  hold(bucket: string, until: Time): void;
  free(bucket: string): void;
  /** Forgets those that were free then. */
  sweep(time: Time): void;
};

export function createBuckets({ orm }: Connection): Buckets {
  const one = orm
    .select({ freeAt: buckets.freeAt })
    .from(buckets)
    .where(eq(buckets.bucket, sql.placeholder('bucket')))
    .prepare();
  const hold = orm
    .insert(buckets)
    .values({ bucket: sql.placeholder('bucket'), freeAt: sql.placeholder('until') })
    .onConflictDoUpdate({
      target: buckets.bucket,
      set: { freeAt: sql`max(${buckets.freeAt}, excluded.free_at)` },
    })
    .prepare();
  const free = orm
    .delete(buckets)
    .where(eq(buckets.bucket, sql.placeholder('bucket')))
    .prepare();
  const sweep = orm
    .delete(buckets)
    .where(lte(buckets.freeAt, sql.placeholder('time')))
    .prepare();

  return {
    freeAt: (bucket) => one.get({ bucket })?.freeAt ?? 0,
    hold: (bucket, until) => void hold.run({ bucket, until }),
    free: (bucket) => void free.run({ bucket }),
    sweep: (time) => void sweep.run({ time }),
  };
}
