import type {
  AccountId,
  AdmissionId,
  ConferenceId,
  DeliveryId,
  EventId,
  ForeignId,
  FormId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  Platform,
  ProviderName,
  RequestId,
  SessionId,
  WorkspaceId,
} from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import type {
  CodeRequest,
  Conference,
  Invitation,
  Invitee,
  Meeting,
  Occurrence,
  SlipState,
} from '../../src/meeting/meeting.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import type {
  Admission,
  AuditEntry,
  DeliveryContent,
  JobKind,
  Owed,
  Presence,
} from '../../src/ports/store.ts';
import type { PasscodeCheck, Sealed } from '../../src/vault/vault.ts';
import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/**
 * Columns are named as the fields of the types they hold; what the store adds is commented. After a change here run
 * `node db/sqlite/generate.mjs <name>`: it writes the migration and makes its tables STRICT.
 */
const flag = () => integer({ mode: 'boolean' });

export const workspaces = sqliteTable(
  'workspaces',
  {
    id: text().$type<WorkspaceId>().primaryKey(),
    platform: text().$type<Platform>().notNull(),
    foreignId: text().$type<ForeignId>().notNull(),
    name: text().notNull(),
    plan: text().$type<Workspace['plan']>().notNull(),
    locked: flag().notNull(),
    settings: text({ mode: 'json' }).$type<Workspace['settings']>().notNull(),
    version: integer().notNull(),
  },
  (t) => [uniqueIndex('workspaces_foreign').on(t.platform, t.foreignId)],
);

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().$type<AccountId>().primaryKey(),
    platform: text().$type<Platform>().notNull(),
    foreignId: text().$type<ForeignId>().notNull(),
    name: text().notNull(),
    handle: text(),
    bot: flag().notNull(),
    zone: text(),
    locale: text().notNull(),
    language: text(),
    unreachable: text({ mode: 'json' }).$type<Account['unreachable']>(),
    muted: text({ mode: 'json' }).$type<Account['muted']>().notNull(),
    /** The default is for who was met before there were reminders. */
    reminder: integer().$type<Account['reminder']>().default(10),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('accounts_foreign').on(t.platform, t.foreignId),
    // Handles are found in whatever case they are typed.
    index('accounts_handle').on(t.platform, sql`lower(handle)`).where(sql`handle is not null`),
  ],
);

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

const meetingKey = () =>
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

export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().$type<DeliveryId>().primaryKey(),
    key: text().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    platform: text().$type<Platform>().notNull(),
    toKind: text().$type<Owed['kind']>().notNull(),
    /** Account or conversation, by `toKind`. */
    to: text().notNull(),
    content: text().$type<DeliveryContent>().notNull(),
    meetingKey: meetingKey(),
    occurrenceId: text().$type<OccurrenceId>(),
    invitationId: text().$type<InvitationId>(),
    revision: integer().notNull(),
    link: integer().notNull(),
    order: integer().notNull(),
    until: integer(),
    notBefore: integer().notNull(),
    state: text().$type<SlipState>().notNull(),
    reason: text(),
    ref: text(),
    wanted: integer().notNull(),
    shown: integer().notNull(),
    sentAt: integer(),
    changedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('deliveries_key').on(t.key),
    index('deliveries_meeting').on(t.meetingKey, t.content),
    index('deliveries_occurrence').on(t.occurrenceId).where(sql`occurrence_id is not null`),
  ],
);

export const jobs = sqliteTable(
  'jobs',
  {
    key: text().primaryKey(),
    kind: text().$type<JobKind>().notNull(),
    subject: text().notNull(),
    runAt: integer().notNull(),
    order: integer().notNull(),
    buckets: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Its narrowest bucket, `place:…`, and all the others: what a claim looks through (jobs.ts). */
    place: text().notNull(),
    lane: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** `waiting` for its time, `ready` for a worker, or `leased` to one. */
    state: text().$type<'waiting' | 'ready' | 'leased'>().notNull(),
    attempts: integer().notNull(),
    lastError: text(),
    lease: text(),
    leaseUntil: integer(),
    interrupted: flag().notNull(),
    /** Asked for again while leased: settling it does not end it. */
    askedAgain: flag().notNull(),
  },
  (t) => [
    index('jobs_waiting').on(t.runAt).where(sql`state = 'waiting'`),
    index('jobs_ready').on(t.lane, t.order, t.runAt).where(sql`state = 'ready'`),
    index('jobs_leased').on(t.leaseUntil).where(sql`state = 'leased'`),
    index('jobs_next').on(t.lane, t.runAt).where(sql`state in ('waiting', 'ready')`),
  ],
);

/** What is held back, and until when. A bucket that is not here is free. */
export const buckets = sqliteTable(
  'buckets',
  { bucket: text().primaryKey(), freeAt: integer().notNull() },
  (t) => [index('buckets_free').on(t.freeAt)],
);

/** Events already answered. */
export const events = sqliteTable(
  'events',
  { seq: integer().primaryKey(), id: text().$type<EventId>().notNull() },
  (t) => [uniqueIndex('events_id').on(t.id)],
);

/** Passcodes typed at the door that were not right. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer().primaryKey(),
    at: integer().notNull(),
    client: text().notNull(),
    network: text(),
    typedId: text().notNull(),
    /** False: refused by a limit, which is counted against the caller only. */
    compared: flag().notNull(),
    /** The same client was right afterwards. */
    forgiven: flag().notNull(),
  },
  (t) => [
    index('attempts_at').on(t.at),
    index('attempts_client').on(t.client, t.at),
    index('attempts_network').on(t.network, t.at).where(sql`network is not null`),
    index('attempts_client_meeting').on(t.client, t.typedId, t.at).where(sql`compared = 1 and forgiven = 0`),
    index('attempts_meeting').on(t.typedId, t.at).where(sql`compared = 1`),
    index('attempts_compared').on(t.at).where(sql`compared = 1`),
  ],
);

export const admissions = sqliteTable(
  'admissions',
  {
    id: text().$type<AdmissionId>().primaryKey(),
    meetingKey: meetingKey(),
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    invitationId: text().$type<InvitationId>(),
    name: text().notNull(),
    via: text().$type<Admission['via']>().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('admissions_meeting').on(t.meetingKey), index('admissions_occurrence').on(t.occurrenceId)],
);

export const presence = sqliteTable(
  'presence',
  {
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    name: text().notNull(),
    host: flag().notNull(),
    /** `removed`: put out at `enteredAt`, and remembered until `leaseUntil`. */
    state: text().$type<Presence['state'] | 'removed'>().notNull(),
    enteredAt: integer().notNull(),
    leaseUntil: integer().notNull(),
    /** Which of their ways in has the call. */
    admittedAt: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.personKey] }), index('presence_lease').on(t.leaseUntil)],
);

/** Who was in a call, each time they were: what the organizer reads when it is over. */
export const stays = sqliteTable(
  'stays',
  {
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    name: text().notNull(),
    from: integer().notNull(),
    until: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.personKey, t.from] })],
);

export const forms = sqliteTable(
  'forms',
  {
    id: text().$type<FormId>().primaryKey(),
    account: text().$type<AccountId>().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    command: text().notNull(),
    state: text().$type<Sealed>().notNull(),
    step: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('forms_expiry').on(t.expiresAt)],
);

/** Who is signed in to *My meetings*. One that was ended stays until it expires, so that its link is not used again. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().$type<SessionId>().primaryKey(),
    account: text().$type<AccountId>().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    expiresAt: integer().notNull(),
    ended: flag().notNull(),
  },
  (t) => [index('sessions_account').on(t.account), index('sessions_expiry').on(t.expiresAt)],
);

/** What adapters keep for a workspace, such as a bot's token. */
export const credentials = sqliteTable(
  'credentials',
  {
    adapter: text().notNull(),
    workspace: text().$type<ForeignId>().notNull(),
    sealed: text().$type<Sealed>().notNull(),
    /** Key that it is under. */
    sealedKey: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.adapter, t.workspace] }), index('credentials_sealed_key').on(t.sealedKey)],
);

/** Append-only: triggers refuse update and delete (migrations), but for a meeting that stands in `erasing`. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    meetingKey: text().$type<MeetingKey>(),
    actor: text().$type<AccountId>(),
    action: text().$type<AuditEntry['action']>().notNull(),
    about: text().$type<AccountId>(),
    invitationId: text().$type<InvitationId>(),
    revision: integer(),
    via: text(),
  },
  (t) => [index('audit_meeting').on(t.meetingKey, t.seq)],
);

/** Holds a meeting only within the transaction that erases it. */
export const erasing = sqliteTable('erasing', { meetingKey: text().$type<MeetingKey>().primaryKey() });
