import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { asId, type OccurrenceId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { currentOccurrence, doorState } from '../../src/meeting/door-times.ts';
import { end, extend } from '../../src/meeting/end.ts';
import { lapse } from '../../src/meeting/lapse.ts';
import { move } from '../../src/meeting/move.ts';
import { start } from '../../src/meeting/start.ts';
import {
  aCall,
  aLiveMeeting,
  aMeeting,
  aRoom,
  CALL,
  granted,
  NOW,
  occurrenceOf,
  STANDUP,
  tomorrow,
  whyNot,
} from './a-meeting.ts';

const later = { startsAt: NOW + 48 * HOUR, endsAt: NOW + 49 * HOUR, zone: 'America/New_York' };
const unknown = asId<OccurrenceId>('unknown');

describe('moving', () => {
  test('gives a planned occurrence another time and tells the provider', () => {
    const moved = granted(move(aMeeting(), STANDUP, later, NOW));
    expect(occurrenceOf(moved)).toMatchObject({ ...later, moves: 1, state: 'planned' });
    expect(moved.conference.wanted).toBe(2);
    expect(moved.meeting.revision).toBe(1);
  });

  test('to the same time is no move', () => {
    const record = aMeeting();
    expect(move(record, STANDUP, { ...tomorrow }, NOW)).toBe(record);
    expect(move(record, STANDUP, { ...tomorrow, endsAt: later.endsAt }, NOW)).not.toBe(record);
  });

  test('keeps the calls of a room by their start', () => {
    const second = asId<OccurrenceId>('second');
    const room = aCall(aCall(aRoom()), { id: second, startsAt: tomorrow.startsAt + HOUR });
    const moved = granted(move(room, CALL, later, NOW));
    expect(moved.occurrences.map(({ id }) => id)).toEqual(['founding', second, CALL]);
  });

  test('is refused into the past, while it is live, and when it is over', () => {
    expect(move(aMeeting(), STANDUP, { ...later, startsAt: NOW }, NOW)).toEqual({
      refused: { why: 'time-past', at: NOW },
    });
    expect(whyNot(move(aLiveMeeting(), STANDUP, later, NOW))).toBe('not-planned');
    expect(whyNot(move(granted(end(aLiveMeeting(), STANDUP, NOW)), STANDUP, later, NOW))).toBe('is-over');
    expect(whyNot(move(aMeeting(), unknown, later, NOW))).toBe('no-such-meeting');
  });
});

describe('starting', () => {
  test('makes a planned occurrence live', () => {
    expect(occurrenceOf(granted(start(aMeeting(), STANDUP, NOW)))).toMatchObject({
      state: 'live',
      startedAt: NOW,
    });
  });

  test('is refused twice, next to another live call, and after cancelling', () => {
    expect(whyNot(start(aLiveMeeting(), STANDUP, NOW))).toBe('not-planned');
    const second = asId<OccurrenceId>('second');
    const room = aCall(aCall(aRoom(), { startsAt: NOW }), { id: second });
    expect(whyNot(start(room, second, NOW))).toBe('is-live');
    expect(whyNot(start(granted(cancel(aMeeting(), STANDUP, NOW)), STANDUP, NOW))).toBe('is-cancelled');
  });
});

describe('ending', () => {
  test('is for live occurrences, and tells the provider', () => {
    const ended = granted(end(aLiveMeeting(), STANDUP, NOW + HOUR));
    expect(occurrenceOf(ended)).toMatchObject({ state: 'ended', endedAt: NOW + HOUR });
    expect(ended.conference).toMatchObject({ state: 'wanted', wanted: 2 });
    expect(whyNot(end(aMeeting(), STANDUP, NOW))).toBe('not-live');
    expect(whyNot(end(ended, STANDUP, NOW))).toBe('is-over');
  });

  test('can be put off by half an hour, from now when the end has passed', () => {
    const live = aLiveMeeting();
    const { endsAt } = occurrenceOf(live);
    expect(occurrenceOf(granted(extend(live, STANDUP, NOW))).endsAt).toBe(endsAt + 30 * MINUTE);
    const late = granted(extend(live, STANDUP, endsAt + MINUTE));
    expect(occurrenceOf(late).endsAt).toBe(endsAt + 31 * MINUTE);
    expect(whyNot(extend(aMeeting(), STANDUP, NOW))).toBe('not-live');
  });
});

test('what was never started lapses at its end, and the provider learns it', () => {
  const record = aMeeting();
  const { endsAt } = tomorrow;
  const lapsed = lapse(record, occurrenceOf(record), endsAt);
  expect(occurrenceOf(lapsed)).toMatchObject({ state: 'ended', startedAt: null, endedAt: endsAt });
  expect(lapsed.conference.wanted).toBe(2);
});

describe('cancelling', () => {
  test('kills a meeting for good and removes its conference', () => {
    const cancelled = granted(cancel(aMeeting(), STANDUP, NOW));
    expect(cancelled.meeting.state).toBe('cancelled');
    expect(occurrenceOf(cancelled)).toMatchObject({ state: 'cancelled', endedAt: null });
    expect(cancelled.conference.state).toBe('gone');
    expect(whyNot(cancel(cancelled, STANDUP, NOW))).toBe('is-cancelled');
  });

  test('stops a live one', () => {
    expect(occurrenceOf(granted(cancel(aLiveMeeting(), STANDUP, NOW + MINUTE))).endedAt).toBe(NOW + MINUTE);
  });

  test('leaves what is over as it was', () => {
    const record = aMeeting();
    const earlier = { ...occurrenceOf(aLiveMeeting()), id: unknown, state: 'ended' as const };
    const series = { ...record, occurrences: [earlier, ...record.occurrences] };
    const cancelled = granted(cancel(series, STANDUP, NOW));
    expect(cancelled.occurrences.map(({ state }) => state)).toEqual(['ended', 'cancelled']);
  });

  test('in a personal room is for the call alone', () => {
    const cancelled = granted(cancel(aCall(aRoom()), CALL, NOW));
    expect(cancelled.meeting.state).toBe('open');
    expect(occurrenceOf(cancelled, CALL).state).toBe('cancelled');
    expect(cancelled.conference).toMatchObject({ state: 'wanted', wanted: 3 });
  });
});

describe('the door', () => {
  const doorMinutes = { doorMinutes: 15 };
  const state = (record: ReturnType<typeof aMeeting>, now: number) =>
    doorState(record, occurrenceOf(record), doorMinutes, now);

  test('opens so many minutes before the start, and shuts at the end if nobody came', () => {
    const opensAt = tomorrow.startsAt - 15 * MINUTE;
    expect(state(aMeeting(), opensAt - 1)).toEqual({ kind: 'not-open', opensAt });
    expect(state(aMeeting(), opensAt)).toEqual({ kind: 'open' });
    expect(state(aMeeting(), tomorrow.endsAt - 1)).toEqual({ kind: 'open' });
    expect(state(aMeeting(), tomorrow.endsAt)).toEqual({ kind: 'ended' });
  });

  test('is open as soon as the organizer starts, and until somebody ends', () => {
    const live = granted(start(aMeeting(), STANDUP, NOW));
    expect(state(live, NOW)).toEqual({ kind: 'open' });
    expect(state(live, tomorrow.endsAt + HOUR)).toEqual({ kind: 'open' });
    expect(state(granted(end(live, STANDUP, NOW)), NOW)).toEqual({ kind: 'ended' });
  });

  test('of a cancelled meeting or call is shut', () => {
    expect(state(granted(cancel(aMeeting(), STANDUP, NOW)), NOW)).toEqual({ kind: 'cancelled' });
    const room = granted(cancel(aCall(aRoom()), CALL, NOW));
    expect(doorState(room, occurrenceOf(room, CALL), doorMinutes, NOW)).toEqual({ kind: 'cancelled' });
    const ended = granted(end(aLiveMeeting(), STANDUP, NOW));
    const cancelled = { ...ended, meeting: { ...ended.meeting, state: 'cancelled' as const } };
    expect(state(cancelled, NOW)).toEqual({ kind: 'cancelled' });
  });
});

describe('the occurrence that is meant', () => {
  const live = asId<OccurrenceId>('live');
  const room = aCall(aCall(aRoom(), { startsAt: NOW, id: live }));

  test('is the live one, else the next, else the last', () => {
    expect(currentOccurrence(room, NOW).id).toBe(live);
    const ended = granted(end(room, live, NOW));
    expect(currentOccurrence(ended, NOW).id).toBe(CALL);
    expect(
      currentOccurrence(aCall(ended, { id: unknown, endsAt: NOW + 72 * HOUR }), tomorrow.endsAt).id,
    ).toBe(unknown);
    expect(currentOccurrence(aRoom(), NOW).id).toBe('founding');
  });

  test('is always there', () => {
    expect(() => currentOccurrence({ ...room, occurrences: [] }, NOW)).toThrow('at least one occurrence');
  });
});
