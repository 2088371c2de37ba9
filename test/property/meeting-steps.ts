import fc from 'fast-check';
import { HOUR, MINUTE, type Time } from '../../src/clock.ts';
import { type AccountId, asId, type OccurrenceId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { claim } from '../../src/meeting/claim.ts';
import { end, extend } from '../../src/meeting/end.ts';
import { invite } from '../../src/meeting/invite.ts';
import { leave } from '../../src/meeting/leave.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { isRefused, type Refused, refuse } from '../../src/meeting/refusal.ts';
import { approve, ask, closeRequests, deny, denyAll } from '../../src/meeting/request.ts';
import { makeCohost, transfer } from '../../src/meeting/roles.ts';
import { holdCall } from '../../src/meeting/room.ts';
import { replaceLinks, rotatePasscode } from '../../src/meeting/rotate.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { start } from '../../src/meeting/start.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import type { Withdrawal } from '../../src/meeting/withdraw.ts';
import {
  HERE,
  invitationId,
  ivan,
  LINK_KEY,
  lee,
  mia,
  NOW,
  olga,
  requestId,
  sealed,
  tomorrow,
} from '../meeting/a-meeting.ts';

const KINDS = [
  ...([
    'invite',
    'uninvite',
    'leave',
    'rotate',
    'replace',
    'move',
    'start',
    'end',
    'extend',
    'cancel',
  ] as const),
  ...(['coming', 'ask', 'approve', 'deny', 'deny-all', 'close', 'claim', 'cohost', 'transfer'] as const),
  ...(['hold', 'sent', 'settle'] as const),
];

export const PEOPLE = [olga, ivan, mia, lee] as const;

/** Something that happens to a meeting: by or about somebody, at one of its occurrences. */
export type Step = {
  readonly kind: (typeof KINDS)[number];
  readonly who: AccountId;
  readonly which: number;
};

/** Cancelling and ending come seldom, or little would happen after them. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      {
        weight: 40,
        arbitrary: fc.constantFrom(...KINDS.filter((kind) => kind !== 'cancel' && kind !== 'end')),
      },
      { weight: 1, arbitrary: fc.constantFrom('cancel' as const, 'end' as const) },
    ),
    who: fc.constantFrom(...PEOPLE),
    which: fc.nat(3),
  }),
  { maxLength: 25, size: 'max' },
);

export const timeOf = (index: number): Time => NOW + index * MINUTE;

/** Takes the step as a command would, the `index`th of its sequence. */
export function take(
  record: MeetingRecord,
  { kind, who, which }: Step,
  index: number,
): MeetingRecord | Refused {
  const now = timeOf(index);
  const id = record.occurrences[which % record.occurrences.length]?.id ?? asId<OccurrenceId>('none');
  const invitation = invitationId(`${index}`);
  const invitee = { kind: 'account', account: who } as const;
  const open = record.requests.find(({ account, state }) => account === who && state === 'open');
  const request = open?.id ?? requestId('none');
  switch (kind) {
    case 'invite': {
      const inviting = { invitees: [{ id: invitation, invitee }], invitedBy: olga, linkKey: LINK_KEY };
      return invite(record, id, inviting, now);
    }
    case 'uninvite': {
      const theirs = record.invitations.filter((one) => accountOf(one) === who).map((one) => one.id);
      return withdrawn(uninvite(record, new Set(theirs), new Set()), index);
    }
    case 'leave':
      return withdrawn(leave(record, who, new Set(), now), index);
    case 'rotate':
      return rotatePasscode(record, sealed(`${index}`), { rotate: which % 2 ? 'in-place' : 'nothing' });
    case 'replace':
      return replaceLinks(record);
    case 'move': {
      const startsAt = tomorrow.startsAt + which * HOUR;
      return move(record, id, { startsAt, endsAt: startsAt + HOUR, zone: 'UTC' }, now);
    }
    case 'start':
      return start(record, id, now);
    case 'end':
      return end(record, id, now);
    case 'extend':
      return extend(record, id, now);
    case 'cancel':
      return cancel(record, id, now);
    case 'coming':
      return rsvp(record, id, who, which % 2 ? 'coming' : 'declined');
    case 'ask':
      return ask(record, { ...HERE, id: requestId(`${index}`), account: who }, now);
    case 'approve':
      return approve(
        record,
        request,
        olga,
        { invitationId: invitation, occurrence: id, linkKey: LINK_KEY, handle: null },
        now,
      );
    case 'deny':
      return deny(record, request, olga, now);
    case 'deny-all':
      return denyAll(record, olga, now);
    case 'close':
      return closeRequests(record, olga, now);
    case 'claim': {
      const claiming = {
        ...HERE,
        account: who,
        invitationId: invitation,
        linkKey: LINK_KEY,
      };
      return claim(record, id, claiming, now);
    }
    case 'cohost':
      return makeCohost(record, who);
    case 'transfer':
      return transfer(record, who);
    case 'hold': {
      if (record.meeting.kind !== 'personal') return refuse({ why: 'personal-room' });
      const startsAt = which === 0 ? now : tomorrow.startsAt + which * HOUR;
      const call = { id: asId<OccurrenceId>(`call-${index}`), startsAt, endsAt: startsAt + HOUR };
      const invitees = [{ id: invitation, invitee }];
      return holdCall(record, { ...tomorrow, ...call, topic: '', invitees, linkKey: LINK_KEY }, now);
    }
    case 'sent':
      return { ...record, slips: [...record.slips, ...sentTo(record, who, now)] };
    case 'settle':
      return settled(record);
  }
}

const accountOf = ({ invitee }: MeetingRecord['invitations'][number]): AccountId | null =>
  invitee.kind === 'account' ? invitee.account : null;

/** Who may know the passcode is gone: the caller rotates it. */
function withdrawn(withdrawal: Withdrawal | Refused, index: number): MeetingRecord | Refused {
  if (isRefused(withdrawal)) return withdrawal;
  const { record, mustRotate } = withdrawal;
  return mustRotate ? rotatePasscode(record, sealed(`${index}`), { rotate: 'in-place' }) : record;
}

/** The current slips of an account, as the store tells of them once they were sent. */
const sentTo = (record: MeetingRecord, who: AccountId, at: Time): MeetingRecord['slips'] =>
  record.invitations
    .filter((one) => one.state === 'invited' && accountOf(one) === who)
    .map(({ id, link }) => {
      const { revision } = record.meeting;
      return { invitationId: id, revision, link, state: 'sent', reason: null, at };
    });

/** The provider has done all that was wanted of it. */
export function settled(record: MeetingRecord): MeetingRecord {
  const { conference } = record;
  if (conference.shown === conference.wanted) return record;
  const state = conference.state === 'gone' ? 'gone' : 'ready';
  return { ...record, conference: { ...conference, state, foreignId: 'call-1', shown: conference.wanted } };
}
