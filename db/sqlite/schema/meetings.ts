import type {
  AccountId,
  ConferenceId,
  ForeignId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  ProviderName,
  RequestId,
  WorkspaceId,
} from '../../../src/ids.ts';
import type {
  CodeRequest,
  Conference,
  Invitation,
  Invitee,
  Meeting,
  Occurrence,
} from '../../../src/meeting/meeting.ts';
import type { MeetingId } from '../../../src/meeting/meeting-id.ts';
import type { PasscodeCheck, Sealed } from '../../../src/vault/vault.ts';
import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';
import { workspaces } from './workspaces.ts';

export const meetings = sqliteTable(
  'meetings',
  {
    key: text().$type<MeetingKey>().primaryKey(),
    meetingId: text().$type<MeetingId>().notNull(),
    workspaceId: text()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id),
    kind: text().$type<Meeting['kind']>().notNull(),
    topic: text().notNull(),
    organizer: text().$type<AccountId>().notNull(),
    access: text().$type<Meeting['access']>().notNull(),
    waitingRoom: text().$type<Meeting['waitingRoom']>().notNull(),
    provider: text().$type<ProviderName>().notNull(),
    recurrence: text({ mode: 'json' }).$type<Meeting['recurrence']>(),
    state: text().$type<Meeting['state']>().notNull(),
    revision: integer().notNull(),
    passcode: text().$type<Sealed>().notNull(),
    check: text().$type<PasscodeCheck>().notNull(),
    replacedCheck: text().$type<PasscodeCheck>(),
    createdAt: integer().notNull(),
    version: integer().notNull(),
    /** The first organizer: a transfer must not make room for more meetings within the limit. */
    createdBy: text().$type<AccountId>().notNull(),
    /** Keys that the passcode and the check are under: what key rotation looks for. */
    passcodeKey: text().notNull(),
    checkKey: text().notNull(),
    /** Start of the earliest occurrence not over; null: none, or the meeting is cancelled. */
    upcoming: integer(),
    /** When the last occurrence was over; null: one is not, or there is none. */
    overAt: integer(),
  },
  (t) => [
    uniqueIndex('meetings_number').on(t.meetingId),
    index('meetings_organizer').on(t.organizer),
    uniqueIndex('meetings_personal').on(t.workspaceId, t.organizer).where(sql`kind = 'personal'`),
    index('meetings_upcoming').on(t.workspaceId, t.upcoming).where(sql`upcoming is not null`),
    index('meetings_over').on(t.overAt).where(sql`over_at is not null`),
    index('meetings_created').on(t.createdBy, t.createdAt),
    index('meetings_passcode_key').on(t.passcodeKey),
    index('meetings_check_key').on(t.checkKey),
  ],
);

/** Every meeting ID ever given out. It outlives the meeting, so that no number is used twice. */
export const numbers = sqliteTable('numbers', {
  meetingId: text().$type<MeetingId>().primaryKey(),
  meetingKey: text().$type<MeetingKey>().notNull(),
});

export const meetingKey = () =>
  text()
    .$type<MeetingKey>()
    .notNull()
    .references(() => meetings.key, { onDelete: 'cascade' });

export const occurrences = sqliteTable(
  'occurrences',
  {
    id: text().$type<OccurrenceId>().primaryKey(),
    meetingKey: meetingKey(),
    startsAt: integer().notNull(),
    endsAt: integer().notNull(),
    zone: text().notNull(),
    state: text().$type<Occurrence['state']>().notNull(),
    startedAt: integer(),
    endedAt: integer(),
    card: text().$type<ForeignId>(),
    moves: integer().notNull(),
    slot: text(),
    topic: text(),
  },
  (t) => [
    index('occurrences_meeting').on(t.meetingKey, t.startsAt),
    index('occurrences_open').on(t.meetingKey).where(sql`state in ('planned', 'live')`),
    index('occurrences_once').on(t.meetingKey).where(sql`slot is null`),
    index('occurrences_past').on(t.endsAt).where(sql`slot is not null and state in ('ended', 'cancelled')`),
    index('occurrences_card').on(t.card).where(sql`card is not null and state in ('planned', 'live')`),
  ],
);

export const invitations = sqliteTable(
  'invitations',
  {
    id: text().$type<InvitationId>().primaryKey(),
    meetingKey: meetingKey(),
    occurrenceId: text().$type<OccurrenceId>(),
    inviteeKind: text().$type<Invitee['kind']>().notNull(),
    /** Account, username or address, by `inviteeKind`. */
    invitee: text().notNull(),
    role: text().$type<Invitation['role']>().notNull(),
    state: text().$type<Invitation['state']>().notNull(),
    link: integer().notNull(),
    linkKey: text().notNull(),
    rsvp: text().$type<Invitation['rsvp']>().notNull(),
    rsvps: text({ mode: 'json' }).$type<Invitation['rsvps']>(),
    invitedBy: text().$type<AccountId>().notNull(),
    invitedAt: integer().notNull(),
    /** Start of the earliest occurrence it is for that is not over; null: none, withdrawn or cancelled. */
    due: integer(),
  },
  (t) => [
    index('invitations_meeting').on(t.meetingKey),
    index('invitations_due').on(t.invitee, t.due).where(sql`due is not null`),
    index('invitations_by').on(t.invitedBy, t.invitedAt),
    index('invitations_link_key').on(t.linkKey),
  ],
);

export const requests = sqliteTable(
  'requests',
  {
    id: text().$type<RequestId>().primaryKey(),
    meetingKey: meetingKey(),
    account: text().$type<AccountId>().notNull(),
    state: text().$type<CodeRequest['state']>().notNull(),
    askedAt: integer().notNull(),
    decidedBy: text().$type<AccountId>(),
    decidedAt: integer(),
  },
  (t) => [index('requests_meeting').on(t.meetingKey)],
);

/** One per meeting. */
export const conferences = sqliteTable(
  'conferences',
  {
    id: text().$type<ConferenceId>().notNull(),
    meetingKey: meetingKey().primaryKey(),
    provider: text().$type<ProviderName>().notNull(),
    state: text().$type<Conference['state']>().notNull(),
    foreignId: text(),
    credentials: text().$type<Sealed>(),
    reason: text(),
    wanted: integer().notNull(),
    shown: integer().notNull(),
    /** Key that the credentials are under. */
    credentialsKey: text(),
  },
  (t) => [
    uniqueIndex('conferences_id').on(t.id),
    index('conferences_foreign').on(t.provider, t.foreignId).where(sql`foreign_id is not null`),
    index('conferences_credentials_key').on(t.credentialsKey).where(sql`credentials_key is not null`),
  ],
);
