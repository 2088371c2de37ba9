import { describe, expect, test } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { asId, type InvitationId, type MeetingKey, type OccurrenceId } from '../../src/ids.ts';
import { createMeeting } from '../../src/meeting/create.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { type Fresh, recreate } from '../../src/meeting/recreate.ts';
import { makeCohost } from '../../src/meeting/roles.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import {
  aCall,
  aLiveMeeting,
  aMeeting,
  aRoom,
  CALL,
  draft,
  granted,
  invitationId,
  invitationOf,
  ivan,
  lee,
  mia,
  NOW,
  number,
  occurrenceOf,
  olga,
  STANDUP,
  sealed,
  tomorrow,
  whyNot,
} from './a-meeting.ts';

const AGAIN = asId<OccurrenceId>('again');

function fresh(): Fresh {
  let made = 0;
  let times = 0;
  return {
    ...sealed('recreated'),
    key: asId<MeetingKey>('meeting-2'),
    meetingId: number('34567890123'),
    organizerInvitation: invitationId('olga-2'),
    conferenceId: draft.conferenceId,
    linkKey: 'key-2',
    newOccurrenceId: () => {
      times += 1;
      return times === 1 ? AGAIN : asId<OccurrenceId>(`again-${times}`);
    },
    newInvitationId: () => {
      made += 1;
      return asId<InvitationId>(`invitation-again-${made}`);
    },
  };
}

describe('recreating', () => {
  test('cancels and creates anew with the same topic, time and people, who keep their roles', () => {
    const before = granted(makeCohost(aMeeting({ invited: [ivan, mia, lee] }), mia));
    const old = granted(uninvite(before, new Set([invitationOf(before, lee).id]), new Set())).record;
    const { cancelled, created } = granted(recreate(old, STANDUP, fresh(), NOW));
    expect(cancelled.meeting.state).toBe('cancelled');
    expect(created.meeting).toMatchObject({
      topic: 'Standup',
      meetingId: '34567890123',
      revision: 1,
      organizer: olga,
    });
    const { startsAt, endsAt, card } = tomorrow;
    expect(occurrenceOf(created, AGAIN)).toMatchObject({ startsAt, endsAt, card, state: 'planned' });
    expect(created.invitations.map(({ invitee, role }) => [invitee, role])).toEqual([
      [{ kind: 'account', account: olga }, 'organizer'],
      [{ kind: 'account', account: ivan }, 'invitee'],
      [{ kind: 'account', account: mia }, 'cohost'],
    ]);
    const ids = (record: MeetingRecord) => record.invitations.map(({ id }) => id);
    expect(ids(created).filter((id) => ids(old).includes(id))).toEqual([]);
  });

  test('starts a live one anew, for its full length', () => {
    const later = NOW + HOUR / 2;
    const { created } = granted(recreate(aLiveMeeting(), STANDUP, fresh(), later));
    expect(occurrenceOf(created, AGAIN)).toMatchObject({
      startsAt: later,
      endsAt: later + HOUR,
      state: 'live',
    });
  });

  test('is refused for a personal room, for what is over, and for more people than a meeting has', () => {
    expect(whyNot(recreate(aCall(aRoom()), CALL, fresh(), NOW))).toBe('personal-room');
    expect(whyNot(recreate(granted(end(aLiveMeeting(), STANDUP, NOW)), STANDUP, fresh(), NOW))).toBe(
      'is-over',
    );
    const record = aMeeting();
    const crowd = Array.from({ length: 1_001 }, (_, index) => ({
      ...invitationOf(record, ivan),
      invitee: { kind: 'username', username: `person-${index}` } as const,
    }));
    const huge = { ...record, invitations: [invitationOf(record, olga), ...crowd] };
    expect(whyNot(recreate(huge, STANDUP, fresh(), NOW))).toBe('meeting-too-large');
  });
});

test('what is repeated goes on by its rule, from the occurrence that is meant', () => {
  const FROM = '2026-11-25T10:00';
  const rule = { pattern: { kind: 'days' }, interval: 1, ends: { kind: 'count', count: 5 } } as const;
  const recurrence = {
    rule,
    from: FROM,
    zone: 'Europe/Berlin',
    minutes: 15,
    made: FROM,
    cards: 'one',
  } as const;
  const first = granted(createMeeting({ ...draft, occurrence: tomorrow, recurrence, invitees: [] }, NOW));
  const later = { ...occurrenceOf(first), id: asId<OccurrenceId>('later'), slot: '2026-11-27T10:00' };
  const moved = { ...later, id: asId<OccurrenceId>('moved'), slot: '2026-11-29T10:00', moves: 1 };
  const gone = {
    ...moved,
    id: asId<OccurrenceId>('gone'),
    slot: '2026-11-28T10:00',
    state: 'cancelled',
  } as const;
  const meeting = { ...first.meeting, recurrence: { ...recurrence, made: '2026-11-29T10:00' } };
  const series = { ...first, meeting, occurrences: [...first.occurrences, later, gone, moved] };
  const { created } = granted(recreate(series, later.id, fresh(), NOW));
  expect(created.occurrences).toMatchObject([
    { id: AGAIN, slot: '2026-11-27T10:00', startsAt: later.startsAt },
    {
      id: 'again-2',
      slot: '2026-11-29T10:00',
      startsAt: moved.startsAt,
      meetingKey: created.meeting.key,
      moves: 0,
    },
  ]);
  expect(created.meeting.recurrence).toEqual({
    ...recurrence,
    from: '2026-11-27T10:00',
    made: '2026-11-29T10:00',
    rule: { ...rule, ends: { kind: 'count', count: 3 } },
  });
});
