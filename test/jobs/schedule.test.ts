import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { asId } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { end, extend } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { start } from '../../src/meeting/start.ts';
import type { JobKind } from '../../src/ports/store/jobs.ts';
import { onlyOccurrence, ROOM, type Stage, setStage, ZOOM } from './stage.ts';

/** A provider that does not tell who is in. */
const BLIND = { ...ROOM, presence: false };

const stateOf = async (stage: Stage, record: MeetingRecord) => onlyOccurrence(await stage.read(record)).state;

const enter = (stage: Stage, record: MeetingRecord, name = 'ivan') =>
  stage.attendance.enter({
    occurrenceId: onlyOccurrence(record).id,
    personKey: name,
    account: null,
    name,
    host: false,
    waits: false,
  });

/** Stays in for so long, renewing as a room does. */
async function stay(stage: Stage, record: MeetingRecord, ms: number, name = 'ivan'): Promise<void> {
  for (let left = ms; left > 0; left -= 15 * SECOND) {
    await stage.pass(Math.min(left, 15 * SECOND));
    await stage.attendance.renew(onlyOccurrence(record).id, name);
  }
}

const soon = (stage: Stage) => ({
  startsAt: stage.clock.now() + 30 * MINUTE,
  endsAt: stage.clock.now() + 60 * MINUTE,
});

const historyOf = async (stage: Stage, { meeting }: MeetingRecord) =>
  (await stage.store.audit.ofMeeting(meeting.key))
    .filter(({ action }) => action === 'started' || action === 'ended')
    .map(({ action, via }) => `${action} ${via}`);

/** Runs the job of that kind as if it were due now. */
async function force(stage: Stage, kind: JobKind, subject: string): Promise<void> {
  const job = { key: `${kind}:${subject}`, kind, subject, runAt: stage.clock.now(), order: 0, buckets: [] };
  await stage.store.commit({ ...emptyChange, jobs: [job] });
  await stage.worker.runDue();
}

describe('where the provider does not tell who is in', () => {
  it('a planned meeting is live from its start to its end', async () => {
    const stage = await setStage({ abilities: BLIND });
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await stage.pass(30 * MINUTE - 1);
    expect(await stateOf(stage, meeting)).toBe('planned');
    await stage.pass(1);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(30 * MINUTE - 1);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(1);
    expect(await stateOf(stage, meeting)).toBe('ended');
    expect(await historyOf(stage, meeting)).toEqual(['started time', 'ended time']);
    expect(stage.provider.log).toEqual(['create', 'end']);
    expect(stage.sees('general').join()).toContain('ended');
  });

  it('nobody is told that it started by itself', async () => {
    const stage = await setStage({ abilities: BLIND });
    await stage.meeting(['ivan'], soon(stage));
    await stage.pass(35 * MINUTE);
    expect(stage.sees('ivan').join()).not.toContain('has started');
  });

  it('a moved meeting starts at its new time', async () => {
    const stage = await setStage({ abilities: BLIND });
    const meeting = await stage.meeting(['ivan'], soon(stage));
    const { id, startsAt, endsAt, zone } = onlyOccurrence(meeting);
    const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
    await stage.becomes(meeting, move(meeting, id, later, stage.clock.now()));
    await stage.pass(30 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('planned');
    await stage.pass(HOUR);
    expect(await stateOf(stage, meeting)).toBe('live');
  });

  it('*30 minutes more* moves the end', async () => {
    const stage = await setStage({ abilities: BLIND });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const live = await stage.read(meeting);
    await stage.becomes(live, extend(live, onlyOccurrence(live).id, stage.clock.now()));
    await stage.pass(HOUR + 29 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(MINUTE);
    expect(await stateOf(stage, meeting)).toBe('ended');
  });
});

describe('where the provider tells who is in', () => {
  it('a planned meeting to which nobody comes is over at its end, and never was live', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await stage.pass(45 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('planned');
    await stage.pass(15 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('ended');
    expect(onlyOccurrence(await stage.read(meeting)).startedAt).toBeNull();
    expect(await historyOf(stage, meeting)).toEqual(['ended nobody-came']);
  });

  it('the first one in makes it live', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await stage.pass(20 * MINUTE);
    expect(await enter(stage, meeting)).toBe('inside');
    expect(await stateOf(stage, meeting)).toBe('live');
    expect(await historyOf(stage, meeting)).toEqual(['started somebody-came']);
  });

  it('the organizer is asked at the planned end while somebody is inside, once', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    await stay(stage, meeting, HOUR + 20 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('live');
    expect(stage.sees('olga').filter((text) => text.includes('still going'))).toHaveLength(1);
  });

  it('the question shows what became of it', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    await stay(stage, meeting, HOUR);
    const { id } = onlyOccurrence(meeting);
    const live = await stage.read(meeting);
    const longer = await stage.becomes(live, extend(live, id, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.sees('olga').filter((text) => text.includes('Standup goes on'))).toHaveLength(1);
    await stay(stage, longer, 30 * MINUTE);
    const late = await stage.read(meeting);
    await stage.becomes(late, end(late, id, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.sees('olga').join()).not.toContain('still going');
  });

  it('it ends when the last one leaves after the planned end', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    await stay(stage, meeting, HOUR + MINUTE);
    await stage.attendance.leave(onlyOccurrence(meeting).id, 'ivan');
    await stage.worker.runDue();
    expect(await stateOf(stage, meeting)).toBe('ended');
    expect(await historyOf(stage, meeting)).toEqual(['ended empty']);
  });

  it('an empty one ends at its planned end without a question', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    const live = await stage.becomes(meeting, start(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    await stage.pass(HOUR);
    expect(await stateOf(stage, live)).toBe('ended');
    expect(stage.sees('olga').join()).not.toContain('still going');
  });

  it('an instant one that was left ends after fifteen minutes', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    await stage.attendance.leave(onlyOccurrence(meeting).id, 'ivan');
    await stage.pass(15 * MINUTE - 1);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(1);
    expect(await stateOf(stage, meeting)).toBe('ended');
  });

  it('somebody who comes back in time keeps it open', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    await stage.attendance.leave(onlyOccurrence(meeting).id, 'ivan');
    await stage.pass(14 * MINUTE);
    await enter(stage, meeting);
    await stay(stage, meeting, 10 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('live');
  });

  it('a planned one that was left stays open until its planned end', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await stage.pass(30 * MINUTE);
    await enter(stage, meeting);
    await stage.attendance.leave(onlyOccurrence(meeting).id, 'ivan');
    await stage.pass(29 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(MINUTE);
    expect(await stateOf(stage, meeting)).toBe('ended');
  });
});

describe('a job that comes at the wrong time', () => {
  it('starts nothing before its time', async () => {
    const stage = await setStage({ abilities: BLIND });
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await force(stage, 'start', onlyOccurrence(meeting).id);
    expect(await stateOf(stage, meeting)).toBe('planned');
    await stage.pass(30 * MINUTE);
    expect(await stateOf(stage, meeting)).toBe('live');
  });

  it('ends nothing before its time', async () => {
    const stage = await setStage({ abilities: BLIND });
    const meeting = await stage.meeting(['ivan']);
    await force(stage, 'end', onlyOccurrence(meeting).id);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(HOUR);
    expect(await stateOf(stage, meeting)).toBe('ended');
  });

  it('does not start again what is live, or end what is over or still full of people', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await enter(stage, meeting);
    const { id } = onlyOccurrence(meeting);
    await force(stage, 'start', id);
    await force(stage, 'empty', id);
    expect(await stateOf(stage, meeting)).toBe('live');
    await stage.pass(2 * HOUR);
    await force(stage, 'end', id);
    expect(await historyOf(stage, meeting)).toEqual(['ended time']);
  });

  it('does not mind that an empty planned one was never started', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await force(stage, 'empty', onlyOccurrence(meeting).id);
    expect(await stateOf(stage, meeting)).toBe('planned');
  });

  it('finds nothing', async () => {
    const stage = await setStage();
    await force(stage, 'end', 'nothing');
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });
});

it('a room that is taken is looked at again until it is free', async () => {
  const stage = await setStage({ abilities: BLIND });
  const meeting = await stage.meeting(['ivan'], soon(stage));
  const planned = onlyOccurrence(meeting);
  const earlier = { ...planned, id: asId<typeof planned.id>('earlier'), state: 'live', card: null } as const;
  const both = await stage.becomes(meeting, { ...meeting, occurrences: [earlier, planned] });
  await stage.pass(31 * MINUTE);
  const states = async () => (await stage.read(both)).occurrences.map(({ id, state }) => [id, state]);
  expect(await states()).toContainEqual([planned.id, 'planned']);
  const now = await stage.read(both);
  const over = now.occurrences.map((one) =>
    one.id === 'earlier' ? { ...one, state: 'ended' as const } : one,
  );
  await stage.becomes(now, { ...now, occurrences: over });
  await stage.pass(MINUTE);
  expect(await states()).toContainEqual([planned.id, 'live']);
});

it('a start or an end that a bug keeps from happening is tried again every hour', async () => {
  const stage = await setStage({ abilities: ZOOM });
  const job = { key: 'x', kind: 'end', subject: 'x', runAt: 0, order: 0, buckets: [], attempts: 9 } as const;
  const ending = await stage.runners.end.giveUp({ ...job, lastError: null, lease: 'x', interrupted: false });
  expect(ending.outcome).toMatchObject({ kind: 'again', runAt: stage.clock.now() + HOUR });
});
