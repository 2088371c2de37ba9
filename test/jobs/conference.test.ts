import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { done } from '../../src/jobs/ending.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { openCodes } from '../../src/vault/credentials.ts';
import { callOf } from '../fakes/fake-provider.ts';
import { onlyOccurrence, ROOM, type Stage, setStage, ZOOM } from './stage.ts';

const codesOf = (stage: Stage, { meeting, conference }: MeetingRecord) =>
  openCodes(stage.vault, meeting, conference).map(({ label, secret }) => [label, secret.open()]);

const orphansOf = (stage: Stage, { conference }: MeetingRecord) =>
  stage.provider.orphans(new Set([conference.foreignId]));

const tomorrow = (stage: Stage) => stage.clock.now() + 24 * HOUR;

describe('the call of a new meeting', () => {
  it('is made once, and what the provider issues is sealed', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan']);
    expect((await stage.read(meeting)).slips).toEqual([]);
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    expect(ready.conference).toMatchObject({
      state: 'ready',
      foreignId: callOf(meeting.conference.id),
      wanted: 1,
      shown: 1,
    });
    expect(ready.conference.credentials).not.toContain('provider-code-1');
    expect(codesOf(stage, ready)).toEqual([['Passcode', 'provider-code-1']]);
  });

  it('holds the slips back until it is there; they show its codes as a second block', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave({ kind: 'transient' }, { kind: 'transient' });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toEqual([]);
    await stage.pass(MINUTE);
    expect(stage.sees('ivan').join()).toContain(stage.passcodeOf(meeting));
    expect(stage.sees('ivan').join()).toContain('provider-code-1');
  });

  it('does not bother whoever wants nothing from the organizer any more', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan', 'mia']);
    const mia = await stage.person('mia');
    const muted = { ...mia, muted: [meeting.meeting.organizer], version: mia.version + 1 };
    await stage.store.commit({ ...emptyChange, accounts: [muted] });
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toHaveLength(1);
    expect(stage.sees('mia')).toEqual([]);
  });

  it('needs no codes of a provider that issues none', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'ready', credentials: null });
    expect(codesOf(stage, await stage.read(meeting))).toEqual([]);
  });
});

describe('a change', () => {
  it('is told: a move keeps the codes', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan'], { startsAt: tomorrow(stage) });
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    const { id, startsAt, endsAt, zone } = onlyOccurrence(ready);
    const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
    await stage.becomes(ready, move(ready, id, later, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.provider.log).toEqual(['create', 'update']);
    expect(stage.provider.running.get(callOf(meeting.conference.id))?.call.startsAt).toBe(later.startsAt);
    expect(codesOf(stage, await stage.read(meeting))).toEqual([['Passcode', 'provider-code-1']]);
  });

  it('of the passcode changes the provider’s codes too, and new slips wait for them', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    stage.provider.behave({ kind: 'transient' });
    const rotated = await stage.becomes(ready, stage.rotated(ready));
    await stage.worker.runDue();
    expect(stage.sees('ivan')).toHaveLength(1);
    expect(stage.sees('ivan').join()).toContain('Replaced');
    await stage.pass(MINUTE);
    expect(stage.sees('ivan').at(-1)).toContain('provider-code-2');
    expect(stage.sees('ivan').at(-1)).toContain(stage.passcodeOf(rotated));
  });

  it('that comes while the call is being made is told afterwards', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave({ kind: 'slow', ms: 10 * SECOND });
    const meeting = await stage.meeting(['ivan']);
    stage.worker.start();
    await stage.clock.advance(SECOND);
    await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    await stage.clock.advance(20 * SECOND);
    const ready = await stage.read(meeting);
    expect(ready.conference).toMatchObject({ state: 'ready', wanted: 2, shown: 2 });
    expect(codesOf(stage, ready)).toEqual([['Passcode', 'provider-code-2']]);
    expect(stage.sees('ivan').join()).not.toContain('provider-code-1');
  });
});

describe('the end', () => {
  it('of an occurrence ends its call', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    const { id } = onlyOccurrence(ready);
    await stage.becomes(ready, end(ready, id, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.provider.log).toEqual(['create', 'end']);
    expect([...(stage.provider.running.get(callOf(meeting.conference.id))?.over ?? [])]).toEqual([id]);
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'ready', wanted: 2, shown: 2 });
  });

  it('keeps the sealed codes readable', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    await stage.becomes(ready, end(ready, onlyOccurrence(ready).id, stage.clock.now()));
    await stage.worker.runDue();
    expect(codesOf(stage, await stage.read(meeting))).toEqual([['Passcode', 'provider-code-1']]);
  });

  it('of the meeting removes its call', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    await stage.becomes(meeting, cancelMeeting(await stage.read(meeting), stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.provider.running.size).toBe(0);
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'gone', foreignId: null });
  });

  it('is a call that an earlier try had made, although nobody heard of it', async () => {
    const stage = await setStage();
    stage.provider.behave({ kind: 'crash' });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect(orphansOf(stage, await stage.read(meeting))).toHaveLength(1);
    await stage.becomes(meeting, cancelMeeting(await stage.read(meeting), stage.clock.now()));
    await stage.pass(MINUTE);
    expect(stage.provider.running.size).toBe(0);
  });

  it('finds nothing to do for a meeting that was erased', async () => {
    const stage = await setStage();
    const job = {
      key: 'conference:x',
      kind: 'conference',
      subject: 'x',
      runAt: 0,
      order: 0,
      buckets: [],
    } as const;
    await stage.store.commit({ ...emptyChange, jobs: [job] });
    expect(await stage.worker.runDue()).toBe(1);
    expect(await stage.store.jobs.nextAt()).toBeNull();
  });
});

describe('a provider that fails', () => {
  it('for good makes the organizer choose', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave({ kind: 'permanent' });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'failed', reason: 'permanent' });
    expect(stage.sees('olga').join()).toContain('Calls could not make the room');
    expect(stage.sees('ivan')).toEqual([]);
  });

  it('again and again is given up after eight tries', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave(...Array.from({ length: 20 }, () => ({ kind: 'transient' as const })));
    const meeting = await stage.meeting(['ivan']);
    await stage.pass(5 * MINUTE);
    expect(stage.provider.log).toEqual(['create', ...Array.from({ length: 7 }, () => 'find')]);
    expect((await stage.read(meeting)).conference.state).toBe('failed');
    expect(stage.sees('olga').join()).toContain('Calls could not make the room');
  });

  it('to take a change leaves the call as it is and says so', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan'], { startsAt: tomorrow(stage) });
    await stage.worker.runDue();
    const ready = await stage.read(meeting);
    stage.provider.behave({ kind: 'permanent' });
    const { id, startsAt, endsAt, zone } = onlyOccurrence(ready);
    const later = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, zone };
    await stage.becomes(ready, move(ready, id, later, stage.clock.now()));
    await stage.worker.runDue();
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'ready', reason: 'permanent' });
    expect(stage.sees('olga').join()).toContain('did not take the change');
  });

  it('says nothing of what is not wanted any more', async () => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave({ kind: 'slow', ms: 10 * SECOND }, { kind: 'permanent' });
    const meeting = await stage.meeting(['ivan']);
    stage.worker.start();
    await stage.clock.advance(SECOND);
    await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    await stage.clock.advance(10 * SECOND);
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'failed', wanted: 2, shown: 1 });
    expect(stage.sees('olga').filter((text) => text.includes('Calls did not take'))).toHaveLength(1);
  });

  it('for good says nothing of what is wanted differently by now', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan']);
    const claim = {
      worker: 'slow',
      now: stage.clock.now(),
      lease: MINUTE,
      limit: 9,
      cost: () => ({ each: 0, credit: 0 }),
    };
    const [job] = (await stage.store.jobs.claim(claim)).filter(({ kind }) => kind === 'conference');
    if (job === undefined) return expect.fail('nothing due');
    stage.provider.behave({ kind: 'permanent' });
    const decide = await stage.runners.conference.run(job, new AbortController().signal);
    await stage.becomes(meeting, stage.rotated(await stage.read(meeting)));
    expect(await decide()).toEqual(done());
  });

  it('by not being configured any more is said so too', async () => {
    const stage = await setStage({ providers: new Map() });
    const meeting = await stage.meeting(['ivan']);
    await stage.worker.runDue();
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'failed', reason: 'unavailable' });
  });

  it('by a bug is given up after ten tries', async () => {
    const providers = new Map();
    const stage = await setStage({ abilities: ROOM, providers });
    const broken = {
      ...stage.provider,
      abilities: ROOM,
      create: () => Promise.reject(new TypeError('a bug')),
      find: async () => [],
    };
    const meeting = await stage.meeting(['ivan']);
    providers.set(meeting.meeting.provider, broken);
    await stage.pass(50 * MINUTE);
    expect((await stage.read(meeting)).conference).toMatchObject({ state: 'failed', reason: 'unavailable' });
    expect(stage.provider.log).toEqual([]);
    expect(stage.lines.filter(({ level }) => level === 'error')).toHaveLength(10);
  });
});

describe('whatever the provider does', () => {
  it.each([
    { name: 'is slow', behaviours: [{ kind: 'slow', ms: 10 * SECOND }] },
    { name: 'is slower than a lease lasts', behaviours: [{ kind: 'slow', ms: HOUR }] },
    { name: 'fails before', behaviours: [{ kind: 'transient' }, { kind: 'transient' }] },
    { name: 'crashes after', behaviours: [{ kind: 'crash' }, { kind: 'crash' }, { kind: 'crash' }] },
    {
      name: 'does all of it',
      behaviours: [{ kind: 'crash' }, { kind: 'slow', ms: HOUR }, { kind: 'transient' }],
    },
  ] as const)('one call is made and none is left behind when it $name', async ({ behaviours }) => {
    const stage = await setStage({ abilities: ZOOM });
    stage.provider.behave(...behaviours);
    const meeting = await stage.meeting(['ivan']);
    stage.worker.start();
    await stage.clock.advance(5 * MINUTE);
    const ready = await stage.read(meeting);
    expect(ready.conference.state).toBe('ready');
    expect(stage.provider.running.size).toBe(1);
    expect(orphansOf(stage, ready)).toEqual([]);
    expect(stage.sees('ivan').join()).toContain('provider-code-1');
  });

  it('one call is made when the program crashes between the answer and the settling', async () => {
    const stage = await setStage({ abilities: ZOOM });
    const meeting = await stage.meeting(['ivan']);
    const claim = {
      worker: 'doomed',
      now: stage.clock.now(),
      lease: MINUTE,
      limit: 9,
      cost: () => ({ each: 0, credit: 0 }),
    };
    const [job] = (await stage.store.jobs.claim(claim)).filter(({ kind }) => kind === 'conference');
    if (job === undefined) return expect.fail('nothing due');
    await stage.runners.conference.run(job, new AbortController().signal);
    expect(orphansOf(stage, await stage.read(meeting))).toHaveLength(1);
    await stage.pass(2 * MINUTE);
    expect(stage.provider.log).toEqual(['create', 'find', 'update']);
    expect(orphansOf(stage, await stage.read(meeting))).toEqual([]);
    expect(stage.provider.running.size).toBe(1);
  });
});
