import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import type { AccountId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { approve, ask, closeRequests, deny, denyAll } from '../../src/meeting/request.ts';
import {
  aMeeting,
  granted,
  HERE,
  invitationId,
  invitationOf,
  ivan,
  LINK_KEY,
  lee,
  mia,
  NOW,
  olga,
  requestId,
  STANDUP,
  whyNot,
  withUsername,
} from './a-meeting.ts';

const onRequest = () => aMeeting({ invited: [ivan], meeting: { access: 'request' } });
const asking = (account: AccountId, name: string = account) => ({
  id: requestId(name),
  account,
  ...HERE,
});
const asked = (...accounts: readonly AccountId[]): MeetingRecord =>
  accounts.reduce((record, account) => granted(ask(record, asking(account), NOW)), onRequest());
const approval = (account: AccountId) => ({
  invitationId: invitationId(account),
  occurrence: STANDUP,
  linkKey: LINK_KEY,
  handle: null,
});
const states = (record: MeetingRecord) => record.requests.map(({ state }) => state);

describe('asking for the code', () => {
  test('waits for the organizer', () => {
    expect(asked(lee).requests).toMatchObject([
      { account: lee, state: 'open', askedAt: NOW, decidedBy: null },
    ]);
  });

  test('is refused to who is invited, and where access does not allow it', () => {
    expect(whyNot(ask(onRequest(), asking(ivan), NOW))).toBe('is-invited');
    expect(ask(aMeeting(), asking(lee), NOW)).toEqual({
      refused: { why: 'not-invited', canAsk: false, meeting: 'meeting' },
    });
  });

  test('is refused twice while it waits', () => {
    expect(whyNot(ask(asked(lee), asking(lee), NOW))).toBe('already-asked');
  });

  test('is allowed three times a day', () => {
    const denied = [0, 1, 2].reduce((record, hour) => {
      const at = NOW + hour * HOUR;
      const again = granted(ask(record, asking(lee, `lee-${hour}`), at));
      return granted(deny(again, requestId(`lee-${hour}`), olga, at));
    }, onRequest());
    const fourth = asking(lee, 'lee-4');
    expect(ask(denied, fourth, NOW + 3 * HOUR)).toEqual({
      refused: { why: 'asked-too-often', again: NOW + DAY },
    });
    expect(granted(ask(denied, fourth, NOW + DAY)).requests).toHaveLength(4);
  });
});

describe('deciding', () => {
  test('approving makes an invitee', () => {
    const approved = granted(approve(asked(lee), requestId(lee), olga, approval(lee), NOW + HOUR));
    expect(invitationOf(approved, lee)).toMatchObject({ state: 'invited', invitedBy: olga });
    expect(approved.requests).toMatchObject([{ state: 'approved', decidedBy: olga, decidedAt: NOW + HOUR }]);
  });

  test('denying one leaves the others waiting', () => {
    expect(states(granted(deny(asked(lee, mia), requestId(lee), olga, NOW)))).toEqual(['denied', 'open']);
  });

  test('denying all denies who waits', () => {
    const one = granted(approve(asked(lee, mia), requestId(lee), olga, approval(lee), NOW));
    expect(states(granted(denyAll(one, olga, NOW)))).toEqual(['approved', 'denied']);
  });

  test('closing denies who waits, and nobody can ask any more', () => {
    const closed = granted(closeRequests(asked(lee), olga, NOW));
    expect(states(closed)).toEqual(['denied']);
    expect(whyNot(ask(closed, asking(mia), NOW))).toBe('not-invited');
    expect(whyNot(closeRequests(closed, olga, NOW))).toBe('not-open-any-more');
  });

  test('is refused when it was decided already', () => {
    const denied = granted(deny(asked(lee), requestId(lee), olga, NOW));
    expect(whyNot(approve(denied, requestId(lee), olga, approval(lee), NOW))).toBe('not-open-any-more');
    expect(whyNot(deny(denied, requestId(lee), olga, NOW))).toBe('not-open-any-more');
    expect(whyNot(denyAll(denied, olga, NOW))).toBe('not-open-any-more');
  });

  test('approving and closing are refused when the meeting is cancelled', () => {
    const cancelled = granted(cancel(asked(lee), STANDUP, NOW));
    expect(whyNot(approve(cancelled, requestId(lee), olga, approval(lee), NOW))).toBe('is-cancelled');
    expect(whyNot(closeRequests(cancelled, olga, NOW))).toBe('is-cancelled');
  });
});

describe('who is invited by their username', () => {
  const named = () => withUsername(aMeeting({ invited: [ivan] }), 'lee');
  const elsewhere = { ...asking(lee), handle: 'Lee', inPlace: false };

  test('asks the organizer from elsewhere, whatever the access', () => {
    expect(granted(ask(named(), elsewhere, NOW)).requests).toMatchObject([{ account: lee, state: 'open' }]);
    expect(whyNot(ask(named(), { ...elsewhere, inPlace: true }, NOW))).toBe('not-invited');
  });

  test('gets that invitation when the organizer approves, and no second one', () => {
    const waiting = granted(ask(named(), elsewhere, NOW));
    const approved = granted(
      approve(waiting, requestId(lee), olga, { ...approval(lee), handle: 'Lee' }, NOW),
    );
    expect(invitationOf(approved, lee).id).toBe(invitationId('lee'));
    expect(approved.invitations).toHaveLength(waiting.invitations.length);
    expect(states(approved)).toEqual(['approved']);
  });
});
