import { describe, expect, it } from 'vitest';
import type { Claim, Cost, Job, Settlement } from '../../../src/ports/store/jobs.ts';
import type { Change } from '../../../src/ports/store.ts';
import { aChange, aJob, NOON } from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

const LEASE = 60_000;
const every = (each: number, credit = 0): Cost => ({ each, credit });
const FREE = every(0);

export function jobsContract(world: () => StoreWorld): void {
  describe('jobs', () => {
    const commit = (change: Partial<Change>) => world().store.commit(aChange(change));
    const claim = (now = NOON, given: Partial<Claim> = {}) =>
      world().store.jobs.claim({ worker: 'w', now, lease: LEASE, limit: 10, cost: () => FREE, ...given });
    const subjects = (jobs: readonly Job[]) => jobs.map(({ subject }) => subject);
    const end = (job: Job | undefined, outcome: Settlement['outcome'] = { kind: 'done' }) =>
      commit({ settle: { key: job?.key ?? '', lease: job?.lease ?? '', outcome, delivery: null } });
    const again = (runAt: number, counts = true): Settlement['outcome'] => ({
      kind: 'again',
      runAt,
      error: 'timeout',
      counts,
    });

    it('are claimed when due, by order and then by time, and by one worker', async () => {
      await commit({
        jobs: [
          aJob({ subject: 'third', order: 2, runAt: NOON - 5 }),
          aJob({ subject: 'second', order: 1, runAt: NOON }),
          aJob({ subject: 'first', order: 1, runAt: NOON - 1 }),
          aJob({ subject: 'later', order: 0, runAt: NOON + 1 }),
        ],
      });
      expect(subjects(await claim(NOON, { limit: 2 }))).toEqual(['first', 'second']);
      expect(subjects(await claim())).toEqual(['third']);
      expect(await claim()).toEqual([]);
      expect(subjects(await claim(NOON + 1))).toEqual(['later']);
    });

    it('are each claimed once by racing workers', async () => {
      await commit({ jobs: Array.from({ length: 50 }, (_, at) => aJob({ subject: `${at}` })) });
      const other = await world().again();
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          (at % 2 === 0 ? world().store : other).jobs.claim({
            worker: `w${at}`,
            now: NOON,
            lease: LEASE,
            limit: 7,
            cost: () => FREE,
          }),
        ),
      );
      expect(new Set(subjects(claims.flat())).size).toBe(50);
      expect(claims.flat()).toHaveLength(50);
      await other.close();
    });

    it('are gone when done, and nobody settles them twice', async () => {
      await commit({ jobs: [aJob()] });
      const [job] = await claim();
      expect(await end(job)).toBe('done');
      expect(await end(job)).toBe('stale');
      expect(await world().store.jobs.nextAt()).toBeNull();
    });

    it('run again at their time, and count the tries that count', async () => {
      await commit({ jobs: [aJob()] });
      const [first] = await claim();
      await end(first, again(NOON + 100));
      expect(await claim(NOON + 99)).toEqual([]);
      const [second] = await claim(NOON + 100);
      expect(second).toMatchObject({ attempts: 1, lastError: 'timeout', interrupted: false });
      await end(second, again(NOON + 200, false));
      expect((await claim(NOON + 200))[0]?.attempts).toBe(1);
    });

    it('are taken up again as interrupted when a lease runs out, and the old lease counts for nothing', async () => {
      await commit({ jobs: [aJob()] });
      const [lost] = await claim();
      expect(lost?.interrupted).toBe(false);
      expect(await claim(NOON + LEASE - 1)).toEqual([]);
      const [found] = await claim(NOON + LEASE);
      expect(found).toMatchObject({ interrupted: true, attempts: 1 });
      expect(await end(lost)).toBe('stale');
      await end(found, again(NOON + LEASE));
      expect((await claim(NOON + LEASE))[0]?.interrupted).toBe(false);
    });

    it('keep the new time that they were given before their lease ran out', async () => {
      const job = aJob();
      await commit({ jobs: [job] });
      await claim();
      await commit({ jobs: [{ ...job, runAt: NOON + 9 * LEASE }] });
      expect(await claim(NOON + LEASE)).toEqual([]);
      expect((await claim(NOON + 9 * LEASE))[0]?.interrupted).toBe(true);
    });

    it('take a late settlement as long as nobody else has taken the job', async () => {
      await commit({ jobs: [aJob()] });
      const [job] = await claim();
      expect(await world().store.jobs.nextAt()).toBe(NOON + LEASE);
      expect(await end(job)).toBe('done');
    });

    it('are moved when asked for anew', async () => {
      const job = aJob();
      await commit({ jobs: [job] });
      await commit({ jobs: [{ ...job, runAt: NOON + 50 }] });
      expect(await claim()).toEqual([]);
      expect(await claim(NOON + 50)).toHaveLength(1);
    });

    it('run again when asked for while they run, also when they were done', async () => {
      const job = aJob();
      await commit({ jobs: [job] });
      const [running] = await claim();
      await commit({ jobs: [{ ...job, runAt: NOON + 10 }] });
      expect(await claim(NOON + 10)).toEqual([]);
      expect(await end(running)).toBe('done');
      const [second] = await claim(NOON + 10);
      expect(second).toMatchObject({ attempts: 0, lastError: null });
      await commit({ jobs: [{ ...job, runAt: NOON + 20 }] });
      await end(second, again(NOON + 500));
      expect(await claim(NOON + 499)).toEqual([]);
      await end((await claim(NOON + 500))[0]);
      expect(await world().store.jobs.nextAt()).toBeNull();
    });

    it('may ask for themselves again in the commit that settles them', async () => {
      const job = aJob();
      await commit({ jobs: [job] });
      const [running] = await claim();
      await commit({
        jobs: [{ ...job, runAt: NOON + 10 }],
        settle: { key: job.key, lease: running?.lease ?? '', outcome: { kind: 'done' }, delivery: null },
      });
      expect(await world().store.jobs.nextAt()).toBe(NOON + 10);
    });

    it('are cancelled, and asked for again in the same commit', async () => {
      const [one, other] = [aJob({ subject: 'one' }), aJob({ subject: 'other' })];
      await commit({ jobs: [one, other] });
      await commit({ cancelJobs: [one.key, other.key, 'no-such-job'], jobs: [other] });
      expect(subjects(await claim())).toEqual(['other']);
    });

    it('wait for each of their buckets, which a claim charges', async () => {
      const job = (subject: string, place: string) =>
        aJob({ subject, buckets: [`place:p:${place}`, 'workspace:p:w', 'platform:p'] });
      await commit({ jobs: [job('a1', 'a'), job('a2', 'a'), job('b1', 'b')] });
      const cost = (bucket: string) => every(bucket.startsWith('place:') ? 1_000 : 100);
      expect(await claim(NOON, { cost })).toHaveLength(1);
      expect(await claim(NOON + 99, { cost })).toEqual([]);
      expect(await world().store.jobs.nextAt()).toBe(NOON + 100);
      expect(subjects(await claim(NOON + 100, { cost }))).toEqual(['b1']);
      expect(await world().store.jobs.nextAt()).toBe(NOON + 1_000);
      expect(subjects(await claim(NOON + 1_000, { cost }))).toEqual(['a2']);
    });

    it('are taken one per place when the place has a pace', async () => {
      const job = (subject: string, place: string) => aJob({ subject, buckets: [`place:p:${place}`] });
      await commit({ jobs: [job('a1', 'a'), job('a2', 'a'), job('b1', 'b')] });
      expect(subjects(await claim(NOON, { cost: () => every(5) }))).toEqual(['a1', 'b1']);
    });

    it('make up for what a claim was late by, as far as the credit of their bucket goes', async () => {
      const { jobs } = world().store;
      await commit({ jobs: Array.from({ length: 9 }, () => aJob({ buckets: ['platform:p'] })) });
      const cost = () => every(100, 150);
      const claimed = async (at: number) => (await claim(NOON + at, { cost })).length;
      // Free for long: the credit and no more.
      expect(await claimed(0)).toBe(2);
      expect(await jobs.nextAt()).toBe(NOON + 50);
      // Late by less than the credit: the next is due as if it had not been.
      expect(await claimed(90)).toBe(1);
      expect(await claimed(149)).toBe(0);
      expect(await claimed(150)).toBe(1);
      // Late by more: the rest is gone.
      expect(await claimed(950)).toBe(2);
      expect(await claimed(999)).toBe(0);
      expect(await claimed(1_000)).toBe(1);
    });

    it('have no credit from a time for which their bucket was held', async () => {
      await commit({ jobs: Array.from({ length: 3 }, () => aJob({ buckets: ['platform:p'] })) });
      await world().store.jobs.hold('platform:p', NOON + 1_000);
      const cost = () => every(100, 150);
      expect(await claim(NOON + 1_000, { cost })).toHaveLength(1);
      expect(await claim(NOON + 1_099, { cost })).toHaveLength(0);
    });

    it('are held back by a bucket until its time, which is never shortened', async () => {
      const { jobs } = world().store;
      await commit({ jobs: [aJob({ subject: 'held', buckets: ['platform:p'] }), aJob({ subject: 'free' })] });
      await jobs.hold('platform:p', NOON + 500);
      await jobs.hold('platform:p', NOON + 100);
      expect(subjects(await claim())).toEqual(['free']);
      await commit({ cancelJobs: ['sweep:free'] });
      expect(await jobs.nextAt()).toBe(NOON + 500);
      expect(await claim(NOON + 499)).toEqual([]);
      expect(subjects(await claim(NOON + 500))).toEqual(['held']);
    });

    it.each(['place:p:a', 'workspace:p:w', 'platform:p'])(
      'behind a waiting %s, thousands of them, keep no other from its turn',
      async (bucket) => {
        const behind = Array.from({ length: 3_000 }, (_, at) =>
          aJob({ subject: `behind-${at}`, order: 0, buckets: [bucket] }),
        );
        await commit({ jobs: [...behind, aJob({ subject: 'free', order: NOON, buckets: ['platform:q'] })] });
        await world().store.jobs.hold(bucket, NOON + 10_000);
        expect(subjects(await claim(NOON, { limit: 1 }))).toEqual(['free']);
        expect(subjects(await claim(NOON + 10_000, { limit: 1, cost: () => every(1) }))).toHaveLength(1);
      },
    );

    it('say when the next could run, or that there is none', async () => {
      const { jobs } = world().store;
      expect(await jobs.nextAt()).toBeNull();
      await commit({ jobs: [aJob({ runAt: NOON + 7 }), aJob({ runAt: NOON + 9, buckets: ['place:p:a'] })] });
      expect(await jobs.nextAt()).toBe(NOON + 7);
    });

    it('are held back, all of them, until the queue goes on', async () => {
      const { jobs } = world().store;
      await commit({ jobs: [aJob({ subject: 'bare' }), aJob({ subject: 'paced', buckets: ['place:p:a'] })] });
      expect(await jobs.isPaused()).toBe(false);
      await jobs.pause();
      expect(await jobs.isPaused()).toBe(true);
      expect(await jobs.nextAt()).toBeNull();
      expect(await claim(NOON + 365 * 24 * 3_600_000)).toEqual([]);
      await jobs.resume();
      expect(await jobs.isPaused()).toBe(false);
      expect(await jobs.nextAt()).not.toBeNull();
      expect(subjects(await claim())).toHaveLength(2);
    });

    it('that are due and not done are counted by kind', async () => {
      await commit({
        jobs: [
          aJob({ kind: 'start' }),
          aJob({ kind: 'start', runAt: NOON + 1 }),
          aJob({ kind: 'sweep', order: 0 }),
          aJob({ kind: 'end', order: NOON + 1 }),
        ],
      });
      await claim(NOON, { limit: 1 });
      expect(await world().store.jobs.backlog(NOON)).toEqual({ start: 1, sweep: 1, end: 1 });
    });
  });
}
