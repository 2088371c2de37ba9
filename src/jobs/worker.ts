import { type Clock, SECOND } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Claim, Job, JobKind } from '../ports/store/jobs.ts';
import type { Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import { backoff } from './backoff.ts';
import { type Ending, retry } from './ending.ts';

/** Says how the job ends from what the store says now; asked again when that turned out to be stale. */
export type Decide = () => Promise<Ending>;

/** What one kind of job does. */
export type Runner = {
  /** Does the job's work in the outside world, once. What it throws is a bug. */
  run(job: Job, signal: AbortSignal): Promise<Decide>;
  /** How it ends when bugs have made it fail `MAX_ATTEMPTS` times. */
  giveUp(job: Job): Promise<Ending>;
};

export type WorkerParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly runners: Readonly<Record<JobKind, Runner>>;
  readonly cost: Claim['cost'];
  /** Names this process among several. */
  readonly name: string;
  /** Jobs at once. */
  readonly concurrency: number;
};

export type Worker = {
  start(): void;
  /** Takes no new job, lets the running ones finish for ten seconds, then aborts the rest. */
  stop(): Promise<void>;
  /** Runs what is due until nothing is; answers how many jobs that were. */
  runDue(): Promise<number>;
  /** Something may be due: look now. */
  wake(): void;
};

const LEASE = 60 * SECOND;
/** Shorter than the lease, so that a job still running is aborted before another worker takes it for dead. */
const LONGEST_RUN = 45 * SECOND;
const LONGEST_STOP = 10 * SECOND;
/** Another process may have added a job, of which nothing here tells. */
const LONGEST_SLEEP = 5 * SECOND;
const SHORTEST_SLEEP = 10;
const MAX_ATTEMPTS = 10;
/** Lost races of one settlement before it is left to the end of its lease. */
const MAX_RACES = 10;

/** Claims due jobs from the table, runs them side by side and settles each. It never rejects and never crashes. */
export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, random, log, runners } = parts;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const aborting = new AbortController();
  let awake = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  const wake = () => awake.abort();

  const claim = (limit: number): Promise<readonly Job[]> =>
    store.jobs.claim({ worker: parts.name, now: clock.now(), lease: LEASE, limit, cost: parts.cost });

  async function settle(job: Job, decide: Decide): Promise<void> {
    for (let race = 0; race < MAX_RACES; race += 1) {
      const { outcome, delivery, change } = await decide();
      const settlement = { key: job.key, lease: job.lease, outcome, delivery };
      if ((await store.commit({ ...change, settle: settlement })) !== 'stale') return;
    }
    log.warn({ job: job.key }, 'job not settled: its lease was lost');
  }

  /** Null: it is over, with what was thrown logged and settled. */
  async function decided(job: Job, signal: AbortSignal): Promise<Decide | null> {
    try {
      return await runners[job.kind].run(job, signal);
    } catch (err) {
      if (await givenUp(job, err)) return null;
      log.error({ job: job.key, attempts: job.attempts, err }, 'job failed');
      await settle(job, async () => retry(clock.now() + backoff(job.attempts, random), nameOf(err)));
      return null;
    }
  }

  /** Whether it has failed too often; then that is settled. */
  async function givenUp(job: Job, err: unknown): Promise<boolean> {
    if (job.attempts + 1 < MAX_ATTEMPTS) return false;
    log.error({ job: job.key, attempts: job.attempts, err }, 'job given up');
    await settle(job, () => runners[job.kind].giveUp(job));
    return true;
  }

  async function runOrReport(job: Job, signal: AbortSignal): Promise<void> {
    const decide = await decided(job, signal);
    if (!decide) return;
    try {
      await settle(job, decide);
    } catch (err) {
      if (await givenUp(job, err)) return;
      // What it did in the world is not written down. Were it let go now, the next try would do it again; when the
      // lease runs out, it is taken up as interrupted, and looks first whether it was done.
      throw err;
    }
  }

  async function run(job: Job): Promise<void> {
    const done = new AbortController();
    const tooLong = new AbortController();
    void clock.sleep(LONGEST_RUN, done.signal).then(() => tooLong.abort());
    try {
      await runOrReport(job, AbortSignal.any([tooLong.signal, aborting.signal]));
    } catch (err) {
      // The lease runs out, and the job is taken up again as interrupted.
      log.error({ job: job.key, err }, 'job not settled');
    } finally {
      done.abort();
    }
  }

  function launch(jobs: readonly Job[]): readonly Promise<void>[] {
    return jobs.map((job) => {
      const work: Promise<void> = run(job).finally(() => {
        running.delete(work);
        wake();
      });
      running.add(work);
      return work;
    });
  }

  /** Milliseconds until there may be something to do. */
  async function idleFor(): Promise<number> {
    if (running.size >= parts.concurrency) return LONGEST_SLEEP;
    const next = await store.jobs.nextAt();
    if (next === null) return LONGEST_SLEEP;
    return Math.min(Math.max(next - clock.now(), SHORTEST_SLEEP), LONGEST_SLEEP);
  }

  /** Claims once; answers how long to sleep, 0 when there may be more at once. */
  async function look(): Promise<number> {
    try {
      const free = parts.concurrency - running.size;
      if (free > 0 && launch(await claim(free)).length > 0) return 0;
      return await idleFor();
    } catch (err) {
      log.error({ err }, 'jobs not claimed');
      return LONGEST_SLEEP;
    }
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      const ms = await look();
      if (ms > 0) await clock.sleep(ms, AbortSignal.any([awake.signal, stopping.signal]));
    }
  }

  return {
    start() {
      loop = work();
    },
    async stop() {
      stopping.abort();
      await loop;
      const finished = new AbortController();
      const all = Promise.all(running).then(() => finished.abort());
      await clock.sleep(LONGEST_STOP, finished.signal);
      aborting.abort();
      await all;
    },
    async runDue() {
      let count = 0;
      for (;;) {
        const jobs = await claim(parts.concurrency);
        if (jobs.length === 0) return count;
        await Promise.all(launch(jobs));
        count += jobs.length;
      }
    },
    wake,
  };
}

/** Only the error's name is kept: its message may quote what it was about. */
const nameOf = (err: unknown): string => (err instanceof Error ? err.name : 'unknown');
