import { describe, expect, test } from 'vitest';
import { uninvite } from '../../src/meeting/uninvite.ts';
import { bindUsername, unboundTo } from '../../src/meeting/username.ts';
import {
  aCall,
  aMeeting,
  aRoom,
  CALL,
  granted,
  invitationId,
  ivan,
  lee,
  mia,
  NOW,
  olga,
  withUsername,
} from './a-meeting.ts';

const ids = (all: ReturnType<typeof unboundTo>) => all.map(({ id }) => id);

describe('an invitation to a username', () => {
  test('is found in whatever case it is written, and only by that name', () => {
    const record = withUsername(aMeeting(), 'Lee');
    expect(ids(unboundTo(record, 'lEE'))).toEqual([invitationId('Lee')]);
    expect(unboundTo(record, 'leeroy')).toEqual([]);
    expect(unboundTo(record, null)).toEqual([]);
  });

  test('is not found any more once it was taken back or its call is over', () => {
    const record = withUsername(aMeeting(), 'lee');
    const { record: without } = granted(uninvite(record, new Set([invitationId('lee')]), new Set()));
    expect(unboundTo(without, 'lee')).toEqual([]);
    const [standup] = record.occurrences;
    const ended = { ...record, occurrences: standup ? [{ ...standup, state: 'ended' as const }] : [] };
    expect(unboundTo(ended, 'lee')).toEqual([]);
  });

  test('becomes the account that has the name, with the same link', () => {
    const record = withUsername(aMeeting(), 'Lee');
    const bound = bindUsername(record, { account: lee, handle: 'lee' }, NOW + 1);
    const before = record.invitations.find(({ id }) => id === invitationId('Lee'));
    expect(bound.invitations).toContainEqual({ ...before, invitee: { kind: 'account', account: lee } });
    expect(unboundTo(bound, 'lee')).toEqual([]);
  });

  test('stays where it is for everybody else', () => {
    const record = withUsername(aMeeting(), 'lee');
    expect(bindUsername(record, { account: mia, handle: 'mia' }, NOW)).toBe(record);
    expect(bindUsername(record, { account: mia, handle: null }, NOW)).toBe(record);
  });

  test('is not there twice for somebody who is invited by account too', () => {
    const record = withUsername(aMeeting({ invited: [ivan] }), 'ivan_p');
    const bound = bindUsername(record, { account: ivan, handle: 'ivan_p' }, NOW);
    expect(
      bound.invitations.filter(({ state }) => state === 'invited').map(({ invitee }) => invitee),
    ).toEqual([
      { kind: 'account', account: olga },
      { kind: 'account', account: ivan },
    ]);
  });

  test('invites somebody again who was uninvited by account, with the next link', () => {
    const gone = granted(uninvite(aMeeting({ invited: [ivan] }), new Set([invitationId('ivan')]), new Set()));
    const record = withUsername(gone.record, 'ivan_p');
    const bound = bindUsername(record, { account: ivan, handle: 'ivan_p' }, NOW + 1);
    const own = bound.invitations.filter(({ state }) => state === 'invited');
    expect(own).toMatchObject([
      { role: 'organizer' },
      { id: invitationId('ivan'), link: 2, invitedBy: olga, invitedAt: NOW + 1, role: 'invitee' },
    ]);
  });

  test('to one call of a personal room is for that call', () => {
    const record = withUsername(aCall(aRoom(), {}, [ivan]), 'lee', CALL);
    const bound = bindUsername(record, { account: lee, handle: 'lee' }, NOW);
    expect(bound.invitations.find(({ id }) => id === invitationId('lee'))).toMatchObject({
      occurrenceId: CALL,
      invitee: { kind: 'account', account: lee },
    });
  });
});
