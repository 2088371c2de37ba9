import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import { asId, type OccurrenceId } from '../../src/ids.ts';
import { recordChange } from '../../src/meeting/change.ts';
import { createMeeting } from '../../src/meeting/create.ts';
import { end } from '../../src/meeting/end.ts';
import { rsvpTo } from '../../src/meeting/invitation.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { placeCard } from '../../src/meeting/place-card.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { cancelIn, moveFollowing, startingFrom, withComing } from '../../src/meeting/series.ts';
import { start } from '../../src/meeting/start.ts';
import type { Recurrence, Rule } from '../../src/time/rule.ts';
import {
  aMeeting,
  draft,
  facts,
  granted,
  ivan,
  NOW,
  STANDUP,
  toInvite,
  tomorrow,
  whyNot,
} from './a-meeting.ts';

/** NOW is a Tuesday, 10:00 in Berlin; the first time is tomorrow then. */
const FROM = '2026-11-25T10:00';
const daily: Rule = { pattern: { kind: 'days' }, interval: 1, ends: { kind: 'never' } };

function aSeries(rule: Rule = daily, cards: Recurrence['cards'] = 'one'): MeetingRecord {
  const recurrence = { rule, from: FROM, zone: 'Europe/Berlin', minutes: 15, made: FROM, cards };
  const first = granted(
    createMeeting({ ...draft, occurrence: tomorrow, recurrence, invitees: [toInvite(ivan)] }, NOW),
  );
  return topped(first);
}

const topped = (record: MeetingRecord, now = NOW): MeetingRecord => {
  let made = record.occurrences.length;
  const newId = () => {
    made += 1;
    return asId<OccurrenceId>(`next-${made}`);
  };
  return withComing(record, newId, now);
};

const open = ({ occurrences }: MeetingRecord) =>
  occurrences.filter(({ state }) => state === 'planned').map(({ slot }) => slot);
const states = ({ occurrences }: MeetingRecord) => occurrences.map(({ state }) => state);
const second = ({ occurrences }: MeetingRecord) => occurrences[1]?.id ?? STANDUP;

describe('the times to come', () => {
  test('three are made ahead, each with the card of the one before', () => {
    const series = aSeries();
    expect(open(series)).toEqual(['2026-11-25T10:00', '2026-11-26T10:00', '2026-11-27T10:00']);
    expect(new Set(series.occurrences.map(({ card }) => card)).size).toBe(1);
    expect(series.meeting.recurrence?.made).toBe('2026-11-27T10:00');
  });

  test('when one ends the next is made in the same commit', () => {
    const series = aSeries();
    const at = NOW + DAY;
    const live = granted(start(series, STANDUP, at));
    const ended = granted(end(live, STANDUP, at + HOUR));
    const change = recordChange(live, ended, facts({ now: at + HOUR }));
    expect(change.occurrences.map(({ slot, state }) => [slot, state])).toEqual([
      ['2026-11-25T10:00', 'ended'],
      ['2026-11-28T10:00', 'planned'],
    ]);
  });

  test('what was over before it could be made is left out', () => {
    const series = aSeries();
    const over = {
      ...series,
      occurrences: series.occurrences.map((one) => ({ ...one, state: 'ended' as const })),
    };
    expect(open(topped(over, NOW + 10 * DAY))).toEqual([
      '2026-12-04T10:00',
      '2026-12-05T10:00',
      '2026-12-06T10:00',
    ]);
  });

  test('there are no more than the rule gives, none of a cancelled one, none of what is not repeated', () => {
    expect(open(aSeries({ ...daily, ends: { kind: 'count', count: 2 } }))).toHaveLength(2);
    const cancelled = granted(cancelIn(aSeries(), STANDUP, 'following', NOW));
    expect(topped(cancelled)).toBe(cancelled);
    const once = aMeeting();
    expect(topped(once)).toBe(once);
  });

  test('they keep their wall time when the clocks change', () => {
    const spring = { ...daily, ends: { kind: 'never' } } as const;
    const recurrence = {
      rule: spring,
      from: '2026-03-28T09:00',
      zone: 'Europe/Berlin',
      minutes: 15,
      made: '2026-03-28T09:00',
      cards: 'one',
    } as const;
    const occurrence = {
      ...tomorrow,
      startsAt: Date.UTC(2026, 2, 28, 8),
      endsAt: Date.UTC(2026, 2, 28, 8, 15),
    };
    const before = Date.UTC(2026, 2, 27);
    const series = granted(createMeeting({ ...draft, occurrence, recurrence, invitees: [] }, before));
    const times = topped(series, before).occurrences.map(({ startsAt }) => new Date(startsAt).getUTCHours());
    expect(times).toEqual([8, 7, 7]);
  });
});

describe('cancelling', () => {
  test('one leaves the code and the others', () => {
    const next = granted(cancelIn(aSeries(), STANDUP, 'this', NOW));
    expect(next.meeting.state).toBe('open');
    expect(states(next)).toEqual(['cancelled', 'planned', 'planned']);
  });

  test('all that follow leaves the earlier ones, and the rule ends with them', () => {
    const series = aSeries();
    const next = granted(cancelIn(series, second(series), 'following', NOW));
    expect(states(next)).toEqual(['planned', 'cancelled', 'cancelled']);
    expect(next.meeting.recurrence?.rule.ends).toEqual({ kind: 'until', date: '2026-11-25' });
    expect(topped(next)).toBe(next);
  });

  test('of all is the end of the meeting, and so is that of its last time', () => {
    expect(granted(cancelIn(aSeries(), STANDUP, 'following', NOW)).meeting.state).toBe('cancelled');
    const last = aSeries({ ...daily, ends: { kind: 'count', count: 1 } });
    expect(granted(cancelIn(last, STANDUP, 'this', NOW)).meeting.state).toBe('cancelled');
    expect(granted(cancelIn(aMeeting(), STANDUP, 'this', NOW)).meeting.state).toBe('cancelled');
    expect(whyNot(cancelIn(aSeries(), asId('other'), 'this', NOW))).toBe('no-such-meeting');
  });

  test('one of two leaves the other', () => {
    const two = aSeries({ ...daily, ends: { kind: 'count', count: 2 } });
    expect(granted(cancelIn(two, STANDUP, 'this', NOW)).meeting.state).toBe('open');
  });
});

describe('moving all that follow', () => {
  const to = {
    startsAt: Date.UTC(2026, 10, 26, 13),
    endsAt: Date.UTC(2026, 10, 26, 13, 30),
    zone: 'Europe/Berlin',
  };

  test('gives them the new wall time and length, and tells people once', () => {
    const series = aSeries();
    const next = granted(moveFollowing(series, second(series), to, NOW));
    expect(open(next)).toEqual(['2026-11-25T10:00', '2026-11-26T14:00', '2026-11-27T14:00']);
    expect(next.meeting.recurrence).toMatchObject({
      from: '2026-11-26T14:00',
      minutes: 30,
      made: '2026-11-27T14:00',
    });
    const { deliveries } = recordChange(series, next, facts({ actor: draft.organizer }));
    expect(deliveries.filter(({ content }) => content === 'moved')).toHaveLength(1);
  });

  test('leaves out what was cancelled alone', () => {
    const series = aSeries();
    const fewer = topped(granted(cancelIn(series, second(series), 'this', NOW)));
    const next = granted(moveFollowing(fewer, STANDUP, to, NOW));
    expect(open(next)).toEqual(['2026-11-26T14:00', '2026-11-28T14:00', '2026-11-29T14:00']);
    expect(next.meeting.recurrence?.made).toBe('2026-11-29T14:00');
  });

  test('onto an earlier time that stays leaves one of the two', () => {
    const series = aSeries();
    const early = { ...to, startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR };
    const next = granted(moveFollowing(series, second(series), early, NOW));
    expect(open(next)).toEqual(['2026-11-24T12:00', '2026-11-25T10:00', '2026-11-25T12:00']);
    const same = { ...tomorrow, zone: 'Europe/Berlin' };
    const onto = granted(moveFollowing(series, second(series), same, NOW));
    expect(open(onto)).toEqual(['2026-11-25T10:00', '2026-11-26T10:00']);
  });

  test('to another day of the week moves that day of the rule', () => {
    const weekly: Rule = { ...daily, pattern: { kind: 'weeks', days: ['WE'] } };
    const next = granted(moveFollowing(aSeries(weekly), STANDUP, to, NOW));
    expect(open(next)).toEqual(['2026-11-26T14:00', '2026-12-03T14:00', '2026-12-10T14:00']);
    expect(next.meeting.recurrence?.rule.pattern).toEqual({ kind: 'weeks', days: ['TH'] });
  });

  test('behind the last day that counts drops what has no place any more', () => {
    const short = aSeries({ ...daily, ends: { kind: 'until', date: '2026-11-27' } });
    const next = granted(moveFollowing(short, STANDUP, to, NOW));
    expect(open(next)).toEqual(['2026-11-26T14:00', '2026-11-27T14:00']);
    expect(states(next)).toContain('cancelled');
    const late = { ...to, startsAt: to.startsAt + 9 * DAY, endsAt: to.endsAt + 9 * DAY };
    expect(whyNot(moveFollowing(short, STANDUP, late, NOW))).toBe('repeats-never');
  });

  test('is refused into the past, while it is live, and for what is not repeated', () => {
    expect(whyNot(moveFollowing(aSeries(), STANDUP, { ...to, startsAt: NOW }, NOW))).toBe('time-past');
    const live = granted(start(aSeries(), STANDUP, NOW + DAY));
    expect(whyNot(moveFollowing(live, STANDUP, to, NOW))).toBe('not-planned');
    expect(whyNot(moveFollowing(aMeeting(), STANDUP, to, NOW))).toBe('not-planned');
    expect(whyNot(moveFollowing(aSeries(), asId('other'), to, NOW))).toBe('no-such-meeting');
  });

  test('to the time that it has changes nothing that people are told', () => {
    const series = aSeries();
    const same = {
      startsAt: tomorrow.startsAt,
      endsAt: tomorrow.startsAt + 15 * MINUTE,
      zone: 'Europe/Berlin',
    };
    const next = granted(moveFollowing(series, STANDUP, same, NOW));
    expect(next.occurrences.every(({ moves }) => moves === 0)).toBe(true);
  });
});

test('a rule that begins later has so many times less to come', () => {
  const { recurrence } = aSeries({ ...daily, ends: { kind: 'count', count: 5 } }).meeting;
  const later = recurrence && startingFrom(recurrence, '2026-11-27T10:00');
  expect(later?.rule.ends).toEqual({ kind: 'count', count: 3 });
});

describe('the card', () => {
  const ended = (series: MeetingRecord) => {
    const live = granted(start(series, STANDUP, NOW + DAY));
    return { live, next: granted(end(live, STANDUP, NOW + DAY)) };
  };
  const cards = (before: MeetingRecord | null, after: MeetingRecord) => {
    const { deliveries, redraw } = recordChange(before, after, facts({ now: NOW + DAY }));
    return { posted: deliveries.filter(({ content }) => content === 'card').map(({ key }) => key), redraw };
  };

  test('is one that shows what is next', () => {
    const series = aSeries();
    expect(cards(null, series).posted).toEqual(['card:meeting:C-general']);
    const { live, next } = ended(series);
    expect(cards(live, next).posted).toEqual([]);
    expect(cards(live, next).redraw).toContain('card:meeting:C-general');
    expect(cards(series, { ...series, meeting: { ...series.meeting, revision: 2 } }).redraw).not.toContain(
      'card:meeting:C-general',
    );
  });

  test('is each time’s own where the workspace wants it, once its turn has come', () => {
    const series = aSeries(daily, 'each');
    expect(cards(null, series).posted).toEqual(['card:standup:C-general']);
    const { live, next } = ended(series);
    expect(cards(live, next)).toMatchObject({ posted: [`card:${second(series)}:C-general`] });
  });

  test('goes to another place for all that is to come, or nowhere', () => {
    const series = aSeries();
    const placed = granted(placeCard(series, STANDUP, asId('C-other')));
    expect(new Set(placed.occurrences.map(({ card }) => card))).toEqual(new Set(['C-other']));
    expect(cards(series, placed).posted).toEqual(['card:meeting:C-other']);
    const nowhere = { ...series, occurrences: series.occurrences.map((one) => ({ ...one, card: null })) };
    expect(cards(series, nowhere).posted).toEqual([]);
  });
});

test('people answer for each time, and what is over is forgotten', () => {
  const series = aSeries();
  const [first, next] = series.occurrences;
  if (!first || !next) throw new Error('the series has too few times');
  const once = granted(rsvp(series, first.id, ivan, 'declined'));
  expect(once.invitations.map((one) => rsvpTo(one, first))).toEqual(['none', 'declined']);
  expect(once.invitations.map((one) => rsvpTo(one, next))).toEqual(['none', 'none']);
  expect(rsvp(once, first.id, ivan, 'declined')).toBe(once);
  const both = granted(rsvp(once, next.id, ivan, 'coming'));
  const over = granted(cancelIn(both, first.id, 'this', NOW));
  const third = granted(rsvp(over, next.id, ivan, 'declined'));
  expect(third.invitations.map(({ rsvps }) => rsvps)).toEqual([null, { [next.id]: 'declined' }]);
});
