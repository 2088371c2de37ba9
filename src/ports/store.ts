import type { AccountId, EventId, FormId, MeetingKey, WorkspaceId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { CodeRequest, Conference, Invitation, Meeting, Occurrence } from '../meeting/meeting.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Accounts } from './store/accounts.ts';
import type { Audit, AuditEntry } from './store/audit.ts';
import type { CredentialRows } from './store/credentials.ts';
import type { Deliveries, NewDelivery, Standing } from './store/deliveries.ts';
import type { Admission, DoorCounters } from './store/door.ts';
import type { Forms, StoredForm } from './store/forms.ts';
import type { Jobs, NewJob, Settlement } from './store/jobs.ts';
import type { KeyUse } from './store/keys.ts';
import type { Meetings } from './store/meetings.ts';
import type { PresenceRows } from './store/presence.ts';
import type { Retention } from './store/retention.ts';
import type { Sessions } from './store/sessions.ts';
import type { Workspaces } from './store/workspaces.ts';

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
  readonly retention: Retention;
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
