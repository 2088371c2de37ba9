import { describe, expect, test } from 'vitest';
import type { AccountId } from '../../src/ids.ts';
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
  withUsername,
} from './a-meeting.ts';

const within = { inCardConversation: true, inPlace: true };
const outside = { inCardConversation: false, inPlace: false };
/** Who asks, from where, and what they are called. */
const from = (account: AccountId, where: typeof within, handle: string | null = null) => ({
  ...where,
  account,
  handle,
});
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
      expect(entitlement(open(access), from(olga, outside))).toBe('invited');
      expect(entitlement(open(access), from(ivan, outside))).toBe('invited');
    }
  });

  test('nobody else of a meeting for invitees', () => {
    expect(entitlement(open('invitees'), from(lee, within))).toBe('none');
  });

  test('who is in the conversation of the card, of a meeting for members', () => {
    expect(entitlement(open('members'), from(lee, within))).toBe('may-claim');
    expect(entitlement(open('members'), from(lee, outside))).toBe('none');
  });

  test('whoever asks, of a meeting on request', () => {
    expect(entitlement(open('request'), from(lee, outside))).toBe('may-ask');
  });

  test('nobody after it was cancelled or is over', () => {
    expect(entitlement(granted(cancel(open('request'), STANDUP, NOW)), from(ivan, within))).toBe('none');
    const ended = granted(end(granted(start(open('request'), STANDUP, NOW)), STANDUP, NOW));
    expect(entitlement(ended, from(ivan, within))).toBe('none');
  });

  test('not by claiming again after they were uninvited', () => {
    const members = open('members');
    const { record } = granted(uninvite(members, new Set([invitationOf(members, ivan).id]), new Set()));
    expect(entitlement(record, from(ivan, within))).toBe('none');
  });

  test('in a personal room only invitees of the current or a coming call', () => {
    const room = aCall(aRoom());
    expect(entitlement(room, from(ivan, within))).toBe('invited');
    const over = granted(cancel(room, CALL, NOW));
    expect(entitlement(over, from(ivan, within))).toBe('none');
    expect(entitlement(over, from(olga, within))).toBe('invited');
  });
});

describe('who is invited by their username', () => {
  const record = (access: Access) => withUsername(open(access), 'lee');

  test('may have the code where the meeting is, whatever the access', () => {
    for (const access of ['invitees', 'members', 'request'] as const) {
      expect(entitlement(record(access), from(lee, within, 'LEE'))).toBe('named');
    }
  });

  test('needs the word of the organizer elsewhere: a username is passed on', () => {
    for (const access of ['invitees', 'members', 'request'] as const) {
      expect(entitlement(record(access), from(lee, outside, 'lee'))).toBe('may-confirm');
    }
  });

  test('may have it anywhere who is seen to be in the conversation of a meeting for its members', () => {
    const seen = { inCardConversation: true, inPlace: false };
    expect(entitlement(record('members'), from(lee, seen, 'lee'))).toBe('named');
    expect(entitlement(record('invitees'), from(lee, seen, 'lee'))).toBe('may-confirm');
  });

  test('is nobody under another name, and once it was taken back', () => {
    expect(entitlement(record('invitees'), from(lee, within, 'leeroy'))).toBe('none');
    const taken = granted(uninvite(record('members'), new Set([invitationId('lee')]), new Set()));
    expect(entitlement(taken.record, from(lee, within, 'lee'))).toBe('none');
    expect(entitlement(taken.record, from(lee, within, 'leeroy'))).toBe('may-claim');
  });
});

describe('claiming', () => {
  const claiming = (account: AccountId, where: typeof within, handle: string | null = null) => ({
    ...from(account, where, handle),
    invitationId: invitationId(account),
    linkKey: LINK_KEY,
  });

  test('changes nothing for who is invited', () => {
    const record = aMeeting();
    expect(claim(record, STANDUP, claiming(ivan, outside), NOW)).toBe(record);
  });

  test('makes an invitee of who may claim, invited by themselves', () => {
    const claimed = granted(claim(open('members'), STANDUP, claiming(lee, within), NOW));
    expect(invitationOf(claimed, lee)).toMatchObject({ role: 'invitee', invitedBy: lee, link: 1 });
  });

  test('is refused to others, and says whether they can ask', () => {
    const canAsk = (access: Access) => claim(open(access), STANDUP, claiming(lee, outside), NOW);
    expect(canAsk('request')).toEqual({ refused: { why: 'not-invited', canAsk: true, meeting: 'meeting' } });
    expect(canAsk('members')).toEqual({ refused: { why: 'not-invited', canAsk: false, meeting: 'meeting' } });
  });

  test('comes too late when the meeting has ended', () => {
    const ended = granted(end(granted(start(open('members'), STANDUP, NOW)), STANDUP, NOW));
    expect(whyNot(claim(ended, STANDUP, claiming(lee, within), NOW))).toBe('is-over');
    expect(whyNot(claim(ended, STANDUP, claiming(ivan, within), NOW))).toBe('is-over');
  });

  test("of a username that is invited makes its invitation the account's own, in place", () => {
    const record = withUsername(aMeeting(), 'Lee_L');
    const claimed = granted(claim(record, STANDUP, claiming(lee, within, 'lee_l'), NOW));
    expect(invitationOf(claimed, lee)).toMatchObject({ id: invitationId('Lee_L'), invitedBy: olga, link: 1 });
    expect(claimed.invitations).toHaveLength(record.invitations.length);
  });

  test('of a username that is invited is a request elsewhere, whatever the access', () => {
    const record = withUsername(aMeeting(), 'lee');
    expect(claim(record, STANDUP, claiming(lee, outside, 'lee'), NOW)).toEqual({
      refused: { why: 'not-invited', canAsk: true, meeting: 'meeting' },
    });
  });
});
