import { expect, test } from 'vitest';
import { asId, type WorkspaceId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { leave } from '../../src/meeting/leave.ts';
import { isVisible, may, mayCreate, type Right, relationOf } from '../../src/meeting/rights.ts';
import { makeCohost } from '../../src/meeting/roles.ts';
import type { Role } from '../../src/ports/directory.ts';
import { aCall, aMeeting, aRoom, CALL, granted, ivan, lee, mia, NOW, olga, workspace } from './a-meeting.ts';

const RIGHTS: readonly Right[] = [
  ...(['see', 'claim', 'reveal', 'rsvp', 'invite', 'uninvite', 'cohost', 'transfer'] as const),
  ...(['rotate', 'move', 'cancel', 'recreate', 'start', 'end', 'decide'] as const),
];
const record = granted(makeCohost(aMeeting(), mia));
const rightsOf = (account: typeof olga, role: Role = 'member') =>
  RIGHTS.filter((right) => may(right, { account, role }, record));

test('the organizer may everything on their meeting', () => {
  expect(rightsOf(olga)).toEqual(RIGHTS);
});

test('a co-organizer may everything but hand the meeting on', () => {
  expect(rightsOf(mia)).toEqual(RIGHTS.filter((right) => right !== 'transfer'));
});

test('an invitee sees the meeting and their own code, and says whether they come', () => {
  expect(rightsOf(ivan)).toEqual(['see', 'claim', 'reveal', 'rsvp']);
});

test('anyone else may only try to claim', () => {
  expect(rightsOf(lee)).toEqual(['claim']);
});

test('an admin manages every meeting but does not see the passcode of one they are no part of', () => {
  expect(rightsOf(lee, 'admin')).toEqual(['see', 'claim', 'transfer', 'rotate', 'cancel']);
});

test('an admin who is invited has both', () => {
  expect(rightsOf(ivan, 'admin')).toEqual(['see', 'claim', 'reveal', 'rsvp', 'transfer', 'rotate', 'cancel']);
});

test('who is not in the workspace any more may nothing', () => {
  expect(rightsOf(olga, 'none')).toEqual([]);
});

test('an organizer who left is nobody to the meeting, even before the role says so', () => {
  const left = leave(record, olga, new Set(), NOW).record;
  expect(relationOf(olga, left)).toBe('none');
  expect(left.meeting.organizer).toBe(olga);
});

test('an invitee of any call is an invitee of the room', () => {
  const room = aCall(aRoom());
  expect(relationOf(ivan, room)).toBe('invitee');
  expect(relationOf(ivan, granted(cancel(room, CALL, NOW)))).toBe('invitee');
  expect(relationOf(mia, room)).toBe('none');
});

test('a meeting is visible in its workspace, and anywhere to who is part of it', () => {
  const elsewhere = asId<WorkspaceId>('elsewhere');
  expect(isVisible(record, lee, workspace.id)).toBe(true);
  expect(isVisible(record, ivan, elsewhere)).toBe(true);
  expect(isVisible(record, ivan, null)).toBe(true);
  expect(isVisible(record, lee, elsewhere)).toBe(false);
  expect(isVisible(record, lee, null)).toBe(false);
});

test('the setting says from which role on one may create', () => {
  const roles: readonly Role[] = ['admin', 'creator', 'member', 'guest', 'none'];
  const creating = (creators: Parameters<typeof mayCreate>[1]) =>
    roles.filter((role) => mayCreate(role, creators));
  expect(creating('admins')).toEqual(['admin']);
  expect(creating('creators')).toEqual(['admin', 'creator']);
  expect(creating('members')).toEqual(['admin', 'creator', 'member']);
  expect(creating('everyone')).toEqual(['admin', 'creator', 'member', 'guest']);
});
