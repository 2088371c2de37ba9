import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { asId, type ForeignId, type OccurrenceId } from '../../src/ids.ts';
import { cancelMeeting } from '../../src/meeting/cancel.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { replaceLinks } from '../../src/meeting/rotate.ts';
import type { Attendee } from '../../src/ports/attendance.ts';
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

describe('who is removed', () => {
  it('is out at once, and stays out with the way in that they had', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], { endsAt: stage.clock.now() + 3 * HOUR });
    const { id } = onlyOccurrence(meeting);
    const admittedAt = stage.clock.now();
    await comes(stage, meeting, 'ivan', { admittedAt });
    await stage.clock.advance(SECOND);
    expect(await stage.attendance.remove(id, 'ivan')).toBe(true);
    expect(await namesIn(stage, meeting)).toEqual([]);
    expect(await stage.attendance.renew(id, 'ivan')).toBe(false);
    expect(await comes(stage, meeting, 'ivan', { admittedAt })).toBe('removed');
    await stage.pass(15 * MINUTE);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('ended');
  });

  it('comes back when the door lets them in anew', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await comes(stage, meeting, 'ivan');
    await stage.attendance.remove(onlyOccurrence(meeting).id, 'ivan');
    await stage.clock.advance(SECOND);
    expect(await comes(stage, meeting, 'ivan', { admittedAt: stage.clock.now() })).toBe('inside');
  });

  it('is no host, and nobody who is not there', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(meeting);
    await comes(stage, meeting, 'olga', { host: true });
    expect(await stage.attendance.remove(id, 'olga')).toBe(false);
    expect(await stage.attendance.remove(id, 'ivan')).toBe(false);
    expect(await namesIn(stage, meeting)).toEqual(['olga inside']);
  });
});

describe('who is uninvited', () => {
  const uninvited = async (stage: Stage, before: MeetingRecord) =>
    stage.becomes(before, {
      ...before,
      invitations: before.invitations.map((one) =>
        one.role === 'invitee' ? { ...one, state: 'withdrawn' } : one,
      ),
    });

  it('is out with the next heartbeat, and does not come back', async () => {
    const stage = await setStage();
    const before = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(before);
    const ivan = (await stage.person('ivan')).id;
    for (const name of [ivan, 'a guest']) await comes(stage, before, name);
    expect(await stage.attendance.renew(id, ivan)).toBe(true);
    await uninvited(stage, await stage.read(before));
    expect(await stage.attendance.renew(id, ivan)).toBe(false);
    expect(await stage.attendance.renew(id, 'a guest')).toBe(true);
    expect(await namesIn(stage, before)).toEqual(['a guest inside']);
    expect(await comes(stage, before, ivan)).toBe('removed');
  });

  it('is known by the invitation where there is no account', async () => {
    const stage = await setStage();
    const before = await stage.meeting(['ivan']);
    const invitation = before.invitations.find(({ role }) => role === 'invitee')?.id ?? '';
    await comes(stage, before, invitation);
    await uninvited(stage, await stage.read(before));
    expect(await stage.attendance.renew(onlyOccurrence(before).id, invitation)).toBe(false);
  });

  it('stays while only the passcode changes', async () => {
    const stage = await setStage();
    const before = await stage.meeting(['ivan']);
    const ivan = (await stage.person('ivan')).id;
    await comes(stage, before, ivan);
    const live = await stage.read(before);
    await stage.becomes(live, stage.rotated(live));
    expect(await stage.attendance.renew(onlyOccurrence(before).id, ivan)).toBe(true);
  });

  it('or whose link was replaced is out with the next heartbeat, unless they came by the new one', async () => {
    const stage = await setStage();
    const before = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(before);
    const ivan = (await stage.person('ivan')).id;
    const by = (link: number, admittedAt: number) =>
      comes(stage, before, ivan, { link, admittedAt, move: true });
    expect(await by(1, 1)).toBe('inside');
    expect(await stage.attendance.renew(id, ivan, { link: 1, admittedAt: 1 })).toBe(true);
    const live = await stage.read(before);
    await stage.becomes(live, replaceLinks(live));
    expect(await by(1, 1)).toBe('replaced');
    expect(await by(2, 2)).toBe('inside');
    expect(await stage.attendance.renew(id, ivan, { link: 1, admittedAt: 1 })).toBe(false);
    expect(await namesIn(stage, before)).toEqual([`${ivan} inside`]);
    expect(await stage.attendance.renew(id, ivan, { link: 1, admittedAt: 2 })).toBe(false);
    expect(await namesIn(stage, before)).toEqual([]);
    expect(await stage.attendance.renew(id, ivan, { link: 2, admittedAt: 2 })).toBe(false);
  });

  it('is not somebody of an earlier call in the same room', async () => {
    const stage = await setStage();
    const earlier = await stage.call(['ivan']);
    const ivan = (await stage.person('ivan')).id;
    const next = { ...earlier, invitations: earlier.invitations.map((one) => ({ ...one })) };
    const other = asId<OccurrenceId>('another-call');
    const elsewhere = next.invitations.map((one) =>
      one.role === 'invitee' ? { ...one, occurrenceId: other, state: 'withdrawn' as const } : one,
    );
    await stage.becomes(earlier, { ...next, invitations: elsewhere });
    expect(await comes(stage, earlier, ivan)).toBe('inside');
  });
});

describe('who is in already, by another way in', () => {
  it('is asked, moves, and the organizer reads it once', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const by = (admittedAt: number, move: boolean) =>
      comes(stage, meeting, 'ivan', { name: 'Ivan', admittedAt, move });
    expect(await by(1, false)).toBe('inside');
    expect(await by(2, false)).toBe('elsewhere');
    expect(await by(2, true)).toBe('inside');
    expect(await by(1, true)).toBe('inside');
    await stage.worker.runDue();
    const told = stage.sees('olga').filter((text) => text.includes('Ivan came to Standup a second time'));
    expect(told).toHaveLength(1);
    expect(told.join()).toContain('[Rotate and replace all links]');
  });

  it('and gone when that would be told, is not spoken of', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    for (const admittedAt of [1, 2]) await comes(stage, meeting, 'ivan', { admittedAt, move: true });
    await leaves(stage, meeting, 'ivan');
    await stage.worker.runDue();
    expect(stage.sees('olga').join()).not.toContain('second time');
  });
});

describe('when a call is over', () => {
  it('its organizer alone reads who came and for how long', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan', 'lee']);
    const { id } = onlyOccurrence(meeting);
    const [olga, ivan] = [(await stage.person('olga')).id, (await stage.person('ivan')).id];
    await comes(stage, meeting, olga, { account: olga, name: 'Olga', host: true });
    await comes(stage, meeting, ivan, { account: ivan, name: 'Ivan' });
    await stage.pass(20 * SECOND);
    for (const who of [olga, ivan]) await stage.attendance.renew(id, who);
    await stage.pass(40 * SECOND);
    await stage.attendance.leave(id, ivan);
    await comes(stage, meeting, 'zoe');
    await stage.attendance.renew(id, olga);
    await stage.pass(20 * SECOND);
    await stage.attendance.end(id, olga);
    await stage.worker.runDue();
    const reads = stage.sees('olga').filter((text) => text.includes('Who came to'));
    expect(reads).toHaveLength(1);
    expect(reads.join()).toMatch(/Olga · .* 1 min/);
    expect(reads.join()).toMatch(/zoe \(guest\)/);
    expect(reads.join()).toMatch(/Did not come:\s.*lee/i);
    expect(await stage.store.presence.lastCalls(olga, 5)).toEqual([id]);
    for (const other of ['ivan', 'lee', 'general'])
      expect(stage.sees(other).join()).not.toContain('Who came');
  });

  it('in which nobody was, there is nothing to say', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    await stage.becomes(meeting, end(meeting, onlyOccurrence(meeting).id, stage.clock.now()));
    await stage.worker.runDue();
    expect(stage.sees('olga').join()).not.toContain('Who came');
  });
});

describe('the end for all', () => {
  it('is the organizer’s to say, as the command is, and noted', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan']);
    const { id } = onlyOccurrence(meeting);
    const [olga, ivan] = [(await stage.person('olga')).id, (await stage.person('ivan')).id];
    await comes(stage, meeting, ivan);
    expect(await stage.attendance.end(id, ivan)).toBe(false);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('live');
    expect(await stage.attendance.end(id, olga)).toBe(true);
    expect(onlyOccurrence(await stage.read(meeting))).toMatchObject({
      state: 'ended',
      endedAt: stage.clock.now(),
    });
    const ended = (await stage.store.audit.ofMeeting(meeting.meeting.key)).filter(
      ({ action }) => action === 'ended',
    );
    expect(ended).toMatchObject([{ actor: olga, via: 'room' }]);
    expect(await comes(stage, meeting, ivan)).toBe('closed');
    expect(await stage.attendance.end(id, olga)).toBe(false);
  });

  it('is not for a call that has not begun', async () => {
    const stage = await setStage();
    const meeting = await stage.meeting(['ivan'], soon(stage));
    const olga = (await stage.person('olga')).id;
    expect(await stage.attendance.end(onlyOccurrence(meeting).id, olga)).toBe(false);
    expect(onlyOccurrence(await stage.read(meeting)).state).toBe('planned');
  });
});
