import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { done, type Ending } from '../../src/jobs/ending.ts';
import { createWorker, type Runner } from '../../src/jobs/worker.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type { Job, NewJob } from '../../src/ports/store/jobs.ts';
import type { Store } from '../../src/ports/store.ts';
import { settled } from '../fakes/fake-clock.ts';
import { type Stage, setStage } from './stage.ts';

const aJob = (subject: string, more: Partial<NewJob> = {}): NewJob => ({
  key: `sweep:${subject}`,
  kind: 'sweep',
  subject,
  runAt: 0,
  order: 0,
  buckets: [],
  ...more,
});

/** A worker on the stage's store that does nothing but what the test says, with all else as usual. */
function workerFor(
  stage: Stage,
  run: Runner['run'],
  more: { giveUp?: () => Promise<Ending>; at?: number } = {},
) {
  const runner: Runner = { run, giveUp: more.giveUp ?? (async () => done()) };
  const runners = { ...stage.runners, sweep: runner };
  return createWorker({ ...stage, runners, name: 'w2', concurrency: more.at ?? 2 });
}

const add = (stage: Stage, ...jobs: readonly NewJob[]) => stage.store.commit({ ...emptyChange, jobs });

/** A job that runs until it is let go, or its signal aborts. */
function held() {
  const gate = Promise.withResolvers<void>();
  const running: Job[] = [];
  const aborted: string[] = [];
  const run: Runner['run'] = async (job, signal) => {
    running.push(job);
    const stop = Promise.withResolvers<void>();
    const abort = () => {
      aborted.push(job.subject);
      stop.resolve();
    };
    signal.addEventListener('abort', abort);
    await Promise.race([gate.promise, stop.promise]);
    signal.removeEventListener('abort', abort);
    return async () => done();
  };
  return { run, running, aborted, letGo: gate.resolve };
}

describe('a worker', () => {
  it('runs due jobs side by side, but not more than it may', async () => {
    const stage = await setStage();
    const { run, running, letGo } = held();
    const worker = workerFor(stage, run, { at: 2 });
    await add(stage, aJob('a'), aJob('b'), aJob('c'));
    worker.start();
    await settled();
    expect(running.map(({ subject }) => subject)).toEqual(['a', 'b']);
    letGo();
    await stage.clock.advance(SECOND);
    expect(running).toHaveLength(3);
    await worker.stop();
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });

  it('sleeps until the next job is due', async () => {
    const stage = await setStage();
    const ran: number[] = [];
    const worker = workerFor(stage, async () => {
      ran.push(stage.clock.now());
      return async () => done();
    });
    const due = stage.clock.now() + 90 * SECOND;
    await add(stage, aJob('a', { runAt: due }));
    worker.start();
    await stage.clock.advance(HOUR);
    expect(ran).toEqual([due]);
    await worker.stop();
  });

  it('looks at once when it is woken, and by itself every five seconds', async () => {
    const stage = await setStage();
    let ran = 0;
    const worker = workerFor(stage, async () => {
      ran += 1;
      return async () => done();
    });
    worker.start();
    await settled();
    await add(stage, aJob('a'));
    await settled();
    expect(ran).toBe(0);
    worker.wake();
    await settled();
    expect(ran).toBe(1);
    await add(stage, aJob('b'));
    await stage.clock.advance(5 * SECOND);
    expect(ran).toBe(2);
    await worker.stop();
  });

  it('goes on when the store did not answer', async () => {
    let broken = true;
    const stage = await setStage({
      wrapStore: (store) => ({
        ...store,
        jobs: {
          ...store.jobs,
          claim: (claim) => (broken ? Promise.reject(new Error('locked')) : store.jobs.claim(claim)),
        },
      }),
    });
    const { run, running, letGo } = held();
    letGo();
    const worker = workerFor(stage, run);
    await add(stage, aJob('a'));
    worker.start();
    await stage.clock.advance(6 * SECOND);
    expect(running).toEqual([]);
    expect(stage.lines.map(({ event }) => event)).toContain('jobs not claimed');
    broken = false;
    await stage.clock.advance(6 * SECOND);
    expect(running).toHaveLength(1);
    await worker.stop();
  });
});

describe('a job with a bug', () => {
  it('is logged with its key, tried again, and given up in the end', async () => {
    const stage = await setStage();
    const tries: number[] = [];
    let givenUp = 0;
    const worker = workerFor(
      stage,
      async (job) => {
        tries.push(job.attempts);
        throw tries.length % 2 ? new TypeError('secret words') : 'not even an error';
      },
      {
        giveUp: async () => {
          givenUp += 1;
          return done();
        },
      },
    );
    await add(stage, aJob('a'));
    worker.start();
    await stage.clock.advance(HOUR);
    expect(tries).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(givenUp).toBe(1);
    expect(await stage.store.jobs.nextAt()).toBeNull();
    const last = stage.lines.filter(({ level }) => level === 'error').at(-1);
    expect(last).toMatchObject({ event: 'job given up', data: { job: 'sweep:a', attempts: 9 } });
    await worker.stop();
  });

  it('keeps the error’s name and not its words', async () => {
    const stage = await setStage();
    const seen: (string | null)[] = [];
    const worker = workerFor(stage, async (job) => {
      seen.push(job.lastError);
      throw seen.length === 1 ? new TypeError('K7QW3M9XTB') : 'K7QW3M9XTB';
    });
    await add(stage, aJob('a'));
    worker.start();
    await stage.clock.advance(MINUTE);
    expect(seen.slice(0, 3)).toEqual([null, 'TypeError', 'unknown']);
    await worker.stop();
  });

  it('does not keep the others from running', async () => {
    const stage = await setStage();
    const ran: string[] = [];
    const worker = workerFor(stage, async ({ subject }) => {
      if (subject === 'bad') throw new Error('a bug');
      ran.push(subject);
      return async () => done();
    });
    await add(stage, aJob('bad'), aJob('good'));
    expect(await worker.runDue()).toBeGreaterThanOrEqual(2);
    expect(ran).toEqual(['good']);
  });
});

describe('settling', () => {
  it('is decided again when it was stale', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    let decided = 0;
    const worker = workerFor(stage, async () => async () => {
      decided += 1;
      const { key, version } = (await stage.read(meeting)).meeting;
      const expected = decided < 3 ? version + 1 : version;
      return done({ ...emptyChange, expect: [{ table: 'meetings', id: key, version: expected }] });
    });
    await stage.worker.runDue();
    await add(stage, aJob('a'));
    expect(await worker.runDue()).toBe(1);
    expect(decided).toBe(3);
    expect(stage.lines.map(({ event }) => event)).not.toContain('job not settled: its lease was lost');
  });

  it('is left to the end of the lease when it is lost ten times', async () => {
    const stage = await setStage();
    const worker = workerFor(
      stage,
      async () => async () =>
        done({ ...emptyChange, expect: [{ table: 'meetings', id: stage.workspace.id, version: 9 }] }),
    );
    await add(stage, aJob('a'));
    expect(await worker.runDue()).toBe(1);
    expect(stage.lines.map(({ event }) => event)).toContain('job not settled: its lease was lost');
    expect(await stage.store.jobs.nextAt()).toBe(stage.clock.now() + MINUTE);
  });

  it.each([
    { refusals: 'for long', times: 10 },
    // Not let go at once: what was sent would be sent again, and nobody would look for it.
    { refusals: 'once', times: 1 },
  ])('that the store refuses $refusals is taken up again as interrupted', async ({ times }) => {
    let left = times;
    const stage = await setStage({
      wrapStore: (store): Store => ({
        ...store,
        commit: async (change) => {
          if (left > 0 && change.settle !== null) {
            left -= 1;
            throw new Error('locked');
          }
          return store.commit(change);
        },
      }),
    });
    const interrupted: boolean[] = [];
    const worker = workerFor(stage, async (job) => {
      interrupted.push(job.interrupted);
      return async () => done();
    });
    await add(stage, aJob('a'));
    worker.start();
    await stage.clock.advance(SECOND);
    expect(stage.lines.map(({ event }) => event)).toContain('job not settled');
    left = 0;
    await stage.clock.advance(2 * MINUTE);
    expect(interrupted).toEqual([false, true]);
    await worker.stop();
  });

  it('that is never decided ends when it has failed too often', async () => {
    const stage = await setStage();
    let givenUp = 0;
    const giveUp = async () => {
      givenUp += 1;
      return done();
    };
    const undecided = async () => () => Promise.reject(new TypeError('a bug'));
    const worker = workerFor(stage, undecided, { giveUp });
    await add(stage, aJob('a'));
    worker.start();
    await stage.clock.advance(HOUR);
    expect(givenUp).toBe(1);
    expect(await stage.store.jobs.nextAt()).toBeNull();
    await worker.stop();
  });
});

describe('stopping', () => {
  it('claims nothing more and lets running jobs finish', async () => {
    const stage = await setStage();
    const { run, running, aborted, letGo } = held();
    const worker = workerFor(stage, run, { at: 1 });
    await add(stage, aJob('a'), aJob('b'));
    worker.start();
    await settled();
    const stopped = worker.stop();
    await stage.clock.advance(5 * SECOND);
    letGo();
    await stopped;
    expect(running.map(({ subject }) => subject)).toEqual(['a']);
    expect(aborted).toEqual([]);
  });

  it('aborts after ten seconds what still runs', async () => {
    const stage = await setStage();
    const { run, aborted } = held();
    const worker = workerFor(stage, run);
    await add(stage, aJob('a'));
    worker.start();
    await settled();
    let over = false;
    const stopped = worker.stop().then(() => {
      over = true;
    });
    await stage.clock.advance(10 * SECOND - 1);
    expect(over).toBe(false);
    await stage.clock.advance(1);
    await stopped;
    expect(aborted).toEqual(['a']);
  });

  it('is immediate when nothing runs', async () => {
    const stage = await setStage();
    const worker = workerFor(stage, held().run);
    worker.start();
    await worker.stop();
    expect(stage.clock.now()).toBe(stage.clock.now());
  });

  it('sends nothing after it: what was under way is settled or reconciled by the next process', async () => {
    const stage = await setStage();
    await stage.meeting(['ivan', 'mia'], { card: null });
    stage.chat.fail('send', { kind: 'slow', ms: DAY }, 3);
    stage.worker.start();
    await settled();
    const stopped = stage.worker.stop();
    await stage.clock.advance(10 * SECOND);
    await stopped;
    const before = stage.chat.calls.length;
    await stage.clock.advance(5 * MINUTE);
    expect(stage.chat.calls).toHaveLength(before);

    const next = createWorker({ ...stage, name: 'next', concurrency: 4 });
    await next.runDue();
    for (const who of ['ivan', 'mia'])
      expect(stage.chat.posted.filter(({ place }) => place === who)).toHaveLength(1);
  });
});

it('a job that takes longer than its lease allows is aborted before another worker takes it', async () => {
  const stage = await setStage();
  const { run, running, aborted } = held();
  const worker = workerFor(stage, run);
  await add(stage, aJob('a'));
  worker.start();
  await stage.clock.advance(45 * SECOND);
  expect(aborted).toEqual(['a']);
  await stage.clock.advance(5 * MINUTE);
  expect(running).toHaveLength(1);
  await worker.stop();
});
