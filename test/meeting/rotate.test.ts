import { describe, expect, test } from 'vitest';
import { cancel } from '../../src/meeting/cancel.ts';
import { end } from '../../src/meeting/end.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { renumber } from '../../src/meeting/renumber.ts';
import { replaceLinks, rotatePasscode } from '../../src/meeting/rotate.ts';
import { touchConference } from '../../src/meeting/touch-conference.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import type { Sealed } from '../../src/vault/vault.ts';
import {
  aLiveMeeting,
  aMeeting,
  aRoom,
  granted,
  invitationOf,
  ivan,
  NOW,
  number,
  STANDUP,
  sealed,
  whyNot,
} from './a-meeting.ts';

const inPlace = { rotate: 'in-place' } as const;
const links = (record: MeetingRecord) => record.invitations.map(({ link }) => link);

describe('rotating', () => {
  test('gives a new passcode, remembers the one it replaced, and leaves the links alive', () => {
    const before = aMeeting();
    const after = granted(rotatePasscode(before, sealed('second'), inPlace));
    expect(after.meeting).toMatchObject({
      ...sealed('second'),
      revision: 2,
      replacedCheck: before.meeting.check,
      meetingId: before.meeting.meetingId,
    });
    expect(links(after)).toEqual([1, 1, 1]);
  });

  test('has the provider change its own codes, where it has any', () => {
    const { conference } = granted(rotatePasscode(aMeeting(), sealed('second'), inPlace));
    expect(conference).toMatchObject({ state: 'wanted', wanted: 2 });
    const before = aMeeting();
    expect(granted(rotatePasscode(before, sealed('second'), { rotate: 'nothing' })).conference).toBe(
      before.conference,
    );
  });

  test('is refused when the code is dead for good', () => {
    const cancelled = granted(cancel(aMeeting(), STANDUP, NOW));
    const ended = granted(end(aLiveMeeting(), STANDUP, NOW));
    expect(whyNot(rotatePasscode(cancelled, sealed('second'), inPlace))).toBe('is-cancelled');
    expect(whyNot(replaceLinks(cancelled))).toBe('is-cancelled');
    expect(whyNot(rotatePasscode(ended, sealed('second'), inPlace))).toBe('is-over');
    expect(whyNot(replaceLinks(ended))).toBe('is-over');
  });

  test('works in a personal room at any time', () => {
    expect(granted(rotatePasscode(aRoom(), sealed('second'), inPlace)).meeting.revision).toBe(2);
  });

  test('all links can be replaced too, but none that was taken back', () => {
    const record = aMeeting();
    const less = granted(uninvite(record, new Set([invitationOf(record, ivan).id]), new Set())).record;
    expect(links(granted(replaceLinks(less)))).toEqual([2, 1, 2]);
  });
});

test('a new number keeps the passcode', () => {
  const room = aRoom();
  const { check } = sealed('with the new number');
  const after = renumber(room, { meetingId: number('3456789012'), check });
  expect(after.meeting).toEqual({ ...room.meeting, meetingId: '3456789012', check });
  expect(after.conference.wanted).toBe(2);
});

describe('the conference', () => {
  const ready = {
    ...aMeeting().conference,
    state: 'ready' as const,
    shown: 1,
    foreignId: 'zoom-1',
    credentials: 'sealed codes' as Sealed,
  };

  test('stays ready while it is only updated', () => {
    expect(touchConference(ready, 'updated')).toEqual({ ...ready, wanted: 2 });
  });

  test('forgets its codes when they are rotated, and keeps the provider’s id', () => {
    expect(touchConference(ready, 'rotated')).toEqual({
      ...ready,
      wanted: 2,
      state: 'wanted',
      credentials: null,
    });
  });

  test('is tried again after it failed', () => {
    expect(touchConference({ ...ready, state: 'failed' }, 'updated').state).toBe('wanted');
  });

  test('is gone for good', () => {
    const gone = touchConference(ready, 'removed');
    expect(gone).toEqual({ ...ready, wanted: 2, state: 'gone', credentials: null });
    expect(touchConference(gone, 'updated')).toBe(gone);
  });
});
