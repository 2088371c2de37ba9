import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import {
  type AccountId,
  asId,
  type EventId,
  type ForeignId,
  type OccurrenceId,
  type ProviderName,
} from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { combine, emptyChange, type Facts, recordChange } from '../../src/meeting/change.ts';
import { retryConference } from '../../src/meeting/change-provider.ts';
import { claim } from '../../src/meeting/claim.ts';
import { end, extend } from '../../src/meeting/end.ts';
import { invite } from '../../src/meeting/invite.ts';
import { leave } from '../../src/meeting/leave.ts';
import type { Conference, MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { withOccurrence } from '../../src/meeting/occurrence.ts';
import { placeCard } from '../../src/meeting/place-card.ts';
import type { Refused } from '../../src/meeting/refusal.ts';
import { renumber } from '../../src/meeting/renumber.ts';
import { approve, ask, closeRequests, deny } from '../../src/meeting/request.ts';
import { transfer } from '../../src/meeting/roles.ts';
import { replaceLinks, rotatePasscode } from '../../src/meeting/rotate.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { start } from '../../src/meeting/start.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import { bindUsername } from '../../src/meeting/username.ts';
import type { DeliveryContent } from '../../src/ports/store/deliveries.ts';
import type { Change } from '../../src/ports/store.ts';
import type { Sealed } from '../../src/vault/vault.ts';
import {
  aCall,
  aLiveMeeting,
  aMeeting,
  aRoom,
  CALL,
  CHANNEL,
  facts,
  granted,
  HERE,
  invitationId,
  invitationOf,
  inviting,
  ivan,
  LINK_KEY,
  lee,
  mia,
  NOW,
  number,
  occurrenceOf,
  olga,
  requestId,
  STANDUP,
  sealed,
  tomorrow,
  whyNot,
  withSlip,
  withUsername,
  workspace,
} from './a-meeting.ts';

const create = (record: MeetingRecord, some: Partial<Facts> = {}) => recordChange(null, record, facts(some));
const change = (before: MeetingRecord, after: MeetingRecord | Refused, some: Partial<Facts> = {}) =>
  recordChange(before, granted(after), facts(some));

/** Keys of the messages of this content that a change owes. */
const owes = ({ deliveries }: Change, content: DeliveryContent) =>
  deliveries.filter((delivery) => delivery.content === content).map(({ key }) => key);
const redraws = ({ redraw }: Change, content: DeliveryContent) =>
  redraw.filter((key) => key.startsWith(`${content}:`));

const slip = (name: string, revision = 1, link = 1) => `slip:invitation-${name}:${revision}:${link}`;
const CARD = `card:standup:${CHANNEL}`;
const REPORT = 'report:meeting:olga';
const REQUESTS = 'requests:meeting:olga';
const later = { startsAt: tomorrow.startsAt + HOUR, endsAt: tomorrow.endsAt + HOUR, zone: tomorrow.zone };
const nobody: ReadonlySet<AccountId> = new Set();

const rotate = (record: MeetingRecord) =>
  granted(rotatePasscode(record, sealed('next'), { rotate: 'in-place' }));
const without = (record: MeetingRecord, ...accounts: readonly AccountId[]) =>
  granted(uninvite(record, new Set(accounts.map((account) => invitationOf(record, account).id)), nobody))
    .record;
const withConference = (record: MeetingRecord, conference: Partial<Conference>): MeetingRecord => ({
  ...record,
  conference: { ...record.conference, ...conference },
});
const asking = (account: AccountId) => ({ ...HERE, id: requestId(account), account });
const onRequest = (...accounts: readonly AccountId[]) =>
  accounts.reduce(
    (record, account) => granted(ask(record, asking(account), NOW)),
    aMeeting({ invited: [ivan], meeting: { access: 'request' } }),
  );
const approval = (account: AccountId) => ({
  invitationId: invitationId(account),
  occurrence: STANDUP,
  linkKey: LINK_KEY,
  handle: null,
});

describe('rows', () => {
  test('a new meeting is written whole, and expected not to be there yet', () => {
    const record = aMeeting();
    expect(create(record)).toMatchObject({
      expect: [{ table: 'meetings', id: 'meeting', version: 0 }],
      meetings: [{ ...record.meeting, version: 1 }],
      occurrences: record.occurrences,
      invitations: record.invitations,
      conferences: [record.conference],
      event: null,
      audit: [],
    });
  });

  test('then only what differs, with the next version of the meeting', () => {
    const before = aMeeting();
    const read = { ...before, meeting: { ...before.meeting, version: 7 } };
    const after = granted(rsvp(read, STANDUP, ivan, 'coming'));
    expect(change(read, after)).toMatchObject({
      expect: [{ table: 'meetings', id: 'meeting', version: 7 }],
      meetings: [{ ...read.meeting, version: 8 }],
      occurrences: [],
      invitations: [invitationOf(after, ivan)],
      requests: [],
      conferences: [],
    });
  });

  test('nothing differs, nothing is written', () => {
    const record = aMeeting();
    expect(change(record, record)).toBe(emptyChange);
    expect(change(record, { ...record, invitations: [...record.invitations] })).toBe(emptyChange);
  });
});

describe('combining', () => {
  const one = { ...emptyChange, event: asId<EventId>('one'), redraw: ['a'] };
  const other = { ...emptyChange, event: asId<EventId>('other'), redraw: ['b'], cancelJobs: ['end:x'] };

  test('puts changes one after the other', () => {
    expect(combine(one, other)).toEqual({ ...one, redraw: ['a', 'b'], cancelJobs: ['end:x'] });
  });

  test('of nothing changes nothing', () => {
    expect(combine()).toEqual(emptyChange);
  });
});

describe('slips', () => {
  test('are owed to the organizer and each invitee of a new meeting, the earliest meeting first', () => {
    const { deliveries } = create(aMeeting());
    const slips = deliveries.filter(({ content }) => content === 'slip');
    expect(slips.map(({ key }) => key)).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
    expect(slips[1]).toEqual({
      id: 'delivery-3',
      key: slip('ivan'),
      workspaceId: workspace.id,
      platform: workspace.platform,
      to: { kind: 'account', account: ivan },
      content: 'slip',
      meetingKey: 'meeting',
      occurrenceId: null,
      invitationId: 'invitation-ivan',
      revision: 1,
      link: 1,
      order: tomorrow.startsAt,
      until: tomorrow.endsAt,
      notBefore: NOW,
    });
  });

  test('are not owed to somebody who cannot be written to yet', () => {
    const id = invitationId('stranger');
    const invitees = [{ id, invitee: { kind: 'username', username: 'stranger' } as const }];
    const before = aMeeting();
    const after = granted(invite(before, STANDUP, { ...inviting(), invitees }, NOW));
    expect(owes(change(before, after), 'slip')).toEqual([]);
    const met = after.invitations.map((one) =>
      one.id === id ? { ...one, invitee: { kind: 'account', account: lee } as const } : one,
    );
    expect(owes(change(after, { ...after, invitations: met }), 'slip')).toEqual([slip('stranger')]);
  });

  test('are owed anew after a rotation, and the ones with the old passcode redrawn', () => {
    const before = aMeeting();
    const rotated = change(before, rotate(before));
    expect(owes(rotated, 'slip')).toEqual([slip('olga', 2), slip('ivan', 2), slip('mia', 2)]);
    expect(redraws(rotated, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
  });

  test('are owed anew when all links are replaced', () => {
    const before = aMeeting();
    const replaced = change(before, replaceLinks(before));
    expect(owes(replaced, 'slip')).toEqual([slip('olga', 1, 2), slip('ivan', 1, 2), slip('mia', 1, 2)]);
    expect(redraws(replaced, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
  });

  test('of who is uninvited are redrawn, and when the passcode rotates with it they are owed none', () => {
    const before = aMeeting();
    const less = change(before, rotate(without(before, ivan)));
    expect(owes(less, 'slip')).toEqual([slip('olga', 2), slip('mia', 2)]);
    expect(redraws(less, 'slip')).toContain(slip('ivan'));
  });

  test('are all redrawn when the meeting is cancelled', () => {
    const before = aMeeting();
    const cancelled = change(before, cancel(before, STANDUP, NOW));
    expect(redraws(cancelled, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
    expect(owes(cancelled, 'slip')).toEqual([]);
  });

  test('are left alone when the meeting ends', () => {
    const before = aLiveMeeting();
    expect(redraws(change(before, end(before, STANDUP, NOW)), 'slip')).toEqual([]);
  });

  test('show another time after a move, but are not owed again', () => {
    const before = aMeeting();
    const moved = change(before, move(before, STANDUP, later, NOW));
    expect(owes(moved, 'slip')).toEqual([]);
    expect(redraws(moved, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
  });

  test('go out at once to who claimed or was approved', () => {
    const members = aMeeting({ meeting: { access: 'members' } });
    const claiming = {
      account: lee,
      invitationId: invitationId(lee),
      linkKey: LINK_KEY,
      ...HERE,
    };
    const claimed = granted(claim(members, STANDUP, claiming, NOW));
    const order = (made: Change) =>
      made.deliveries.filter(({ content }) => content === 'slip').map((one) => one.order);
    expect(order(change(members, claimed))).toEqual([0]);
    expect(order(create(claimed))).toContain(0);
    const asked = onRequest(lee);
    expect(order(change(asked, approve(asked, requestId(lee), olga, approval(lee), NOW)))).toEqual([0]);
    const { startsAt } = tomorrow;
    expect(order(change(claimed, rotate(claimed)))).toEqual([startsAt, startsAt, startsAt, startsAt]);
  });

  test('are not owed to who has muted the organizer, unless they wanted it themselves', () => {
    const muted = new Set([ivan, lee]);
    const before = aMeeting({ meeting: { access: 'members' } });
    expect(owes(create(before, { muted }), 'slip')).toEqual([slip('olga'), slip('mia')]);
    const claiming = {
      account: lee,
      invitationId: invitationId(lee),
      linkKey: LINK_KEY,
      ...HERE,
    };
    expect(owes(change(before, claim(before, STANDUP, claiming, NOW), { muted }), 'slip')).toEqual([
      slip('lee'),
    ]);
  });

  describe('with codes of the provider’s own', () => {
    const ownCodes = true;
    const credentials = 'sealed codes' as Sealed;
    const wanted = aMeeting();
    const ready = withConference(wanted, { state: 'ready', shown: 1, credentials });

    test('wait until the conference is ready', () => {
      expect(owes(create(wanted, { ownCodes }), 'slip')).toEqual([]);
      const settled = change(wanted, ready, { ownCodes });
      expect(owes(settled, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
    });

    test('wait again after a rotation, while the old ones are redrawn at once', () => {
      const rotated = rotate(ready);
      const first = change(ready, rotated, { ownCodes });
      expect(owes(first, 'slip')).toEqual([]);
      expect(redraws(first, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
      const settled = change(rotated, withConference(rotated, { state: 'ready', shown: 2, credentials }), {
        ownCodes,
      });
      expect(owes(settled, 'slip')).toEqual([slip('olga', 2), slip('ivan', 2), slip('mia', 2)]);
    });

    test('are replaced even if the provider failed in between', () => {
      const failed = withConference(ready, { state: 'failed' });
      expect(redraws(change(failed, rotate(failed), { ownCodes }), 'slip')).toContain(slip('ivan'));
    });

    test('show other credentials when the provider changed them', () => {
      const changed = change(ready, withConference(ready, { credentials: 'others' as Sealed }), { ownCodes });
      expect(redraws(changed, 'slip')).toEqual([slip('olga'), slip('ivan'), slip('mia')]);
    });
  });

  describe('in a personal room', () => {
    const callSlip = (name: string, revision = 1) => slip(`call-${name}`, revision);

    test('the owner gets one for the room, which is of use for good', () => {
      const [delivery] = create(aRoom()).deliveries;
      expect(delivery).toMatchObject({ key: slip('olga'), order: NOW, until: null });
    });

    test('invitees get one per call', () => {
      const room = aRoom();
      const [call] = change(room, aCall(room)).deliveries.filter(({ content }) => content === 'slip');
      expect(call).toMatchObject({ key: callSlip('ivan'), occurrenceId: CALL, until: tomorrow.endsAt });
    });

    test('a rotation is for the current and coming invitees, and replaces the slips of earlier ones too', () => {
      const over = aCall(aRoom(), { startsAt: NOW, endsAt: NOW + HOUR });
      const friday = asId<OccurrenceId>('friday');
      const room = aCall(granted(end(over, CALL, NOW)), { id: friday }, [mia]);
      const rotated = change(room, rotate(room));
      expect(owes(rotated, 'slip')).toEqual([slip('olga', 2), slip('friday-mia', 2)]);
      expect(redraws(rotated, 'slip')).toEqual([slip('olga'), callSlip('ivan'), slip('friday-mia')]);
    });

    test('a new number is shown to the current and coming invitees only', () => {
      const over = aCall(aRoom(), { startsAt: NOW, endsAt: NOW + HOUR });
      const room = aCall(granted(end(over, CALL, NOW)), { id: asId<OccurrenceId>('friday') }, [mia]);
      const renumbered = renumber(room, { meetingId: number('3456789012'), check: sealed('new').check });
      const { redraw } = change(room, renumbered);
      expect(redraw).toEqual([`card:friday:${CHANNEL}`, slip('olga'), slip('friday-mia')]);
    });

    test('moving or cancelling a call redraws the slips of its invitees', () => {
      const room = aCall(aRoom());
      expect(redraws(change(room, cancel(room, CALL, NOW)), 'slip')).toEqual([callSlip('ivan')]);
      const moved = change(room, move(room, CALL, later, NOW));
      expect(redraws(moved, 'slip')).toEqual([slip('olga'), callSlip('ivan')]);
    });
  });
});

describe('cards', () => {
  test('are owed where the occurrence has a place for one', () => {
    const [card] = create(aMeeting()).deliveries;
    expect(card).toMatchObject({
      key: CARD,
      content: 'card',
      to: { kind: 'conversation', conversation: CHANNEL },
      occurrenceId: STANDUP,
      until: null,
    });
    expect(owes(create(aMeeting({ occurrence: { card: null } })), 'card')).toEqual([]);
  });

  test('are owed in another place when that was chosen', () => {
    const before = aMeeting();
    const elsewhere = asId<ForeignId>('C-random');
    const after = granted(placeCard(before, STANDUP, elsewhere));
    expect(owes(change(before, after), 'card')).toEqual(['card:standup:C-random']);
    expect(placeCard(after, STANDUP, elsewhere)).toBe(after);
    expect(whyNot(placeCard(granted(cancel(after, STANDUP, NOW)), STANDUP, CHANNEL))).toBe('is-cancelled');
  });

  test('are redrawn when what they show changes, and not otherwise', () => {
    const before = aMeeting();
    const redrawn = (after: MeetingRecord | Refused) => redraws(change(before, after), 'card');
    expect(redrawn(rsvp(before, STANDUP, ivan, 'coming'))).toEqual([CARD]);
    expect(redrawn(invite(before, STANDUP, inviting(lee), NOW))).toEqual([CARD]);
    expect(redrawn(move(before, STANDUP, later, NOW))).toEqual([CARD]);
    expect(redrawn(start(before, STANDUP, NOW))).toEqual([CARD]);
    expect(redrawn(cancel(before, STANDUP, NOW))).toEqual([CARD]);
    expect(redrawn(transfer(before, ivan))).toEqual([CARD]);
    expect(redrawn(rotate(before))).toEqual([]);
    expect(redrawn(replaceLinks(before))).toEqual([]);
  });

  test('and reports are redrawn when codes wait for the provider, or no longer do', () => {
    const wanted = aMeeting();
    const redrawn = (before: MeetingRecord, after: MeetingRecord, ownCodes: boolean) => {
      const { redraw } = change(before, after, { ownCodes });
      return redraw.filter((key) => key === CARD || key === REPORT);
    };
    for (const state of ['ready', 'failed'] as const) {
      const settled = withConference(wanted, { state });
      expect(redrawn(wanted, settled, true)).toEqual([CARD, REPORT]);
      expect(redrawn(wanted, settled, false)).toEqual([]);
    }
    const elsewhere = { ...wanted, meeting: { ...wanted.meeting, provider: asId<ProviderName>('other') } };
    expect(redrawn(wanted, elsewhere, false)).toEqual([CARD, REPORT]);
  });
});

test('what the provider did not do is redrawn once it is asked again, or for nothing more', () => {
  const before = withConference(aMeeting(), { state: 'failed', reason: 'unavailable', wanted: 3 });
  const { id } = before.conference;
  const told = [`conference-failed:${id}:3`, `conference-deleted:${id}:3`];
  const redrawn = (after: MeetingRecord | Refused) => change(before, granted(after)).redraw;
  expect(redrawn(retryConference(before))).toEqual(expect.arrayContaining(told));
  expect(redrawn(cancel(before, STANDUP, NOW))).toEqual(expect.arrayContaining(told));
  expect(redrawn(rsvp(before, STANDUP, ivan, 'coming'))).not.toContain(told[0]);
});

test('the slip of an approved username goes first, like every other that was asked for', () => {
  const named = withUsername(aMeeting({ invited: [] }), 'lee');
  const waiting = granted(ask(named, { ...asking(lee), handle: 'lee', inPlace: false }, NOW));
  const approved = approve(waiting, requestId(lee), olga, { ...approval(lee), handle: 'lee' }, NOW);
  const [slip] = change(waiting, approved).deliveries.filter(({ content }) => content === 'slip');
  expect(slip).toMatchObject({ key: 'slip:invitation-lee:1:1', order: 0 });
});

describe('the report', () => {
  test('is owed for a new meeting whose only guest cannot be written to yet, and redrawn when they can', () => {
    const named = withUsername(aMeeting({ invited: [] }), 'lee');
    expect(owes(create(named), 'report')).toHaveLength(1);
    const bound = bindUsername(named, { account: lee, handle: 'lee' }, NOW);
    expect(redraws(change(named, bound), 'report')).toHaveLength(1);
  });

  test('is owed to the organizer when others are to get their code', () => {
    const [report] = create(aMeeting()).deliveries.filter(({ content }) => content === 'report');
    expect(report).toMatchObject({ key: REPORT, to: { kind: 'account', account: olga }, until: null });
    expect(owes(create(aMeeting({ invited: [] })), 'report')).toEqual([]);
  });

  test('counts those who cannot be written to yet', () => {
    const stranger = {
      id: invitationId('stranger'),
      invitee: { kind: 'email', address: 's@example.org' },
    } as const;
    const before = aMeeting({ invited: [] });
    const after = granted(invite(before, STANDUP, { ...inviting(), invitees: [stranger] }, NOW));
    expect(owes(change(before, after), 'report')).toEqual([REPORT]);
    expect(owes(create(after), 'report')).toEqual([REPORT]);
    expect(owes(change(after, rsvp(after, STANDUP, olga, 'coming')), 'report')).toEqual([]);
  });

  test('is redrawn when invitees or their codes change', () => {
    const before = aMeeting();
    expect(redraws(change(before, without(before, ivan)), 'report')).toEqual([REPORT]);
    expect(redraws(change(before, rotate(before)), 'report')).toEqual([REPORT]);
    expect(redraws(change(before, rsvp(before, STANDUP, ivan, 'coming')), 'report')).toEqual([]);
  });

  test('goes to a new organizer, and to none who has left', () => {
    const before = onRequest(lee);
    const handed = change(before, transfer(before, ivan));
    expect(owes(handed, 'report')).toEqual(['report:meeting:ivan']);
    expect(owes(handed, 'requests')).toEqual(['requests:meeting:ivan']);
    const left = leave(before, olga, nobody, NOW).record;
    const after = change(left, granted(ask(rotate(left), asking(mia), NOW)));
    expect([...owes(after, 'report'), ...owes(after, 'requests')]).toEqual([]);
    expect([...redraws(after, 'report'), ...redraws(after, 'requests')]).toEqual([]);
  });

  test('in a personal room is about one call', () => {
    const room = aCall(aRoom());
    const call = change(room, aCall(room, { id: asId<OccurrenceId>('friday') }));
    expect(owes(call, 'report')).toEqual(['report:friday:olga']);
    expect(redraws(call, 'report')).toEqual([]);
  });
});

describe('code requests', () => {
  test('are one message to the organizer, edited as they come and are decided', () => {
    const none = onRequest();
    const first = onRequest(lee);
    expect(owes(change(none, first), 'requests')).toEqual([REQUESTS]);
    expect(redraws(change(none, first), 'requests')).toEqual([]);
    const second = granted(ask(first, asking(mia), NOW));
    expect(redraws(change(first, second), 'requests')).toEqual([REQUESTS]);
    const denied = change(second, deny(second, requestId(lee), olga, NOW));
    expect(owes(denied, 'requests')).toEqual([]);
    expect(redraws(denied, 'requests')).toEqual([REQUESTS]);
  });

  test('are redrawn when they are closed or the meeting is cancelled, and left alone otherwise', () => {
    const before = granted(deny(onRequest(lee), requestId(lee), olga, NOW));
    expect(redraws(change(before, closeRequests(before, olga, NOW)), 'requests')).toEqual([REQUESTS]);
    expect(redraws(change(before, cancel(before, STANDUP, NOW)), 'requests')).toEqual([REQUESTS]);
    expect(redraws(change(before, rotate(before)), 'requests')).toEqual([]);
  });

  test('decided ones are told, but not those that lapsed because the asker left', () => {
    const asked = onRequest(lee, mia);
    const denied = change(asked, deny(asked, requestId(lee), olga, NOW));
    expect(denied.deliveries).toMatchObject([
      { key: 'decided:request-lee', to: { kind: 'account', account: lee }, order: 0 },
    ]);
    expect(owes(change(asked, leave(asked, lee, nobody, NOW).record), 'decided')).toEqual([]);
  });
});

test('the question at the planned end is redrawn once it goes on for longer or is over', () => {
  const before = aLiveMeeting();
  const asked = `still-going:standup:${NOW + HOUR}`;
  expect(change(before, extend(before, STANDUP, NOW)).redraw).toContain(asked);
  expect(change(before, end(before, STANDUP, NOW)).redraw).toContain(asked);
  expect(change(before, rsvp(before, STANDUP, ivan, 'coming')).redraw).not.toContain(asked);
});

describe('notices', () => {
  test('a move is told to each invitee, once per move, but not to who moved it', () => {
    const before = aMeeting();
    const once = granted(move(before, STANDUP, later, NOW));
    const moved = change(before, once, { actor: olga });
    expect(owes(moved, 'moved')).toEqual([
      'moved:invitation-ivan:standup:1',
      'moved:invitation-mia:standup:1',
    ]);
    expect(moved.deliveries[0]).toMatchObject({ until: later.endsAt, order: later.startsAt });
    expect(owes(change(once, move(once, STANDUP, tomorrow, NOW), { actor: ivan }), 'moved')).toEqual([
      'moved:invitation-olga:standup:2',
      'moved:invitation-mia:standup:2',
    ]);
  });

  test('who is invited with the same change, or has muted the organizer, is not told', () => {
    const before = aMeeting();
    const after = granted(move(granted(invite(before, STANDUP, inviting(lee), NOW)), STANDUP, later, NOW));
    const moved = change(before, after, { actor: olga, muted: new Set([mia]) });
    expect(owes(moved, 'moved')).toEqual(['moved:invitation-ivan:standup:1']);
  });

  test('cancelling is told once for the whole meeting', () => {
    const record = aMeeting();
    const earlier = { ...occurrenceOf(record), id: asId<OccurrenceId>('second'), card: null };
    const before = withOccurrence(record, earlier);
    const cancelled = change(before, cancel(before, STANDUP, NOW), { actor: olga });
    expect(owes(cancelled, 'cancelled')).toEqual([
      'cancelled:invitation-ivan:all',
      'cancelled:invitation-mia:all',
    ]);
    expect(cancelled.deliveries[0]).toMatchObject({ until: null });
  });

  test('cancelling a call is told to its invitees', () => {
    const room = aCall(aCall(aRoom()), { id: asId<OccurrenceId>('friday') }, [mia]);
    const cancelled = change(room, cancel(room, CALL, NOW), { actor: olga });
    expect(owes(cancelled, 'cancelled')).toEqual(['cancelled:invitation-call-ivan:call']);
  });

  test('starting is told when somebody starts it, to who has not declined', () => {
    const before = granted(rsvp(aMeeting(), STANDUP, mia, 'declined'));
    const started = start(before, STANDUP, NOW);
    expect(owes(change(before, started, { actor: olga }), 'started')).toEqual([
      'started:invitation-ivan:standup',
    ]);
    expect(owes(change(before, started), 'started')).toEqual([]);
    expect(owes(create(aLiveMeeting(), { actor: olga }), 'started')).toEqual([]);
  });

  test('uninviting is told to who knew of it', () => {
    const before = withSlip(aMeeting(), ivan, 'sent');
    const less = change(before, without(before, ivan, mia), { actor: olga });
    expect(less.deliveries).toMatchObject([
      { key: 'withdrawn:invitation-ivan:1', to: { kind: 'account', account: ivan }, until: null },
    ]);
  });
});

describe('jobs', () => {
  const others = ({ key }: { readonly key: string }) => !key.startsWith('remind:');
  const jobs = ({ jobs }: Change) => jobs.filter(others).map(({ key, runAt }) => [key, runAt]);
  /** Minutes before the start for which there is a job that reminds, or for which it is dropped. */
  const reminders = (keys: readonly string[]) =>
    keys.filter((key) => !others({ key })).map((key) => Number(key.replace('remind:standup:', '')));
  const made = ({ jobs }: Change) => reminders(jobs.map(({ key }) => key));
  const dropped = ({ cancelJobs }: Change) => reminders(cancelJobs);

  test('people are reminded of what is planned at all times that they can choose', () => {
    const { jobs: all } = create(aMeeting());
    expect(all.filter((job) => !others(job)).map(({ key, subject, runAt }) => [key, subject, runAt])).toEqual(
      [
        ['remind:standup:5', 'standup:5', tomorrow.startsAt - 5 * MINUTE],
        ['remind:standup:10', 'standup:10', tomorrow.startsAt - 10 * MINUTE],
        ['remind:standup:15', 'standup:15', tomorrow.startsAt - 15 * MINUTE],
        ['remind:standup:30', 'standup:30', tomorrow.startsAt - 30 * MINUTE],
      ],
    );
    expect(made(create(aLiveMeeting()))).toEqual([]);
  });

  test('nobody is reminded of what they have just heard of', () => {
    const at = (minutes: number) => ({ startsAt: NOW + minutes * MINUTE, endsAt: NOW + HOUR });
    expect(made(create(aMeeting({ occurrence: at(30) })))).toEqual([5, 10, 15]);
    expect(made(create(aMeeting({ occurrence: at(7) })))).toEqual([5]);
    expect(made(create(aMeeting({ occurrence: at(5) })))).toEqual([]);
    const before = aMeeting();
    const nearer = change(before, move(before, STANDUP, { ...tomorrow, ...at(12) }, NOW));
    expect([dropped(nearer), made(nearer)]).toEqual([
      [5, 10, 15, 30],
      [5, 10],
    ]);
  });

  test('whom to remind is decided anew while it has not begun, and never after it is over', () => {
    const planned = aMeeting();
    const live = granted(start(planned, STANDUP, NOW));
    expect([dropped(change(planned, live)), made(change(planned, live))]).toEqual([[], []]);
    expect(dropped(change(live, end(live, STANDUP, NOW)))).toEqual([5, 10, 15, 30]);
    expect(dropped(change(planned, cancel(planned, STANDUP, NOW)))).toEqual([5, 10, 15, 30]);
    const longer = { ...tomorrow, endsAt: tomorrow.endsAt + HOUR };
    const same = change(planned, move(planned, STANDUP, longer, NOW));
    expect([dropped(same), made(same)]).toEqual([[], []]);
  });

  test('a planned meeting starts and ends by its time, and its conference is made at once', () => {
    expect(jobs(create(aMeeting()))).toEqual([
      ['conference:conference', NOW],
      ['start:standup', tomorrow.startsAt],
      ['end:standup', tomorrow.endsAt],
    ]);
  });

  test('one that is live only ends', () => {
    expect(jobs(create(aLiveMeeting()))).toEqual([
      ['conference:conference', NOW],
      ['end:standup', NOW + HOUR],
    ]);
  });

  test('a move moves them', () => {
    const before = aMeeting();
    expect(jobs(change(before, move(before, STANDUP, later, NOW)))).toEqual([
      ['conference:conference', NOW],
      ['start:standup', later.startsAt],
      ['end:standup', later.endsAt],
    ]);
    const longer = { ...tomorrow, endsAt: tomorrow.endsAt + HOUR };
    expect(jobs(change(before, move(before, STANDUP, longer, NOW)))).toEqual([
      ['conference:conference', NOW],
      ['end:standup', longer.endsAt],
    ]);
  });

  test('half an hour more moves the end', () => {
    const before = aLiveMeeting();
    expect(jobs(change(before, extend(before, STANDUP, NOW)))).toEqual([['end:standup', NOW + 90 * MINUTE]]);
  });

  test('what has started need not start, and what is over need not end', () => {
    const planned = aMeeting();
    const live = granted(start(planned, STANDUP, NOW));
    expect(change(planned, live)).toMatchObject({ jobs: [], cancelJobs: ['start:standup'] });
    const over = change(live, end(live, STANDUP, NOW)).cancelJobs;
    expect(over.filter((key) => others({ key }))).toEqual(['end:standup', 'empty:standup']);
    const cancelled = change(planned, cancel(planned, STANDUP, NOW));
    expect(cancelled.cancelJobs.filter((key) => others({ key }))).toEqual([
      'start:standup',
      'end:standup',
      'empty:standup',
    ]);
    expect(jobs(cancelled)).toEqual([['conference:conference', NOW]]);
  });

  test('a rotation calls a provider that has codes of its own', () => {
    const before = aMeeting();
    expect(jobs(change(before, rotate(before)))).toEqual([['conference:conference', NOW]]);
    const nothing = granted(rotatePasscode(before, sealed('next'), { rotate: 'nothing' }));
    expect(jobs(change(before, nothing))).toEqual([]);
  });
});
