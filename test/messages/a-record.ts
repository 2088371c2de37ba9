import { HOUR, MINUTE } from '../../src/clock.ts';
import type { ProviderInfo } from '../../src/commands/command.ts';
import { type AccountId, asId, type InvitationId } from '../../src/ids.ts';
import type {
  Invitation,
  Invitee,
  Meeting,
  MeetingRecord,
  Occurrence,
  Slip,
} from '../../src/meeting/meeting.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import type { PasscodeCheck, Sealed } from '../../src/vault/vault.ts';

/** Wed 25 Nov 2026, 09:30 in Berlin. */
export const START = Date.UTC(2026, 10, 25, 8, 30);

export const account = (name: string): AccountId => asId<AccountId>(name.padEnd(20, '0'));
export const OLGA = account('olga');

const key: Meeting['key'] = asId('standup'.padEnd(20, '0'));

export function aMeeting(over: Partial<Meeting> = {}): Meeting {
  return {
    key,
    meetingId: '23456789012' as MeetingId,
    workspaceId: asId('w'.padEnd(20, '0')),
    kind: 'planned',
    topic: 'Standup',
    organizer: OLGA,
    access: 'invitees',
    waitingRoom: 'off',
    provider: asId('room'),
    recurrence: null,
    state: 'open',
    revision: 1,
    passcode: 'sealed' as Sealed,
    check: 'key:mac' as PasscodeCheck,
    replacedCheck: null,
    createdAt: START - HOUR,
    version: 1,
    ...over,
  };
}

export function anOccurrence(over: Partial<Occurrence> = {}): Occurrence {
  return {
    id: asId('occurrence'.padEnd(20, '0')),
    meetingKey: key,
    startsAt: START,
    endsAt: START + 15 * MINUTE,
    zone: 'Europe/Berlin',
    state: 'planned',
    startedAt: null,
    endedAt: null,
    card: asId('general'),
    moves: 0,
    slot: null,
    topic: null,
    ...over,
  };
}

/** An invitation whose id is the invitee's name. */
export function anInvitation(who: string | Invitee, over: Partial<Invitation> = {}): Invitation {
  const invitee: Invitee = typeof who === 'string' ? { kind: 'account', account: account(who) } : who;
  const name = typeof who === 'string' ? who : who.kind;
  return {
    id: asId(`i${name}`.padEnd(20, '0')),
    meetingKey: key,
    occurrenceId: null,
    invitee,
    role: 'invitee',
    state: 'invited',
    link: 1,
    linkKey: 'key',
    rsvp: 'none',
    rsvps: null,
    invitedBy: OLGA,
    invitedAt: START - HOUR,
    ...over,
  };
}

export function aSlip(invitation: InvitationId, state: Slip['state'], over: Partial<Slip> = {}): Slip {
  return { invitationId: invitation, revision: 1, link: 1, state, reason: null, at: START - HOUR, ...over };
}

export function aRecord(over: Partial<MeetingRecord> = {}): MeetingRecord {
  const meeting = over.meeting ?? aMeeting();
  return {
    meeting,
    occurrences: [anOccurrence()],
    invitations: [anInvitation('olga', { role: 'organizer' })],
    requests: [],
    conference: {
      id: asId('conference'.padEnd(20, '0')),
      meetingKey: meeting.key,
      provider: meeting.provider,
      state: 'ready',
      foreignId: 'room-1',
      credentials: null,
      reason: null,
      wanted: 1,
      shown: 1,
    },
    slips: [],
    ...over,
  };
}

export const ROOM: ProviderInfo = {
  label: ({ room }) => room.label,
  abilities: { seats: 8, presence: true, waitingRoom: true, ownCodes: false, rotate: 'nothing' },
};
export const ZOOM: ProviderInfo = {
  label: () => 'Zoom',
  abilities: { seats: null, presence: false, waitingRoom: true, ownCodes: true, rotate: 'in-place' },
};
