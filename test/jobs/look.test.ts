import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { asId, type ConferenceId, fresh } from '../../src/ids.ts';
import { dropJobs } from '../../src/jobs/drop-jobs.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { changeProvider, isFailing, retryConference } from '../../src/meeting/change-provider.ts';
import { end } from '../../src/meeting/end.ts';
import { isRefused } from '../../src/meeting/refusal.ts';
import { timedJob } from '../../src/meeting/timed-job.ts';
import { callOf } from '../fakes/fake-provider.ts';
import { onlyOccurrence, ROOM, setStage, ZOOM } from './stage.ts';

async function aReadyCall(abilities = ZOOM) {
  const stage = await setStage({ abilities });
  const meeting = await stage.meeting(['ivan']);
  await stage.pass(MINUTE);
  const record = await stage.read(meeting);
  const id = callOf(record.conference.id);
  const changed = async () => {
    await stage.news.changed(id);
    await stage.pass(MINUTE);
    return stage.read(meeting);
  };
  return { stage, meeting, record, id, changed };
}

describe('a call that somebody changed at the provider', () => {
  it('has its new codes in the slips, once', async () => {
    const { stage, id, changed } = await aReadyCall();
    const running = stage.provider.running.get(id);
    if (!running) return expect.fail('no call');
    stage.provider.running.set(id, { ...running, codes: 7 });
    await changed();
    expect(stage.sees('ivan').join()).toContain('provider-code-7');
    expect(stage.sees('ivan').join()).not.toContain('provider-code-1');
  });

  it('stays as it is when its codes are the same', async () => {
    const { record, changed } = await aReadyCall();
    expect((await changed()).conference).toEqual(record.conference);
  });

  it('is told to the organizer when it was deleted, who can have it made again', async () => {
    const { stage, meeting, id, changed } = await aReadyCall();
    stage.provider.running.delete(id);
    const deleted = await changed();
    expect(deleted.conference).toMatchObject({
      state: 'failed',
      foreignId: null,
      reason: 'deleted-elsewhere',
    });
    expect(stage.sees('olga').join()).toContain('was deleted at Calls');
    expect(isFailing(deleted)).toBe(true);
    await stage.becomes(deleted, retryConference(deleted));
    await stage.pass(MINUTE);
    const again = await stage.read(meeting);
    expect(again.conference.state).toBe('ready');
    expect(isFailing(again)).toBe(false);
    expect(stage.provider.running.size).toBe(1);
  });

  it('is not missed once it is over', async () => {
    const { stage, record, id, changed } = await aReadyCall();
    await stage.becomes(record, end(record, onlyOccurrence(record).id, stage.clock.now()));
    await stage.pass(MINUTE);
    stage.provider.running.delete(id);
    expect((await changed()).conference.state).toBe('gone');
    expect(stage.sees('olga').join()).not.toContain('was deleted');
  });

  it('is nobody’s when no meeting has it', async () => {
    const { stage } = await aReadyCall();
    await stage.news.changed('unheard-of');
    await stage.store.commit({ ...emptyChange, jobs: [timedJob('look', fresh<ConferenceId>(), 0)] });
    await stage.pass(MINUTE);
    expect(stage.provider.log).not.toContain('find');
  });

  it('is read again when the provider fails, and not when it refuses', async () => {
    const { stage, changed } = await aReadyCall();
    stage.provider.behave({ kind: 'transient' }, { kind: 'permanent' });
    await changed();
    await stage.pass(30 * MINUTE);
    expect(stage.provider.log).toEqual(['create', 'find', 'find']);
  });
});

describe('what a lost answer left behind', () => {
  it('is removed when it turns up late', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave({ kind: 'crash' });
    const meeting = await stage.meeting(['ivan']);
    await stage.pass(MINUTE);
    const record = await stage.read(meeting);
    const own = stage.provider.running.get(callOf(record.conference.id));
    if (!own) return expect.fail('no call');
    stage.provider.running.set('late', own);
    await stage.pass(15 * MINUTE);
    expect([...stage.provider.running.keys()]).toEqual([callOf(record.conference.id)]);
  });
});

describe('another provider', () => {
  it('takes the call over, and nothing stays at the one before', async () => {
    const stage = await setStage({ abilities: ROOM });
    const meeting = await stage.meeting(['ivan']);
    await stage.pass(MINUTE);
    const record = await stage.read(meeting);
    const next = changeProvider(record, {
      provider: record.meeting.provider,
      conferenceId: fresh<ConferenceId>(),
    });
    if (isRefused(next)) return expect.fail('refused');
    await stage.becomes(record, next, null, {
      jobs: dropJobs(record.conference, record.meeting.organizer, stage.clock.now()),
    });
    await stage.pass(20 * MINUTE);
    const now = await stage.read(meeting);
    expect([...stage.provider.running.keys()]).toEqual([callOf(now.conference.id)]);
    expect(now.conference.state).toBe('ready');
  });

  it('is not looked for where it is not configured, nor for ever where it fails', async () => {
    const { stage, record } = await aReadyCall();
    const unknown = { ...record.conference, provider: asId<typeof record.conference.provider>('gone') };
    stage.provider.behave({ kind: 'transient' }, { kind: 'permanent' }, { kind: 'permanent' });
    const { organizer } = record.meeting;
    const jobs = [
      ...dropJobs({ ...unknown, id: fresh<ConferenceId>() }, organizer, stage.clock.now()),
      ...dropJobs({ ...record.conference, foreignId: null }, organizer, stage.clock.now()),
    ];
    await stage.store.commit({ ...emptyChange, jobs });
    await stage.pass(HOUR);
    expect(stage.provider.running.size).toBe(1);
    expect(await stage.store.jobs.backlog(stage.clock.now())).not.toHaveProperty('drop');
  });

  it('is refused for a meeting that is over', async () => {
    const { stage, record } = await aReadyCall();
    const over = await stage.becomes(record, end(record, onlyOccurrence(record).id, stage.clock.now()));
    const to = { provider: record.meeting.provider, conferenceId: fresh<ConferenceId>() };
    expect(changeProvider(over, to)).toEqual({ refused: { why: 'is-over' } });
    expect(retryConference(over)).toEqual({ refused: { why: 'is-over' } });
  });
});
