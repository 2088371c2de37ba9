import { describe, expect, test } from 'vitest';
import { defaultAccess, entitlement } from '../../src/meeting/access.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { claim } from '../../src/meeting/claim.ts';
import { end } from '../../src/meeting/end.ts';
import type { Access } from '../../src/meeting/meeting.ts';
import { start } from '../../src/meeting/start.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import {
  aCall,
  aMeeting,
  aRoom,
  CALL,
  granted,
  invitationId,
  invitationOf,
  ivan,
  LINK_KEY,
  lee,
  NOW,
  olga,
  STANDUP,
  whyNot,
} from './a-meeting.ts';

const within = { inCardConversation: true };
const outside = { inCardConversation: false };
const open = (access: Access) => aMeeting({ meeting: { access } });

test('access nobody chose: invitees when someone is named, else by who sees the card', () => {
  expect(defaultAccess(true, 'private')).toBe('invitees');
  expect(defaultAccess(false, 'private')).toBe('members');
  expect(defaultAccess(false, 'public')).toBe('request');
  expect(defaultAccess(false, 'direct')).toBe('request');
});

describe('who may have the code', () => {
  test('the organizer and invitees, whatever the access', () => {
    for (const access of ['invitees', 'members', 'request'] as const) {
      expect(entitlement(open(access), olga, outside)).toBe('invited');
      expect(entitlement(open(access), ivan, outside)).toBe('invited');
    }
  });

  test('nobody else of a meeting for invitees', () => {
    expect(entitlement(open('invitees'), lee, within)).toBe('none');
  });

  test('who is in the conversation of the card, of a meeting for members', () => {
    expect(entitlement(open('members'), lee, within)).toBe('may-claim');
    expect(entitlement(open('members'), lee, outside)).toBe('none');
  });

  test('whoever asks, of a meeting on request', () => {
    expect(entitlement(open('request'), lee, outside)).toBe('may-ask');
  });

  test('nobody after it was cancelled or is over', () => {
    expect(entitlement(granted(cancel(open('request'), STANDUP, NOW)), ivan, within)).toBe('none');
    const ended = granted(end(granted(start(open('request'), STANDUP, NOW)), STANDUP, NOW));
    expect(entitlement(ended, ivan, within)).toBe('none');
  });

  test('not by claiming again after they were uninvited', () => {
    const members = open('members');
    const { record } = granted(uninvite(members, new Set([invitationOf(members, ivan).id]), new Set()));
    expect(entitlement(record, ivan, within)).toBe('none');
  });

  test('in a personal room only invitees of the current or a coming call', () => {
    const room = aCall(aRoom());
    expect(entitlement(room, ivan, within)).toBe('invited');
    const over = granted(cancel(room, CALL, NOW));
    expect(entitlement(over, ivan, within)).toBe('none');
    expect(entitlement(over, olga, within)).toBe('invited');
  });
});

describe('claiming', () => {
  const claiming = (account: typeof lee, inCardConversation: boolean) => ({
    account,
    invitationId: invitationId(account),
    linkKey: LINK_KEY,
    inCardConversation,
  });

  test('changes nothing for who is invited', () => {
    const record = aMeeting();
    expect(claim(record, STANDUP, claiming(ivan, false), NOW)).toBe(record);
  });

  test('makes an invitee of who may claim, invited by themselves', () => {
    const claimed = granted(claim(open('members'), STANDUP, claiming(lee, true), NOW));
    expect(invitationOf(claimed, lee)).toMatchObject({ role: 'invitee', invitedBy: lee, link: 1 });
  });

  test('is refused to others, and says whether they can ask', () => {
    const canAsk = (access: Access) => claim(open(access), STANDUP, claiming(lee, false), NOW);
    expect(canAsk('request')).toEqual({ refused: { why: 'not-invited', canAsk: true, meeting: 'meeting' } });
    expect(canAsk('members')).toEqual({ refused: { why: 'not-invited', canAsk: false, meeting: 'meeting' } });
  });

  test('comes too late when the meeting has ended', () => {
    const ended = granted(end(granted(start(open('members'), STANDUP, NOW)), STANDUP, NOW));
    expect(whyNot(claim(ended, STANDUP, claiming(lee, true), NOW))).toBe('is-over');
    expect(whyNot(claim(ended, STANDUP, claiming(ivan, true), NOW))).toBe('is-over');
  });
});
