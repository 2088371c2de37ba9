import { describe, expect, test } from 'vitest';
import { cancel } from '../../src/meeting/cancel.ts';
import { leave } from '../../src/meeting/leave.ts';
import { relationOf } from '../../src/meeting/rights.ts';
import { makeCohost, transfer } from '../../src/meeting/roles.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { start } from '../../src/meeting/start.ts';
import {
  aCall,
  aMeeting,
  aRoom,
  CALL,
  granted,
  invitationOf,
  ivan,
  lee,
  mia,
  NOW,
  olga,
  STANDUP,
  whyNot,
} from './a-meeting.ts';

describe('a co-organizer', () => {
  test('is made of an invitee, once', () => {
    const record = granted(makeCohost(aMeeting(), ivan));
    expect(relationOf(ivan, record)).toBe('cohost');
    expect(relationOf(mia, record)).toBe('invitee');
    expect(makeCohost(record, ivan)).toBe(record);
  });

  test('is not made of the organizer, of a stranger, in a personal room, or after cancelling', () => {
    expect(whyNot(makeCohost(aMeeting(), olga))).toBe('is-organizer');
    expect(whyNot(makeCohost(aMeeting(), lee))).toBe('not-an-invitee');
    expect(whyNot(makeCohost(aCall(aRoom()), ivan))).toBe('personal-room');
    expect(whyNot(makeCohost(granted(cancel(aMeeting(), STANDUP, NOW)), ivan))).toBe('is-cancelled');
  });
});

describe('transferring', () => {
  test('makes an invitee the organizer and the organizer a co-organizer', () => {
    const record = granted(transfer(aMeeting(), ivan));
    expect(record.meeting.organizer).toBe(ivan);
    expect([olga, ivan, mia].map((account) => relationOf(account, record))).toEqual([
      'cohost',
      'organizer',
      'invitee',
    ]);
  });

  test('takes the call along at the provider, unless people are in it', () => {
    const planned = aMeeting();
    const wanted = planned.conference.wanted + 1;
    expect(granted(transfer(planned, ivan)).conference.wanted).toBe(wanted);
    const live = granted(start(planned, STANDUP, NOW));
    expect(granted(transfer(live, ivan)).conference).toBe(live.conference);
  });

  test('works after the organizer has left, who gets nothing back', () => {
    const left = leave(aMeeting(), olga, new Set(), NOW).record;
    const record = granted(transfer(left, ivan));
    expect(relationOf(ivan, record)).toBe('organizer');
    expect(relationOf(olga, record)).toBe('none');
  });

  test('is refused to a stranger and to the organizer', () => {
    expect(whyNot(transfer(aMeeting(), lee))).toBe('not-an-invitee');
    expect(whyNot(transfer(aMeeting(), olga))).toBe('is-organizer');
  });
});

describe('saying whether one comes', () => {
  test('is noted on the own invitation', () => {
    const record = granted(rsvp(aMeeting(), STANDUP, ivan, 'coming'));
    expect(invitationOf(record, ivan).rsvp).toBe('coming');
    expect(invitationOf(record, mia).rsvp).toBe('none');
    expect(rsvp(record, STANDUP, ivan, 'coming')).toBe(record);
    expect(invitationOf(granted(rsvp(record, STANDUP, ivan, 'declined')), ivan).rsvp).toBe('declined');
  });

  test('grants no right to anyone else', () => {
    expect(rsvp(aMeeting(), STANDUP, lee, 'coming')).toEqual({
      refused: { why: 'not-invited', canAsk: false, meeting: 'meeting' },
    });
    const onRequest = aMeeting({ meeting: { access: 'request' } });
    expect(rsvp(onRequest, STANDUP, lee, 'coming')).toMatchObject({ refused: { canAsk: true } });
  });

  test('in a personal room is about the call', () => {
    const room = granted(rsvp(aCall(aRoom()), CALL, ivan, 'coming'));
    expect(invitationOf(room, ivan).rsvp).toBe('coming');
    expect(whyNot(rsvp(room, CALL, mia, 'coming'))).toBe('not-invited');
  });

  test('is refused when it is cancelled', () => {
    const cancelled = granted(cancel(aMeeting(), STANDUP, NOW));
    expect(whyNot(rsvp(cancelled, STANDUP, ivan, 'coming'))).toBe('is-cancelled');
  });
});
