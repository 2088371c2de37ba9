import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import type { Attendee } from '../../src/door/attendance.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { onlyOccurrence, ROOM, type Stage, setStage } from '../jobs/stage.ts';

const soon = (stage: Stage) => ({ startsAt: stage.clock.now() + 10 * MINUTE });

const comes = (stage: Stage, record: MeetingRecord, name: string, more: Partial<Attendee> = {}) =>
  stage.attendance.enter({
    occurrenceId: onlyOccurrence(record).id,
    personKey: name,
    account: null,
    name,
    host: false,
    waits: false,
    ...more,
  });

const namesIn = async (stage: Stage, record: MeetingRecord) =>
  (await stage.attendance.of(onlyOccurrence(record).id)).map(({ name, state }) => `${name} ${state}`);

const leaves = (stage: Stage, record: MeetingRecord, name: string) =>
  stage.attendance.leave(onlyOccurrence(record).id, name);

describe('who comes', () => {
  it('is inside, makes the occurrence live, and is counted on the card', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await stage.worker.runDue();
    expect(await comes(stage, meeting, 'ivan')).toBe('inside');
    expect(onlyOccurrence(await stage.read(meeting))).toMatchObject({
      state: 'live',
      startedAt: stage.clock.now(),
    });
    await stage.worker.runDue();
    expect(stage.sees('general').join()).toContain('1 person');
    await comes(stage, meeting, 'mia');
    await stage.worker.runDue();
    expect(stage.sees('general').join()).toContain('2 people');
  });

  it('and comes again is the same person', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await comes(stage, meeting, 'ivan');
    expect(await comes(stage, meeting, 'ivan')).toBe('inside');
    expect(await namesIn(stage, meeting)).toEqual(['ivan inside']);
  });

  it('finds a closed door when the call is over, cancelled or unknown', async () => {
    const stage = await setStage();
    const over = await stage.meeting(['ivan']);
    await stage.becomes(over, end(over, onlyOccurrence(over).id, stage.clock.now()));
    expect(await comes(stage, over, 'ivan')).toBe('closed');
    const cancelled = await stage.meeting(['ivan']);
    await stage.becomes(cancelled, cancelMeeting(cancelled, stage.clock.now()));
    expect(await comes(stage, cancelled, 'ivan')).toBe('closed');
    expect(await comes(stage, over, 'ivan', { occurrenceId: asId('nowhere') })).toBe('closed');
    expect(await stage.attendance.letIn(onlyOccurrence(over).id, 'ivan')).toBe('absent');
  });

  it('finds the room full, and the organizer is told once', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await comes(stage, meeting, 'ivan');
    await comes(stage, meeting, 'mia');
    expect(await comes(stage, meeting, 'lee')).toBe('full');
    expect(await comes(stage, meeting, 'lee')).toBe('full');
    await stage.worker.runDue();
    expect(stage.sees('olga').filter((text) => text.includes('The room is full (2 of 2)'))).toHaveLength(1);
    await leaves(stage, meeting, 'mia');
    expect(await comes(stage, meeting, 'lee')).toBe('inside');
  });

  it('is never too many where the provider knows no limit', async () => {
    const stage = await setStage({ abilities: { ...ROOM, seats: null } });
    const meeting = await stage.meeting(['ivan']);
    for (const name of ['ivan', 'mia', 'lee']) expect(await comes(stage, meeting, name)).toBe('inside');
  });

  it('does not bother a meeting without a card', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { card: null });
    expect(await comes(stage, meeting, 'ivan')).toBe('inside');
    await leaves(stage, meeting, 'ivan');
    await stage.worker.runDue();
    expect(stage.sees('general')).toEqual([]);
  });
});

describe('the waiting room', () => {
  it('keeps who waits outside, without making anything live', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    expect(await comes(stage, meeting, 'guest', { waits: true })).toBe('waiting');
    expect(await comes(stage, meeting, 'guest', { waits: true })).toBe('waiting');
    expect(await namesIn(stage, meeting)).toEqual(['guest waiting']);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('planned');
  });

  it('opens when somebody is let in, for good', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await comes(stage, meeting, 'guest', { waits: true });
    const { id } = onlyOccurrence(meeting);
    expect(await stage.attendance.letIn(id, 'guest')).toBe('in');
    expect(await namesIn(stage, meeting)).toEqual(['guest inside']);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('live');
    expect(await comes(stage, meeting, 'guest', { waits: true })).toBe('inside');
  });

  it('lets nobody in who is not there, or for whom there is no seat', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(meeting);
    expect(await stage.attendance.letIn(id, 'nobody')).toBe('absent');
    await comes(stage, meeting, 'ivan');
    await comes(stage, meeting, 'mia');
    await comes(stage, meeting, 'guest', { waits: true });
    expect(await stage.attendance.letIn(id, 'guest')).toBe('full');
    await stage.worker.runDue();
    expect(stage.sees('olga').join()).toContain('The room is full (2 of 2)');
  });

  it('is left without a trace', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    await comes(stage, meeting, 'guest', { waits: true });
    const before = await stage.read(meeting);
    await leaves(stage, meeting, 'guest');
    await leaves(stage, meeting, 'guest');
    expect(await namesIn(stage, meeting)).toEqual([]);
    expect(await stage.read(meeting)).toEqual(before);
  });
});

describe('who goes', () => {
  it('is not counted any more', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await comes(stage, meeting, 'ivan');
    await comes(stage, meeting, 'mia');
    await leaves(stage, meeting, 'mia');
    await stage.worker.runDue();
    expect(stage.sees('general').join()).toContain('1 person');
    expect(await namesIn(stage, meeting)).toEqual(['ivan inside']);
  });

  it('without a word is gone 45 seconds after the last renewal', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(meeting);
    await comes(stage, meeting, 'ivan');
    await stage.clock.advance(30 * SECOND);
    expect(await stage.attendance.renew(id, 'ivan')).toBe(true);
    await stage.clock.advance(44 * SECOND);
    await stage.attendance.expire();
    expect(await namesIn(stage, meeting)).toEqual(['ivan inside']);
    await stage.clock.advance(SECOND);
    await stage.attendance.expire();
    expect(await namesIn(stage, meeting)).toEqual([]);
    expect(await stage.attendance.renew(id, 'ivan')).toBe(false);
    expect(stage.lines).toContainEqual({ level: 'info', event: 'call empty', data: { occurrence: id } });
    await stage.pass(15 * MINUTE);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('ended');
  });

  it('from a call that is over changes nothing', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await comes(stage, meeting, 'ivan');
    const live = await stage.read(meeting);
    const over = await stage.becomes(live, end(live, onlyOccurrence(live).id, stage.clock.now()));
    await leaves(stage, meeting, 'ivan');
    expect(await stage.read(meeting)).toEqual(over);
  });

  it('last out of a call whose room is still taken by an earlier one is counted', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    const planned = onlyOccurrence(meeting);
    const earlier = {
      ...planned,
      id: asId<typeof planned.id>('earlier'),
      state: 'live',
      card: null,
    } as const;
    const both = await stage.becomes(meeting, { ...meeting, occurrences: [earlier, planned] });
    expect(await comes(stage, meeting, 'ivan')).toBe('inside');
    await leaves(stage, meeting, 'ivan');
    const states = (await stage.read(both)).occurrences.map(({ state }) => state);
    expect(states.toSorted()).toEqual(['live', 'planned']);
  });
});

describe('a race', () => {
  it('with another change of the meeting is run again', async () => {
    let stale = 3;
    const stage = await setStage({
      wrapStore: (store) => ({
        ...store,
        commit: async (change) => {
          if (change.audit.some(({ via }) => via === 'somebody-came') && stale > 0) {
            stale -= 1;
            return 'stale';
          }
          return store.commit(change);
        },
      }),
    });
    const meeting = await stage.meeting(['ivan'], soon(stage));
    expect(await comes(stage, meeting, 'ivan')).toBe('inside');
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('live');
    expect(stale).toBe(0);
  });

  it('that is lost ten times is a failure', async () => {
    let hopeless = false;
    const stage = await setStage({
      wrapStore: (store) => ({
        ...store,
        commit: async (change) => (hopeless ? 'stale' : store.commit(change)),
      }),
    });
    const meeting = await stage.meeting(['ivan'], soon(stage));
    hopeless = true;
    await expect(comes(stage, meeting, 'ivan')).rejects.toThrow('is being changed all the time');
  });

  it('for the last seat is won by one', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const names = Array.from({ length: 20 }, (_, index) => `person-${index}`);
    const results = await Promise.all(names.map((name) => comes(stage, meeting, name)));
    expect(results.filter((result) => result === 'inside')).toHaveLength(2);
    expect(results.filter((result) => result === 'full')).toHaveLength(18);
  });
});

it('a call in a provider that is not configured any more has no limit', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  const [conference, provider] = [meeting.conference, asId<typeof meeting.meeting.provider>('gone')];
  const gone = {
    ...meeting,
    meeting: { ...meeting.meeting, provider },
    conference: { ...conference, provider },
  };
  await stage.becomes(meeting, gone);
  for (const name of ['ivan', 'mia', 'lee']) expect(await comes(stage, meeting, name)).toBe('inside');
  expect(stage.sees(asId<ForeignId>('general'))).toEqual([]);
});

it('an hour after an instant call was left by all, it is over', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan'], { endsAt: stage.clock.now() + 3 * HOUR });
  await comes(stage, meeting, 'ivan');
  await leaves(stage, meeting, 'ivan');
  await stage.pass(HOUR);
  expect(onlyOccurrence(await stage.read(meeting)).state).toBe('ended');
});

it('who came back counts the fifteen minutes anew, even if they are lost just before they would be over', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  await comes(stage, meeting, 'ivan');
  await leaves(stage, meeting, 'ivan');
  await stage.pass(14 * MINUTE);
  await comes(stage, meeting, 'ivan');
  await stage.pass(MINUTE);
  expect(await namesIn(stage, meeting)).toEqual([]);
  expect(onlyOccurrence(await stage.read(meeting)).state).toBe('live');
  await stage.attendance.expire();
  await stage.pass(15 * MINUTE);
  expect(onlyOccurrence(await stage.read(meeting)).state).toBe('ended');
});

it('an instant call in a personal room that was left ends after fifteen minutes', async () => {
  const stage = await setStage();
  const now = await stage.call(['ivan'], { endsAt: stage.clock.now() + 3 * HOUR });
  await comes(stage, now, 'ivan');
  await leaves(stage, now, 'ivan');
  await stage.pass(15 * MINUTE);
  expect(onlyOccurrence(await stage.read(now)).state).toBe('ended');
});

it('a planned call in a personal room that was left lasts until its planned end', async () => {
  const stage = await setStage();
  const planned = await stage.call(['ivan'], soon(stage));
  await stage.clock.advance(5 * MINUTE);
  await comes(stage, planned, 'ivan');
  await leaves(stage, planned, 'ivan');
  await stage.pass(HOUR);
  expect(onlyOccurrence(await stage.read(planned)).state).toBe('live');
  await stage.pass(5 * MINUTE);
  expect(onlyOccurrence(await stage.read(planned)).state).toBe('ended');
});
