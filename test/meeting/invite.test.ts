import { describe, expect, test } from 'vitest';
import { asId, type InvitationId, type OccurrenceId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { end } from '../../src/meeting/end.ts';
import { sameInvitee } from '../../src/meeting/invitation.ts';
import { invite } from '../../src/meeting/invite.ts';
import { leave, sharedRotation } from '../../src/meeting/leave.ts';
import type { Invitee, MeetingRecord, SlipState } from '../../src/meeting/meeting.ts';
import { ask } from '../../src/meeting/request.ts';
import { rotatePasscode } from '../../src/meeting/rotate.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import {
  aCall,
  aLiveMeeting,
  aMeeting,
  aRoom,
  CALL,
  granted,
  HERE,
  invitationId,
  invitationOf,
  inviting,
  ivan,
  lee,
  mia,
  NOW,
  olga,
  requestId,
  STANDUP,
  sealed,
  whyNot,
  withSlip,
} from './a-meeting.ts';

const nobody = new Set<never>();
const idsOf = (record: MeetingRecord, ...accounts: readonly (typeof olga)[]) =>
  new Set(accounts.map((account) => invitationOf(record, account).id));
const without = (record: MeetingRecord, ...accounts: readonly (typeof olga)[]) =>
  granted(uninvite(record, idsOf(record, ...accounts), nobody));

describe('inviting', () => {
  test('adds who is not invited yet and leaves the others as they are', () => {
    const before = aMeeting();
    const after = granted(invite(before, STANDUP, inviting(ivan, lee), NOW));
    expect(invitationOf(after, ivan)).toBe(invitationOf(before, ivan));
    expect(invitationOf(after, lee)).toMatchObject({ state: 'invited', link: 1, invitedBy: olga });
  });

  test('gives somebody who was uninvited the next link, so that the old one stays dead', () => {
    const { record } = without(aMeeting(), ivan);
    const after = granted(invite(record, STANDUP, inviting(ivan), NOW));
    expect(after.invitations).toHaveLength(3);
    expect(invitationOf(after, ivan)).toMatchObject({ state: 'invited', link: 2, role: 'invitee' });
  });

  test('is refused when the meeting is cancelled, over or not there', () => {
    const cancelled = granted(cancel(aMeeting(), STANDUP, NOW));
    expect(whyNot(invite(cancelled, STANDUP, inviting(lee), NOW))).toBe('is-cancelled');
    const ended = granted(end(aLiveMeeting(), STANDUP, NOW));
    expect(whyNot(invite(ended, STANDUP, inviting(lee), NOW))).toBe('is-over');
    const unknown = asId<OccurrenceId>('unknown');
    expect(whyNot(invite(aMeeting(), unknown, inviting(lee), NOW))).toBe('no-such-meeting');
  });

  test('in a personal room is for that call alone', () => {
    const room = granted(invite(aCall(aRoom()), CALL, inviting(lee), NOW));
    expect(invitationOf(room, lee).occurrenceId).toBe(CALL);
  });

  test('knows the same name or address in any case', () => {
    const username = (name: string): Invitee => ({ kind: 'username', username: name });
    const email = (address: string): Invitee => ({ kind: 'email', address });
    const account: Invitee = { kind: 'account', account: ivan };
    expect(sameInvitee(username('Ivan'), username('ivan'))).toBe(true);
    expect(sameInvitee(email('Ivan@example.org'), email('ivan@example.org'))).toBe(true);
    expect(sameInvitee(account, { kind: 'account', account: ivan })).toBe(true);
    for (const one of [username('ivan'), email('ivan'), account]) {
      for (const other of [username('mia'), email('mia'), { kind: 'account', account: mia } as const]) {
        expect(sameInvitee(one, other)).toBe(false);
      }
    }
  });
});

describe('uninviting', () => {
  test('takes the invitation back', () => {
    const { record } = without(aMeeting(), ivan, mia);
    expect(record.invitations.map(({ state }) => state)).toEqual(['invited', 'withdrawn', 'withdrawn']);
  });

  test.for<SlipState>(['sending', 'sent', 'shown'])(
    'has the passcode rotated after a slip that is %s',
    (state) => {
      expect(without(withSlip(aMeeting(), ivan, state), ivan).mustRotate).toBe(true);
    },
  );

  test.for<SlipState>(['due', 'unreachable', 'dead', 'void'])(
    'leaves the passcode after a slip that is %s',
    (state) => {
      expect(without(withSlip(aMeeting(), ivan, state), ivan).mustRotate).toBe(false);
    },
  );

  test('does not rotate for a slip of an older passcode, or of somebody else', () => {
    const sent = withSlip(aMeeting(), ivan, 'sent');
    expect(without(sent, mia).mustRotate).toBe(false);
    const rotated = granted(rotatePasscode(sent, sealed('second'), { rotate: 'nothing' }));
    expect(without(rotated, ivan).mustRotate).toBe(false);
  });

  test('has the passcode rotated after it was shown to one of them', () => {
    const record = aMeeting();
    expect(granted(uninvite(record, idsOf(record, ivan, mia), new Set([mia]))).mustRotate).toBe(true);
    expect(granted(uninvite(record, idsOf(record, ivan), new Set([mia]))).mustRotate).toBe(false);
  });

  test('does not count names that nobody has been met under', () => {
    const id = invitationId('stranger');
    const stranger = { id, invitee: { kind: 'username', username: 'ivan' } } as const;
    const record = granted(invite(aMeeting(), STANDUP, { ...inviting(), invitees: [stranger] }, NOW));
    expect(granted(uninvite(record, new Set([id]), new Set([ivan]))).mustRotate).toBe(false);
  });

  test('leaves the passcode of a personal room and of a meeting that is over', () => {
    const room = withSlip(aCall(aRoom()), ivan, 'sent');
    expect(without(room, ivan).mustRotate).toBe(false);
    const ended = granted(end(withSlip(aLiveMeeting(), ivan, 'sent'), STANDUP, NOW));
    expect(without(ended, ivan).mustRotate).toBe(false);
  });

  test('is refused for the organizer, for strangers, and after cancelling', () => {
    const record = aMeeting();
    expect(whyNot(uninvite(record, idsOf(record, ivan, olga), nobody))).toBe('is-organizer');
    expect(whyNot(uninvite(record, new Set([asId<InvitationId>('unknown')]), nobody))).toBe('not-an-invitee');
    const twice = without(record, ivan).record;
    expect(whyNot(uninvite(twice, idsOf(record, ivan), nobody))).toBe('not-an-invitee');
    const cancelled = granted(cancel(record, STANDUP, NOW));
    expect(whyNot(uninvite(cancelled, idsOf(record, ivan), nobody))).toBe('is-cancelled');
  });
});

describe('leaving the workspace', () => {
  test('takes the link and the right, the organizer not excepted', () => {
    const sent = withSlip(aMeeting(), olga, 'sent');
    const { record, mustRotate } = leave(sent, olga, nobody, NOW);
    expect(invitationOf(record, olga).state).toBe('withdrawn');
    expect(mustRotate).toBe(true);
  });

  test('changes nothing for who has no part in the meeting', () => {
    const record = aMeeting();
    expect(leave(record, lee, nobody, NOW)).toEqual({ record, mustRotate: false });
    expect(leave(record, lee, nobody, NOW).record).toBe(record);
  });

  test('takes back what they asked for, and nobody else’s', () => {
    const request = (account: typeof olga) => ({ ...HERE, id: requestId(account), account });
    const asked = [lee, ivan].reduce(
      (record, account) => granted(ask(record, request(account), NOW)),
      aMeeting({ invited: [], meeting: { access: 'request' } }),
    );
    const { record } = leave(asked, lee, nobody, NOW);
    expect(record.requests.map(({ account, state, decidedBy }) => [account, state, decidedBy])).toEqual([
      [lee, 'denied', null],
      [ivan, 'open', null],
    ]);
  });

  test('several within a minute share the rotation of the last', () => {
    const { key } = aMeeting().meeting;
    expect(sharedRotation(key, NOW)).toMatchObject({ kind: 'sweep', runAt: NOW + 60_000 });
    expect(sharedRotation(key, NOW + 59_000).key).toBe(sharedRotation(key, NOW).key);
  });
});
