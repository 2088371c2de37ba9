import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { createCallNews } from '../../src/door/call-news.ts';
import type { CommitResult, Store } from '../../src/ports/store.ts';
import { callOf } from '../fakes/fake-provider.ts';
import { onlyOccurrence, setStage, ZOOM } from '../jobs/stage.ts';

const PRESENT = { ...ZOOM, presence: true };
const ivan = { person: 'p1', name: 'Ivan', host: false, waits: false };
const olga = { person: 'p0', name: 'Olga', host: true, waits: false };

async function aCall(startsIn = 0) {
  const stage = await setStage({ abilities: PRESENT });
  const meeting = await stage.meeting(['ivan'], { startsAt: stage.clock.now() + startsIn });
  await stage.pass(SECOND);
  const occurrence = onlyOccurrence(meeting);
  return {
    ...stage,
    meeting,
    newsParts: {
      ...{ clock: stage.clock, log: stage.log, attendance: stage.attendance },
      providers: new Map([[meeting.meeting.provider, { abilities: PRESENT }]]),
      committed: () => stage.worker.wake(),
    },
    now: () => stage.clock.now(),
    id: callOf(meeting.conference.id),
    state: async () => onlyOccurrence(await stage.read(meeting)).state,
    present: async () =>
      (await stage.attendance.of(occurrence.id)).map(({ name, state }) => `${name} ${state}`),
  };
}

describe('news of a provider', () => {
  it('makes a call live that is started when its time has come, and tells nobody what they know', async () => {
    const { news, id, now, state, sees, pass, clock } = await aCall(10 * MINUTE);
    await clock.advance(10 * MINUTE);
    for (let time = 0; time < 2; time += 1) {
      await news.started(id, now());
      expect(await state()).toBe('live');
    }
    await news.joined(id, olga, now());
    await pass(SECOND);
    expect(sees('ivan').join()).not.toContain('has started');
  });

  it('has the invitees told when the host opens it before its time, whichever news comes first', async () => {
    for (const startedFirst of [true, false]) {
      const { news, id, now, state, sees, pass } = await aCall(12 * MINUTE);
      if (startedFirst) await news.started(id, now());
      expect(await state()).toBe('planned');
      await news.joined(id, { ...olga, waits: true }, now());
      expect(await state()).toBe('planned');
      await news.joined(id, olga, now());
      expect(await state()).toBe('live');
      await news.started(id, now());
      await pass(SECOND);
      expect(sees('ivan').filter((text) => text.includes('Standup has started'))).toHaveLength(1);
      expect(sees('olga').join()).not.toContain('Standup has started');
    }
  });

  it('tells nobody of a call that others opened early', async () => {
    const { news, id, now, state, sees, pass } = await aCall(12 * MINUTE);
    await news.started(id, now());
    await news.joined(id, ivan, now());
    expect(await state()).toBe('live');
    await news.joined(id, olga, now());
    await pass(SECOND);
    expect(sees('ivan').join()).not.toContain('has started');
  });

  it('has no effect outside the hours of the call, or of a call that nobody knows', async () => {
    const { news, id, now, state, present } = await aCall(DAY);
    await news.started(id, now());
    await news.joined(id, ivan, now());
    await news.left(id, 'p1', now());
    await news.ended(id, now());
    await news.started('unheard-of', now());
    expect(await state()).toBe('planned');
    expect(await present()).toEqual([]);
  });

  it('tells who is in, for as long as they are, without being renewed', async () => {
    const { news, id, now, present, pass } = await aCall();
    await news.joined(id, ivan, now());
    await news.joined(id, ivan, now());
    await pass(30 * MINUTE);
    expect(await present()).toEqual(['Ivan inside']);
    await news.left(id, 'p1', now());
    expect(await present()).toEqual([]);
  });

  it('lets in from the waiting room', async () => {
    const { news, id, now, present } = await aCall();
    await news.joined(id, { ...ivan, waits: true }, now());
    expect(await present()).toEqual(['Ivan waiting']);
    await news.joined(id, ivan, now());
    expect(await present()).toEqual(['Ivan inside']);
  });

  it('counts by when it happened, not by when it came', async () => {
    const { news, id, now, present, pass } = await aCall();
    const came = now();
    await pass(MINUTE);
    await news.left(id, 'p1', now());
    await news.left(id, 'p1', now());
    await news.joined(id, ivan, came);
    expect(await present()).toEqual([]);
  });

  it('ends an empty call after a quarter of an hour, and not while somebody came back', async () => {
    const { news, id, now, state, present, pass } = await aCall();
    await news.joined(id, ivan, now());
    await pass(SECOND);
    await news.ended(id, now());
    expect(await present()).toEqual([]);
    await pass(MINUTE);
    await news.joined(id, { ...ivan, person: 'p2' }, now());
    await news.ended(id, now() - 30 * SECOND);
    await pass(20 * MINUTE);
    expect(await state()).toBe('live');
    await news.ended(id, now());
    await pass(16 * MINUTE);
    expect(await state()).toBe('ended');
  });

  it('ends at once a call whose time is over', async () => {
    const { news, id, now, state, pass } = await aCall();
    await news.joined(id, ivan, now());
    await pass(2 * HOUR);
    expect(await state()).toBe('live');
    await news.ended(id, now());
    await pass(SECOND);
    expect(await state()).toBe('ended');
  });

  it('leaves a call that is not live as it is when it ends', async () => {
    const { news, id, now, state, pass } = await aCall(10 * MINUTE);
    await news.ended(id, now());
    await pass(SECOND);
    expect(await state()).toBe('planned');
  });

  it('is decided anew when somebody else was quicker, and given up when that goes on', async () => {
    const stage = await aCall(10 * MINUTE);
    const { store, meeting } = stage;
    const quicker = (races: number): Store => {
      let left = races;
      const stale = async (): Promise<CommitResult> => 'stale';
      return { ...store, commit: (change) => (left-- > 0 ? stale() : store.commit(change)) };
    };
    const newsOver = (other: Store) =>
      createCallNews({ ...stage.newsParts, store: other }, meeting.meeting.provider);
    await stage.clock.advance(10 * MINUTE);
    await expect(newsOver(quicker(1_000)).started(stage.id, stage.now())).rejects.toThrow('all the time');
    expect(await stage.state()).toBe('planned');
    await newsOver(quicker(2)).started(stage.id, stage.now());
    expect(await stage.state()).toBe('live');
  });

  it('has no effect when the workspace is gone', async () => {
    const stage = await aCall(10 * MINUTE);
    const workspaces = { ...stage.store.workspaces, byId: async () => null };
    const news = createCallNews(
      { ...stage.newsParts, store: { ...stage.store, workspaces } },
      stage.meeting.meeting.provider,
    );
    await news.started(stage.id, stage.now());
    expect(await stage.state()).toBe('planned');
  });
});
