import type { Time } from '../../clock.ts';
import type {
  AccountId,
  ConferenceId,
  ForeignId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  Platform,
  ProviderName,
  RequestId,
  WorkspaceId,
} from '../../ids.ts';
import type { MeetingRecord } from '../../meeting/meeting.ts';
import type { MeetingId } from '../../meeting/meeting-id.ts';

export type Meetings = {
  byKey(key: MeetingKey): Promise<MeetingRecord | null>;
  /** Cancelled meetings too. A number that a personal room gave up finds nothing. */
  byMeetingId(id: MeetingId): Promise<MeetingRecord | null>;
  /** By the id of an occurrence, invitation, request or conference: what buttons, links and jobs carry. */
  byPart(id: OccurrenceId | InvitationId | RequestId | ConferenceId): Promise<MeetingRecord | null>;
  /** By the provider's own id of the call: what webhooks carry. */
  byConference(provider: ProviderName, foreignId: string): Promise<MeetingRecord | null>;
  /** Whose call has an id that begins so at the provider, over and cancelled ones too. */
  withCallIn(provider: ProviderName, beginning: string, limit: number): Promise<readonly MeetingRecord[]>;
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
};
