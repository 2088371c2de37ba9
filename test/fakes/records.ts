import { HOUR, MINUTE, type Time } from '../../src/clock.ts';
import { asId, fresh } from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type {
  CodeRequest,
  Conference,
  Invitation,
  Meeting,
  MeetingRecord,
  Occurrence,
} from '../../src/meeting/meeting.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import { defaultSettings, type Workspace } from '../../src/meeting/workspace.ts';
import type { AuditEntry } from '../../src/ports/store/audit.ts';
import type { NewDelivery } from '../../src/ports/store/deliveries.ts';
import type { NewJob } from '../../src/ports/store/jobs.ts';
import type { Change } from '../../src/ports/store.ts';
import type { PasscodeCheck, Sealed } from '../../src/vault/vault.ts';

/** Rows as tests want them: every field has a plain value, and a test names only what it is about. */

/** A Tuesday, noon in UTC. */
export const NOON: Time = Date.UTC(2026, 10, 24, 12);

export const number = (digits: string): MeetingId => digits as MeetingId;
export const sealed = (keyId = 'k1', body = 'body'): Sealed => `v1.${keyId}.${body}` as Sealed;
export const check = (mac = 'mac', keyId = 'k1'): PasscodeCheck => `${keyId}:${mac}` as PasscodeCheck;

let made = 0;
/** Eleven digits that no other call has answered. */
export const nextNumber = (): MeetingId => {
  made += 1;
  return number(String(20_000_000_000 + made));
};

export function aWorkspace(given: Partial<Workspace> = {}): Workspace {
  const id = given.id ?? fresh();
  return {
    id,
    platform: asId('playground'),
    foreignId: asId(`team-${id}`),
    name: 'Acme',
    plan: 'free',
    locked: false,
    settings: { ...defaultSettings(asId('room'), 'Europe/Berlin', 'en'), creators: 'everyone' },
    version: 1,
    ...given,
  };
}

export function anAccount(given: Partial<Account> = {}): Account {
  const id = given.id ?? fresh();
  return {
    id,
    platform: asId('playground'),
    foreignId: asId(`person-${id}`),
    name: 'Olga',
    handle: 'olga',
    bot: false,
    zone: 'Europe/Berlin',
    locale: 'en',
    unreachable: null,
    muted: [],
    language: null,
    reminder: 10,
    version: 1,
    ...given,
  };
}

export function aMeeting(given: Partial<Meeting> = {}): Meeting {
  return {
    key: fresh(),
    meetingId: nextNumber(),
    workspaceId: fresh(),
    kind: 'planned',
    topic: 'Standup',
    organizer: fresh(),
    access: 'invitees',
    waitingRoom: 'off',
    provider: asId('room'),
    recurrence: null,
    state: 'open',
    revision: 1,
    passcode: sealed(),
    check: check(),
    replacedCheck: null,
    createdAt: NOON,
    version: 1,
    ...given,
  };
}

export function anOccurrence(given: Partial<Occurrence> = {}): Occurrence {
  const startsAt = given.startsAt ?? NOON + HOUR;
  return {
    id: fresh(),
    meetingKey: fresh(),
    startsAt,
    endsAt: startsAt + 30 * MINUTE,
    zone: 'Europe/Berlin',
    state: 'planned',
    startedAt: null,
    endedAt: null,
    card: null,
    moves: 0,
    slot: null,
    topic: null,
    ...given,
  };
}

export function anInvitation(given: Partial<Invitation> = {}): Invitation {
  return {
    id: fresh(),
    meetingKey: fresh(),
    occurrenceId: null,
    invitee: { kind: 'account', account: fresh() },
    role: 'invitee',
    state: 'invited',
    link: 1,
    linkKey: 'k1',
    rsvp: 'none',
    rsvps: null,
    invitedBy: fresh(),
    invitedAt: NOON,
    ...given,
  };
}

export function aRequest(given: Partial<CodeRequest> = {}): CodeRequest {
  return {
    id: fresh(),
    meetingKey: fresh(),
    account: fresh(),
    state: 'open',
    askedAt: NOON,
    decidedBy: null,
    decidedAt: null,
    ...given,
  };
}

export function aConference(given: Partial<Conference> = {}): Conference {
  return {
    id: fresh(),
    meetingKey: fresh(),
    provider: asId('room'),
    state: 'ready',
    foreignId: 'room-1',
    credentials: null,
    reason: null,
    wanted: 1,
    shown: 1,
    ...given,
  };
}

/** A planned meeting with one occurrence and its organizer; `invitees` are accounts. */
export function aRecord(given: {
  readonly meeting?: Partial<Meeting>;
  readonly occurrence?: Partial<Occurrence>;
  readonly invitees?: readonly Account[];
}): MeetingRecord {
  const meeting = aMeeting(given.meeting);
  const { key: meetingKey, organizer } = meeting;
  const invite = (account: Account['id'], role: Invitation['role']) =>
    anInvitation({ meetingKey, invitee: { kind: 'account', account }, role, invitedBy: organizer });
  return {
    meeting,
    occurrences: [anOccurrence({ meetingKey, ...given.occurrence })],
    invitations: [
      invite(organizer, 'organizer'),
      ...(given.invitees ?? []).map(({ id }) => invite(id, 'invitee')),
    ],
    requests: [],
    conference: aConference({ meetingKey, provider: meeting.provider }),
    slips: [],
  };
}

/** The change that writes all rows of the record and nothing else. */
export const allOf = (record: MeetingRecord): Partial<Change> => ({
  meetings: [record.meeting],
  occurrences: record.occurrences,
  invitations: record.invitations,
  requests: record.requests,
  conferences: [record.conference],
});

export function aDelivery(given: Partial<NewDelivery> = {}): NewDelivery {
  const id = given.id ?? fresh();
  return {
    id,
    key: `slip:${id}:1:1`,
    workspaceId: fresh(),
    platform: asId('playground'),
    to: { kind: 'account', account: fresh() },
    content: 'slip',
    meetingKey: fresh(),
    occurrenceId: null,
    invitationId: fresh(),
    revision: 1,
    link: 1,
    order: NOON,
    until: null,
    notBefore: NOON,
    ...given,
  };
}

export function aJob(given: Partial<NewJob> = {}): NewJob {
  const subject = given.subject ?? fresh();
  const kind = given.kind ?? 'sweep';
  return { key: `${kind}:${subject}`, kind, subject, runAt: NOON, order: NOON, buckets: [], ...given };
}

export function anAuditEntry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOON,
    workspaceId: fresh(),
    meetingKey: null,
    actor: null,
    action: 'created',
    about: null,
    invitationId: null,
    revision: null,
    via: null,
    ...given,
  };
}

export const aChange = (given: Partial<Change>): Change => ({ ...emptyChange, ...given });
