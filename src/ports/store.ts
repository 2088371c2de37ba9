import type { Time } from '../clock.ts';
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
} from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type {
  CodeRequest,
  Conference,
  Invitation,
  Meeting,
  MeetingRecord,
  Occurrence,
  SlipState,
} from '../meeting/meeting.ts';
import type { MeetingId } from '../meeting/meeting-id.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { PasscodeCheck, Sealed } from '../vault/vault.ts';
import type { MessageRef } from './messenger.ts';

/**
 * One atomic write, as data. All of it happens or nothing does. A later dialect (Postgres) has asynchronous
 * transactions, so there is no callback that could run inside one.
 */
export type Change = {
  /** The event that asked for it: a second commit with the same one is `seen` and writes nothing. */
  readonly event: EventId | null;
  /** Versions that the decision was based on: another version in the store is `stale` and writes nothing. */
  readonly expect: readonly Expectation[];
  /** Next rows, inserted or replaced by their id. A meeting ID used before by another meeting is `stale`. */
  readonly workspaces: readonly Workspace[];
  readonly accounts: readonly Account[];
  readonly meetings: readonly Meeting[];
  readonly occurrences: readonly Occurrence[];
  readonly invitations: readonly Invitation[];
  readonly requests: readonly CodeRequest[];
  readonly conferences: readonly Conference[];
  /** Messages owed, each with a job due at once; one whose key is already there is left as it is. */
  readonly deliveries: readonly NewDelivery[];
  /**
   * Keys of messages to show anew. One that was sent gets an edit, however often it is asked for in between;
   * one that is still owed is rendered when it is sent anyway; a key that is not there has no effect. With a slip its
   * copies are.
   */
  readonly redraw: readonly string[];
  /**
   * Keys of messages to be tried again at once: those that could not be brought to their reader, and those that wait
   * for their next try. One that was sent, seen or given up stays as it is.
   */
  readonly resend: readonly string[];
  /** Messages that stand already, as nobody but an answer brought them; one whose key is there is left as it is. */
  readonly standing: readonly Standing[];
  /** Keys of slips that their owner has now seen in an answer: state `shown` unless already sent. */
  readonly shown: readonly string[];
  /** Jobs by key: one already there is moved to the new time and runs again even if it is running now. */
  readonly jobs: readonly NewJob[];
  /** Keys of jobs that are not wanted any more. */
  readonly cancelJobs: readonly string[];
  readonly forms: readonly StoredForm[];
  readonly dropForms: readonly FormId[];
  readonly admissions: readonly Admission[];
  readonly audit: readonly AuditEntry[];
  /** The job that this commit settles; if its lease was lost meanwhile the commit is `stale`. */
  readonly settle: Settlement | null;
};

export type Expectation = {
  readonly table: 'meetings' | 'accounts' | 'workspaces';
  readonly id: MeetingKey | AccountId | WorkspaceId;
  /** 0: not there yet. */
  readonly version: number;
};

export type CommitResult = 'done' | 'stale' | 'seen';

export type Store = {
  commit(change: Change): Promise<CommitResult>;
  readonly meetings: Meetings;
  readonly accounts: Accounts;
  readonly workspaces: Workspaces;
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly door: DoorCounters;
  readonly presence: PresenceRows;
  readonly forms: Forms;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly credentials: CredentialRows;
  readonly keys: KeyUse;
  /** Throws when the store cannot answer: `/readyz`. */
  ping(): Promise<void>;
  /** Writes a whole copy of one moment into a new file, whoever writes meanwhile. It holds no keys. */
  backUp(file: string): Promise<void>;
  close(): Promise<void>;
};

export type Meetings = {
  byKey(key: MeetingKey): Promise<MeetingRecord | null>;
  /** Cancelled meetings too. A number that a personal room gave up finds nothing. */
  byMeetingId(id: MeetingId): Promise<MeetingRecord | null>;
  /** By the id of an occurrence, invitation, request or conference: what buttons, links and jobs carry. */
  byPart(id: OccurrenceId | InvitationId | RequestId | ConferenceId): Promise<MeetingRecord | null>;
  /** By the provider's own id of the call: what webhooks carry. */
  byConference(provider: ProviderName, foreignId: string): Promise<MeetingRecord | null>;
  /** The member's personal room in the workspace. */
  personalRoom(workspace: WorkspaceId, organizer: AccountId): Promise<MeetingRecord | null>;
  /** Open meetings with an occurrence not over, that the account organizes or is invited to; earliest first. */
  ofAccount(account: AccountId, limit: number): Promise<readonly MeetingRecord[]>;
  /** The same for all of a workspace (admins). */
  ofWorkspace(workspace: WorkspaceId, limit: number): Promise<readonly MeetingRecord[]>;
  /** Open meetings with a card in the conversation, newest first: what *code* without an ID may mean there. */
  inConversation(
    workspace: WorkspaceId,
    conversation: ForeignId,
    limit: number,
  ): Promise<readonly MeetingRecord[]>;
  /** Open meetings of any workspace with a card of an occurrence not over in the conversation, or in a thread `<it>/…`. */
  withCardIn(platform: Platform, conversation: ForeignId, limit: number): Promise<readonly MeetingRecord[]>;
  /** Whether the number was ever given out: none is used twice. */
  isTaken(id: MeetingId): Promise<boolean>;
  /** Every meeting there is, a part at a time: those after `after` by their key. */
  all(after: MeetingKey | null, limit: number): Promise<readonly MeetingRecord[]>;
  /** Counts for the limits of SPEC.md §3. */
  createdSince(workspace: WorkspaceId, account: AccountId, since: Time): Promise<number>;
  invitedSince(workspace: WorkspaceId, account: AccountId, since: Time): Promise<number>;
  /** Keys of meetings whose last occurrence was over before `time` and that still hold secrets: retention. */
  overBefore(time: Time, limit: number): Promise<readonly MeetingKey[]>;
  /**
   * Retention: erases the meeting with its codes, links, names and audit detail; its number stays used. A personal
   * room keeps its code and loses its calls. One that is not over has no effect.
   */
  erase(key: MeetingKey): Promise<void>;
  /**
   * Retention of what is repeated for years: erases its times that were over before `time` and who came, at most so
   * many, while the meeting itself is not over. Answers how many.
   */
  erasePast(time: Time, limit: number): Promise<number>;
};

export type Accounts = {
  byId(id: AccountId): Promise<Account | null>;
  byIds(ids: readonly AccountId[]): Promise<readonly Account[]>;
  byForeign(platform: Platform, foreignId: ForeignId): Promise<Account | null>;
  /** Who had the handle when they were last heard of, in whatever case; several where it was passed on. */
  byHandle(platform: Platform, handle: string): Promise<readonly Account[]>;
};

export type Workspaces = {
  byId(id: WorkspaceId): Promise<Workspace | null>;
  byForeign(platform: Platform, foreignId: ForeignId): Promise<Workspace | null>;
};

/** What a delivery shows. References only: it is rendered when it is sent, so a retry carries the current code. */
export type DeliveryContent =
  | 'slip'
  /** A slip that was given in an answer, where that stands for good and can be edited. */
  | 'copy'
  | 'card'
  | 'report'
  | 'requests'
  | 'moved'
  | 'cancelled'
  | 'withdrawn'
  | 'still-going'
  | 'guarded'
  | 'leaked'
  | 'full'
  | 'conference-failed'
  | 'started'
  | 'reminder'
  | 'decided'
  | 'attended'
  | 'second-use';

/** Place of a message, in the core's ids. */
export type Owed =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'conversation'; readonly conversation: ForeignId }
  /** Of somebody invited by e-mail. */
  | { readonly kind: 'email'; readonly address: string };

export type NewDelivery = {
  readonly id: DeliveryId;
  /** Says why it is owed and makes it unique: `slip:<invitation>:<revision>:<link>`, `card:<occurrence>`, … */
  readonly key: string;
  readonly workspaceId: WorkspaceId;
  readonly platform: Platform;
  readonly to: Owed;
  readonly content: DeliveryContent;
  readonly meetingKey: MeetingKey;
  readonly occurrenceId: OccurrenceId | null;
  readonly invitationId: InvitationId | null;
  /** Slips: the revision and link that it is owed for. */
  readonly revision: number;
  readonly link: number;
  /** Lower goes first: 0 for direct answers and claims, else the start of the occurrence. */
  readonly order: number;
  /** Given up at this time: nobody needs a slip after the meeting. Null: never. */
  readonly until: Time | null;
  /** Not before this time. */
  readonly notBefore: Time;
};

type Standing = { readonly delivery: NewDelivery; readonly ref: MessageRef };

export type Delivery = NewDelivery & {
  readonly state: SlipState;
  readonly reason: string | null;
  readonly ref: MessageRef | null;
  /** Raised by each redraw; `shown` is the one that the platform last confirmed. */
  readonly wanted: number;
  readonly shown: number;
  readonly sentAt: Time | null;
  readonly changedAt: Time;
};

export type Deliveries = {
  byId(id: DeliveryId): Promise<Delivery | null>;
  byKey(key: string): Promise<Delivery | null>;
};

export type JobKind =
  | 'deliver'
  | 'conference'
  | 'look'
  | 'drop'
  | 'start'
  | 'remind'
  | 'end'
  | 'empty'
  | 'sweep';

export type NewJob = {
  /** Unique: `<kind>:<subject>`. */
  readonly key: string;
  readonly kind: JobKind;
  /** Id of what it is about. */
  readonly subject: string;
  readonly runAt: Time;
  readonly order: number;
  /** What it draws on; a bucket that waits holds all its jobs back. Empty: none. */
  readonly buckets: readonly string[];
};

export type Job = NewJob & {
  readonly attempts: number;
  readonly lastError: string | null;
  /** Names this lease: settling with another one is `stale`. */
  readonly lease: string;
  /** The lease before this one ran out without being settled: what was sent then is ambiguous. */
  readonly interrupted: boolean;
};

/** What became of a claimed job. */
export type Settlement = {
  readonly key: string;
  readonly lease: string;
  /** `done` deletes it, unless it was asked for again meanwhile; `again` runs it at `runAt`. */
  readonly outcome:
    | { readonly kind: 'done' }
    | {
        readonly kind: 'again';
        readonly runAt: Time;
        readonly error: string | null;
        /** 429 and pacing do not count. */
        readonly counts: boolean;
      };
  /** The delivery's new state, for deliver jobs. */
  readonly delivery: {
    readonly id: DeliveryId;
    readonly state: SlipState;
    readonly reason: string | null;
    readonly ref: MessageRef | null;
    readonly shown: number;
    readonly at: Time;
  } | null;
};

export type Jobs = {
  /**
   * Takes up to `limit` due jobs under a lease, in order, none from a bucket that waits, and charges their
   * buckets `paces` in the same statement. A delivery taken becomes `sending`.
   */
  claim(claim: Claim): Promise<readonly Job[]>;
  /** Holds a bucket back (429, breaker). Never shortens. */
  hold(bucket: string, until: Time): Promise<void>;
  /** Nobody claims a job until `resume`: after a backup was restored. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  isPaused(): Promise<boolean>;
  /** When the next job could be claimed; null: none can be, whatever the time. */
  nextAt(): Promise<Time | null>;
  /** Jobs due but not done, by kind: metrics. */
  backlog(now: Time): Promise<Readonly<Record<string, number>>>;
};

export type Claim = {
  readonly worker: string;
  readonly now: Time;
  /** Milliseconds. */
  readonly lease: number;
  readonly limit: number;
  /** What one job costs each of its buckets, by the bucket's name. */
  readonly cost: (bucket: string) => Cost;
};

/** Milliseconds. */
export type Cost = {
  /** For how long the bucket waits after each. */
  readonly each: number;
  /** How much of the time that a bucket was free for is made up for: a second at most. */
  readonly credit: number;
};

/** One typed passcode at the door, with the limits it must pass. Times are sliding windows. */
export type Attempt = {
  readonly at: Time;
  /** Who tries: `chat:<account>` or `ip:<address or /64>`. */
  readonly client: string;
  /** `net:<…/24 or /48>`; null in chat. */
  readonly network: string | null;
  /** The ID as typed, digits only, whether it exists or not. */
  readonly typedId: string;
  /** HMACs of what was typed, one per key. */
  readonly checks: readonly PasscodeCheck[];
  /** True for addresses of `SHARED_NETWORKS`: the limit per client is ten times higher. */
  readonly shared: boolean;
};

/**
 * `throttled`: the caller's own limit, nothing was compared, try again after `retryAfter` ms. `shut`: some other limit, nothing was compared.
 * `right` gave its count back; `replaced` too. `meeting` is there for `right` only.
 * `tripped`: this very attempt shut the passcode door of an existing meeting, so the organizer is to be told.
 */
export type AttemptResult =
  | { readonly kind: 'throttled'; readonly retryAfter: number }
  | { readonly kind: 'shut' /** All anonymous doors are shut. */; readonly flooded: boolean }
  | { readonly kind: 'wrong'; readonly tripped: MeetingKey | null }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'right'; readonly meeting: MeetingKey };

export type DoorCounters = {
  /** Counts, compares and, when right, gives back: one atomic operation. Throws when it cannot count. */
  attempt(attempt: Attempt): Promise<AttemptResult>;
  /** Forgets attempts that no limit counts any more. */
  sweep(now: Time): Promise<void>;
};

/** Somebody whom the door let in: the admission cookie and the attendance report refer to it. */
export type Admission = {
  readonly id: AdmissionId;
  readonly meetingKey: MeetingKey;
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly invitationId: InvitationId | null;
  readonly name: string;
  readonly via: 'link' | 'passcode' | 'chat';
  readonly at: Time;
};

/** Who is in a call now: leased rows, so that a crash of the room or of a browser ends them. */
export type Presence = {
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly name: string;
  readonly host: boolean;
  readonly state: 'waiting' | 'inside';
  readonly enteredAt: Time;
  readonly leaseUntil: Time;
};

/** `admittedAt`: when the door let them in by the way that has the call now. */
export type Present = Presence & { readonly admittedAt: Time };

/** One time that somebody was inside. It outlives the call. */
export type Stay = {
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly name: string;
  readonly from: Time;
  /** When they were last known to be there: told with each renewal, so that no crash loses it. */
  readonly until: Time;
};

export type PresenceRows = {
  /**
   * Puts the person in, or renews; `full` when `seats` others are inside already, `removed` when they were removed
   * after the door let them in (`admittedAt`; just now unless told). `elsewhere`: they are there already, let in at
   * another time, and did not say to `move`; if they do, it is `moved`. Unless told, that is not looked at. One atomic
   * operation.
   */
  enter(
    presence: Presence,
    seats: number | null,
    now: Time,
    admittedAt?: Time,
    move?: boolean,
  ): Promise<'in' | 'moved' | 'elsewhere' | 'full' | 'removed'>;
  renew(occurrence: OccurrenceId, personKey: string, leaseUntil: Time, now: Time): Promise<boolean>;
  /** From waiting to inside. */
  letIn(
    occurrence: OccurrenceId,
    personKey: string,
    seats: number | null,
    now: Time,
  ): Promise<'in' | 'full' | 'absent'>;
  leave(occurrence: OccurrenceId, personKey: string, now: Time): Promise<void>;
  /** Puts them out, and remembers it until then. */
  remove(occurrence: OccurrenceId, personKey: string, now: Time, until: Time): Promise<void>;
  /** Whose lease is still good. */
  of(occurrence: OccurrenceId, now: Time): Promise<readonly Present[]>;
  /** Drops rows whose lease ran out; answers the occurrences that thereby became empty. */
  expire(now: Time): Promise<readonly OccurrenceId[]>;
  /** Everybody who was ever inside, first come first. */
  stays(occurrence: OccurrenceId): Promise<readonly Stay[]>;
  /** Calls that are over, of meetings that the account organizes, in which somebody was: the last one first. */
  lastCalls(organizer: AccountId, limit: number): Promise<readonly OccurrenceId[]>;
};

/** A half-filled form or a half-finished command, waiting for its asker. */
export type StoredForm = {
  readonly id: FormId;
  readonly account: AccountId;
  readonly workspaceId: WorkspaceId;
  readonly command: string;
  /** Values so far and where it was asked, sealed: a chosen passcode may be among them. */
  readonly state: Sealed;
  readonly step: number;
  readonly expiresAt: Time;
};

export type Forms = {
  byId(id: FormId, now: Time): Promise<StoredForm | null>;
  /** Those that wait for the account, the one last kept first. */
  ofAccount(account: AccountId, now: Time, limit: number): Promise<readonly StoredForm[]>;
  sweep(now: Time): Promise<void>;
};

/** Somebody who came to *My meetings* by a link of their own: whose browser it is, and where they asked for the link. */
export type Session = {
  /** The link's own id, so that a link opens one session and never a second one. */
  readonly id: SessionId;
  readonly account: AccountId;
  readonly workspaceId: WorkspaceId;
  readonly expiresAt: Time;
};

export type Sessions = {
  /** False and no effect when there is or was one of this id. */
  open(session: Session): Promise<boolean>;
  /** Null when it was never opened, was ended, or is too old. */
  byId(id: SessionId, now: Time): Promise<Session | null>;
  /** Its id stays used until it would have expired. */
  end(id: SessionId): Promise<void>;
  /** All that the account opened from there. */
  endOf(account: AccountId, workspace: WorkspaceId): Promise<void>;
  /** All that the account has, wherever it asked for them; null: everybody's. */
  endAll(account: AccountId | null): Promise<void>;
  sweep(now: Time): Promise<void>;
};

export type AuditAction =
  | 'created'
  | 'invited'
  | 'slip-sent'
  | 'slip-unreachable'
  | 'revealed'
  | 'claimed'
  | 'requested'
  | 'approved'
  | 'denied'
  | 'rotated'
  | 'links-replaced'
  | 'renumbered'
  | 'moved'
  | 'cancelled'
  | 'uninvited'
  | 'cohost'
  | 'transferred'
  | 'started'
  | 'ended'
  | 'admitted'
  | 'refused'
  | 'guarded'
  | 'leaked'
  | 'settings'
  | 'locked'
  | 'unlocked'
  | 'plan';

/** Append-only: the database refuses to change or delete it, but for retention. Holds no secret. */
export type AuditEntry = {
  readonly at: Time;
  readonly workspaceId: WorkspaceId;
  readonly meetingKey: MeetingKey | null;
  /** Who did it; null: the program by itself, or an anonymous guest. */
  readonly actor: AccountId | null;
  readonly action: AuditAction;
  /** Whom it was about. */
  readonly about: AccountId | null;
  readonly invitationId: InvitationId | null;
  readonly revision: number | null;
  /** How: a messenger's reason, `link`, `passcode`, a command's name. */
  readonly via: string | null;
};

export type Audit = {
  /** Oldest first. */
  ofMeeting(key: MeetingKey): Promise<readonly AuditEntry[]>;
};

/** What an adapter keeps for one workspace (src/ports/credentials.ts). */
export type StoredCredentials = {
  /** Its folder, such as `chat/slack`. */
  readonly adapter: string;
  readonly workspace: ForeignId;
  readonly sealed: Sealed;
};

export type CredentialRows = {
  of(adapter: string, workspace: ForeignId): Promise<Sealed | null>;
  put(credentials: StoredCredentials): Promise<void>;
  /** False and no effect unless the row is still as given: what was dropped meanwhile does not come back. */
  replace(before: StoredCredentials, sealed: Sealed): Promise<boolean>;
  drop(adapter: string, workspace: ForeignId): Promise<void>;
};

/** What still stands under each key: rotating keys re-seals it in batches. */
export type KeyUse = {
  /** Rows per key id. */
  count(): Promise<Readonly<Record<string, number>>>;
  /** Meetings whose passcode, check or links, and conferences whose credentials, are not under `primary`. */
  stale(primary: string, limit: number): Promise<readonly MeetingKey[]>;
  /** What adapters keep that is not under `primary`. */
  staleCredentials(primary: string, limit: number): Promise<readonly StoredCredentials[]>;
};
