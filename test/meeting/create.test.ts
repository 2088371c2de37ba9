import { describe, expect, test } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { asId, type InvitationId, type OccurrenceId } from '../../src/ids.ts';
import { createMeeting } from '../../src/meeting/create.ts';
import { holdCall } from '../../src/meeting/room.ts';
import {
  aCall,
  aLiveMeeting,
  aMeeting,
  aRoom,
  CALL,
  draft,
  granted,
  invitationOf,
  ivan,
  LINK_KEY,
  mia,
  NOW,
  occurrenceOf,
  olga,
  toInvite,
  tomorrow,
  whyNot,
} from './a-meeting.ts';

describe('a new meeting', () => {
  test('is planned while its time is to come', () => {
    const record = aMeeting();
    expect(record.meeting).toMatchObject({ kind: 'planned', state: 'open', revision: 1, version: 0 });
    expect(occurrenceOf(record)).toMatchObject({ state: 'planned', startedAt: null, moves: 0 });
  });

  test('is live at once when its time has come', () => {
    const record = aLiveMeeting();
    expect(record.meeting.kind).toBe('instant');
    expect(occurrenceOf(record)).toMatchObject({ state: 'live', startedAt: NOW });
  });

  test('invites its organizer too', () => {
    expect(invitationOf(aMeeting(), olga)).toMatchObject({ role: 'organizer', link: 1, linkKey: LINK_KEY });
  });

  test('invites who is named twice, and an organizer who names themselves, once', () => {
    expect(aMeeting({ invited: [ivan, olga, ivan] }).invitations).toHaveLength(2);
  });

  test('has a topic of plain text', () => {
    expect(aMeeting({ meeting: { topic: '\u202eStandup\u0000' } }).meeting.topic).toBe('Standup');
  });

  test('wants its conference made', () => {
    expect(aMeeting().conference).toMatchObject({ state: 'wanted', wanted: 1, shown: 0, foreignId: null });
  });

  test('has at most 1,000 invitees', () => {
    const of = (count: number) => {
      const invitees = Array.from({ length: count }, (_, index) => ({
        id: asId<InvitationId>(`invitation-${index}`),
        invitee: { kind: 'username', username: `person-${index}` } as const,
      }));
      return createMeeting({ ...draft, occurrence: tomorrow, recurrence: null, invitees }, NOW);
    };
    expect(granted(of(1_000)).invitations).toHaveLength(1_001);
    expect(of(1_001)).toEqual({ refused: { why: 'meeting-too-large', limit: 1_000 } });
  });
});

describe('a personal room', () => {
  test('begins with nothing held in it, and with its owner invited for good', () => {
    const room = aRoom();
    expect(room.meeting).toMatchObject({ kind: 'personal', state: 'open' });
    expect(room.occurrences.map(({ state, card }) => [state, card])).toEqual([['ended', null]]);
    expect(invitationOf(room, olga).occurrenceId).toBeNull();
  });

  test('holds calls with invitees of their own', () => {
    const friday = asId<OccurrenceId>('friday');
    const room = aCall(aCall(aRoom()), { id: friday }, [ivan, mia, olga]);
    expect(room.invitations.map(({ occurrenceId, invitee }) => [occurrenceId, invitee])).toEqual([
      [null, { kind: 'account', account: olga }],
      [CALL, { kind: 'account', account: ivan }],
      [friday, { kind: 'account', account: ivan }],
      [friday, { kind: 'account', account: mia }],
    ]);
    expect(room.conference.wanted).toBe(3);
  });

  test('keeps its calls by their start', () => {
    const early = asId<OccurrenceId>('early');
    const room = aCall(aCall(aRoom()), { id: early, startsAt: tomorrow.startsAt - HOUR });
    expect(room.occurrences.map(({ id }) => id)).toEqual(['founding', early, CALL]);
  });

  test('gives a call a topic of its own, in one line, and none where none was given', () => {
    const call = { ...tomorrow, id: asId<OccurrenceId>('own'), invitees: [], linkKey: LINK_KEY };
    const held = granted(holdCall(aRoom(), { ...call, topic: ' Review\nof plans ' }, NOW));
    expect(held.occurrences.map(({ topic }) => topic)).toEqual([null, 'Review of plans']);
    const plain = granted(holdCall(aRoom(), { ...call, topic: ' ' }, NOW));
    expect(plain.occurrences.map(({ topic }) => topic)).toEqual([null, null]);
  });

  test('holds one live call at a time', () => {
    const now = { startsAt: NOW, endsAt: NOW + HOUR };
    const room = aCall(aRoom(), now);
    const second = { ...tomorrow, ...now, id: asId<OccurrenceId>('second') };
    const held = holdCall(room, { ...second, topic: '', invitees: [toInvite(mia)], linkKey: LINK_KEY }, NOW);
    expect(whyNot(held)).toBe('is-live');
    expect(aCall(room, { id: second.id }).occurrences).toHaveLength(3);
  });
});
