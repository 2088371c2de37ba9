import { HOUR, MINUTE, type Time } from '../../src/clock.ts';
import {
  type AccountId,
  asId,
  type ConferenceId,
  type DeliveryId,
  type ForeignId,
  type InvitationId,
  type MeetingKey,
  type OccurrenceId,
  type Platform,
  type ProviderName,
  type RequestId,
  type WorkspaceId,
} from '../../src/ids.ts';
import type { Facts } from '../../src/meeting/change.ts';
import { createMeeting, type MeetingDraft, type OccurrenceDraft } from '../../src/meeting/create.ts';
import { type InvitationDraft, invite } from '../../src/meeting/invite.ts';
import type { Invitation, Meeting, MeetingRecord, Occurrence, SlipState } from '../../src/meeting/meeting.ts';
import { type MeetingId, readMeetingId } from '../../src/meeting/meeting-id.ts';
import { isRefused, type Refusal, type Refused } from '../../src/meeting/refusal.ts';
import { createRoom, holdCall } from '../../src/meeting/room.ts';
import { defaultSettings, type Workspace } from '../../src/meeting/workspace.ts';
import type { PasscodeCheck, Sealed } from '../../src/vault/vault.ts';

/** Tuesday, 24 November 2026, 09:00 UTC. */
export const NOW: Time = Date.UTC(2026, 10, 24, 9);

export const olga = asId<AccountId>('olga');
export const ivan = asId<AccountId>('ivan');
export const mia = asId<AccountId>('mia');
export const lee = asId<AccountId>('lee');

export const STANDUP = asId<OccurrenceId>('standup');
export const CALL = asId<OccurrenceId>('call');
export const CHANNEL = asId<ForeignId>('C-general');
export const LINK_KEY = 'key-1';

export const workspace: Workspace = {
  id: asId<WorkspaceId>('acme'),
  platform: asId<Platform>('playground'),
  foreignId: asId<ForeignId>('T-acme'),
  name: 'Acme',
  plan: 'free',
  locked: false,
  settings: defaultSettings(asId<ProviderName>('room'), 'Europe/Berlin', 'en'),
  version: 1,
};

/** The value, where a test has arranged that nothing is refused. */
export function granted<T extends object>(result: T | Refused): T {
  if (isRefused(result)) throw new Error(`refused: ${result.refused.why}`);
  return result;
}

/** Why it was refused; null when it was not. */
export const whyNot = (result: object): Refusal['why'] | null =>
  isRefused(result) ? result.refused.why : null;

export function number(text: string): MeetingId {
  const id = readMeetingId(text);
  if (!id) throw new Error(`${text} is no meeting ID`);
  return id;
}

export const invitationId = (name: string): InvitationId => asId<InvitationId>(`invitation-${name}`);
export const requestId = (name: string): RequestId => asId<RequestId>(`request-${name}`);

export const toInvite = (account: AccountId): InvitationDraft => ({
  id: invitationId(account),
  invitee: { kind: 'account', account },
});

/** The record with an invitation to a username, named after it. */
export const withUsername = (
  record: MeetingRecord,
  username: string,
  occurrence: OccurrenceId = STANDUP,
): MeetingRecord => {
  const invitees = [{ id: invitationId(username), invitee: { kind: 'username', username } as const }];
  return granted(invite(record, occurrence, { ...inviting(), invitees }, NOW));
};

/** Somebody asks in the conversation of the card; the platform tells no handle of theirs. */
export const HERE = { handle: null, inCardConversation: true, inPlace: true };

export const inviting = (...accounts: readonly AccountId[]) => ({
  invitees: accounts.map(toInvite),
  invitedBy: olga,
  linkKey: LINK_KEY,
});

/** A passcode as the vault would have sealed it; rules never look inside. */
export const sealed = (name: string): Pick<Meeting, 'passcode' | 'check'> => ({
  passcode: `sealed ${name}` as Sealed,
  check: `check ${name}` as PasscodeCheck,
});

export const draft: MeetingDraft = {
  ...sealed('first'),
  key: asId<MeetingKey>('meeting'),
  meetingId: number('23456789012'),
  workspaceId: workspace.id,
  topic: 'Standup',
  organizer: olga,
  organizerInvitation: invitationId('olga'),
  access: 'invitees',
  waitingRoom: 'typed',
  provider: asId<ProviderName>('room'),
  conferenceId: asId<ConferenceId>('conference'),
  linkKey: LINK_KEY,
};

export const tomorrow: OccurrenceDraft = {
  id: STANDUP,
  startsAt: NOW + 24 * HOUR,
  endsAt: NOW + 24 * HOUR + 15 * MINUTE,
  zone: 'Europe/Berlin',
  card: CHANNEL,
};

type Wishes = {
  readonly invited?: readonly AccountId[];
  readonly meeting?: Partial<MeetingDraft>;
  readonly occurrence?: Partial<OccurrenceDraft>;
};

/** A standup tomorrow, organized by Olga, to which Ivan and Mia are invited. */
export const aMeeting = ({ invited = [ivan, mia], meeting, occurrence }: Wishes = {}): MeetingRecord =>
  granted(
    createMeeting(
      {
        ...draft,
        ...meeting,
        occurrence: { ...tomorrow, ...occurrence },
        recurrence: null,
        invitees: invited.map(toInvite),
      },
      NOW,
    ),
  );

/** The same, held now. */
export const aLiveMeeting = (): MeetingRecord =>
  aMeeting({ occurrence: { startsAt: NOW, endsAt: NOW + HOUR } });

/** Olga's personal room with nothing held in it yet. */
export const aRoom = (): MeetingRecord =>
  createRoom(
    {
      ...draft,
      meetingId: number('2345678901'),
      founding: { id: asId<OccurrenceId>('founding'), zone: 'Europe/Berlin' },
    },
    NOW,
  );

/** A call in the room tomorrow, or at another time; its invitations are named after the call and the person. */
export const aCall = (
  room: MeetingRecord,
  call: Partial<OccurrenceDraft> = {},
  invited: readonly AccountId[] = [ivan],
): MeetingRecord => {
  const occurrence = { ...tomorrow, id: CALL, ...call };
  const invitees = invited.map((account) => ({
    ...toInvite(account),
    id: invitationId(`${occurrence.id}-${account}`),
  }));
  return granted(holdCall(room, { ...occurrence, topic: '', invitees, linkKey: LINK_KEY }, NOW));
};

export function occurrenceOf(record: MeetingRecord, id: OccurrenceId = STANDUP): Occurrence {
  const occurrence = record.occurrences.find((one) => one.id === id);
  if (!occurrence) throw new Error(`no occurrence ${id}`);
  return occurrence;
}

export function invitationOf(record: MeetingRecord, account: AccountId): Invitation {
  const invitation = record.invitations.find(
    ({ invitee }) => invitee.kind === 'account' && invitee.account === account,
  );
  if (!invitation) throw new Error(`${account} was never invited`);
  return invitation;
}

/** The record with the current slip of that account in this state. */
export function withSlip(record: MeetingRecord, account: AccountId, state: SlipState): MeetingRecord {
  const { id, link } = invitationOf(record, account);
  const { revision } = record.meeting;
  const slip = { invitationId: id, revision, link, state, reason: null, at: NOW };
  return { ...record, slips: [...record.slips, slip] };
}

/** Facts for recordChange: the program acts by itself, nobody has muted anybody, the provider issues nothing. */
export function facts(some: Partial<Facts> = {}): Facts {
  let made = 0;
  return {
    workspace,
    now: NOW,
    actor: null,
    ownCodes: false,
    muted: new Set(),
    newOccurrenceId: () => {
      made += 1;
      return asId<OccurrenceId>(`occurrence-${made}`);
    },
    newId: () => {
      made += 1;
      return asId<DeliveryId>(`delivery-${made}`);
    },
    ...some,
  };
}
