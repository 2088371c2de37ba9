import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { asId } from '../../src/ids.ts';
import { sweepJobs } from '../../src/jobs/sweep.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { sharedRotation } from '../../src/meeting/leave.ts';
import type { Store } from '../../src/ports/store.ts';
import { onlyOccurrence, type Stage, setStage } from './stage.ts';

/** Starts all sweeps, or some. */
const begin = (stage: Stage, ...some: readonly string[]) => {
  const jobs = sweepJobs(stage.clock.now()).filter(
    ({ subject }) => some.length === 0 || some.includes(subject),
  );
  return stage.store.commit({ ...emptyChange, jobs });
};

/** A store that notes when it is swept, and of what. */
function noting(calls: string[], since: () => number) {
  return (store: Store): Store => ({
    ...store,
    forms: {
      ...store.forms,
      sweep: (now) => {
        calls.push(`forms ${(now - since()) / MINUTE}`);
        return store.forms.sweep(now);
      },
    },
    door: {
      ...store.door,
      sweep: (now) => {
        calls.push(`door ${(now - since()) / MINUTE}`);
        return store.door.sweep(now);
      },
    },
  });
}

describe('the sweeps', () => {
  it('come round by the clock, each at its own pace', async () => {
    const calls: string[] = [];
    let start = 0;
    const stage = await setStage({ wrapStore: noting(calls, () => start) });
    start = stage.clock.now();
    await begin(stage, 'forms', 'door');
    await stage.pass(HOUR);
    const forms = [0, 10, 20, 30, 40, 50, 60].map((minute) => `forms ${minute}`);
    expect(calls.toSorted()).toEqual(['door 0', 'door 60', ...forms].toSorted());
  });

  it('end the presence of whoever is not renewed, within fifteen seconds', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await begin(stage);
    const { id } = onlyOccurrence(meeting);
    const person = { personKey: 'ivan', account: null, name: 'ivan', host: false, waits: false };
    await stage.attendance.enter({ occurrenceId: id, ...person });
    await stage.pass(MINUTE);
    expect(await stage.attendance.of(id)).toEqual([]);
    await stage.pass(15 * MINUTE);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('ended');
  });

  it('erase what was over for longer than it may be kept', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.pass(2 * HOUR);
    await stage.clock.advance(29 * DAY);
    const erased = () => stage.lines.filter(({ event }) => event === 'meeting erased');
    await begin(stage);
    await stage.worker.runDue();
    expect(erased()).toEqual([]);
    await stage.clock.advance(DAY);
    await stage.worker.runDue();
    expect(erased()).toEqual([
      { level: 'info', event: 'meeting erased', data: { meeting: meeting.meeting.key } },
    ]);
  });

  it('go on at once when there is more to erase than one go takes', async () => {
    const erased: string[] = [];
    let left = 250;
    const stage = await setStage({
      wrapStore: (store) => ({
        ...store,
        retention: {
          ...store.retention,
          overBefore: async (_time, limit) => {
            const now = Math.min(limit, left);
            left -= now;
            return Array.from({ length: now }, (_, index) => asId(`m${index}`));
          },
          erase: async (key) => void erased.push(key),
        },
      }),
    });
    await begin(stage, 'retention');
    await stage.pass(2 * SECOND);
    expect(erased).toHaveLength(250);
  });

  it('are tried again in an hour when a bug has kept one from its work', async () => {
    const stage = await setStage({
      wrapStore: (store) => ({
        ...store,
        forms: { ...store.forms, sweep: () => Promise.reject(new Error('bug')) },
      }),
    });
    await begin(stage, 'forms');
    await stage.pass(3 * HOUR);
    expect(stage.lines.filter(({ event }) => event === 'job given up').length).toBeGreaterThan(1);
  });

  it('of an unknown kind are dropped', async () => {
    const stage = await setStage();
    const job = { key: 'sweep:x', kind: 'sweep', subject: 'x', runAt: 0, order: 0, buckets: [] } as const;
    await stage.store.commit({ ...emptyChange, jobs: [job] });
    await stage.worker.runDue();
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });
});

describe('when people have left', () => {
  it('the passcode is rotated once, a minute after the last of them', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan', 'mia']);
    await stage.worker.runDue();
    const { key } = meeting.meeting;
    for (const wait of [0, 30 * SECOND, 59 * SECOND]) {
      await stage.pass(wait);
      await stage.store.commit({ ...emptyChange, jobs: [sharedRotation(key, stage.clock.now())] });
    }
    await stage.pass(MINUTE - 1);
    expect((await stage.read(meeting)).meeting.revision).toBe(1);
    await stage.pass(1);
    const rotated = await stage.read(meeting);
    expect(rotated.meeting.revision).toBe(2);
    expect(stage.sees('ivan').join()).toContain(stage.passcodeOf(rotated));
    expect(stage.sees('ivan').join()).not.toContain(stage.passcodeOf(meeting));
    const audit = await stage.store.audit.ofMeeting(key);
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'rotated', via: 'somebody-left', revision: 2 }),
    );
  });

  it('nothing is rotated that is cancelled or not there any more', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const cancelled = await stage.becomes(meeting, cancelMeeting(meeting, stage.clock.now()));
    const keys = [cancelled.meeting.key, asId<typeof cancelled.meeting.key>('nothing')];
    const jobs = keys.map((key) => sharedRotation(key, stage.clock.now()));
    await stage.store.commit({ ...emptyChange, jobs });
    await stage.pass(15 * MINUTE);
    expect((await stage.read(meeting)).meeting.revision).toBe(1);
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });
});
