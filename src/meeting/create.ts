import type { Time } from '../clock.ts';
import type {
  AccountId,
  ConferenceId,
  ForeignId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  ProviderName,
  WorkspaceId,
} from '../ids.ts';
import type { Recurrence } from '../time/rule.ts';
import type { PasscodeCheck, Sealed } from '../vault/vault.ts';
import { addInvitations, type InvitationDraft } from './invite.ts';
import type { Access, Meeting, MeetingRecord, Occurrence, WaitingRoom } from './meeting.ts';
import type { MeetingId } from './meeting-id.ts';
import type { Refused } from './refusal.ts';
import { cleanTopic } from './topic.ts';
import { wantedConference } from './wanted-conference.ts';

/** A meeting without its time and invitees. Ids are made and the passcode is sealed already: rules are pure. */
export type MeetingDraft = {
  readonly key: MeetingKey;
  readonly meetingId: MeetingId;
  readonly workspaceId: WorkspaceId;
  readonly topic: string;
  readonly organizer: AccountId;
  /** The organizer has an invitation too. */
  readonly organizerInvitation: InvitationId;
  readonly access: Access;
  readonly waitingRoom: WaitingRoom;
  readonly provider: ProviderName;
  readonly conferenceId: ConferenceId;
  readonly passcode: Sealed;
  readonly check: PasscodeCheck;
  /** The vault's primary key: personal links are made with it. */
  readonly linkKey: string;
};

export type OccurrenceDraft = {
  readonly id: OccurrenceId;
  /** Not in the future: it is held now. */
  readonly startsAt: Time;
  readonly endsAt: Time;
  readonly zone: string;
  readonly card: ForeignId | null;
};

/** Who else is invited; who is named twice, and the organizer, are invited once. */
export type WithInvitees = { readonly invitees: readonly InvitationDraft[] };

/**
 * A meeting for an occasion, or for the first of several: recordChange makes the next ones. Live at once when its
 * time has come.
 */
export function createMeeting(
  draft: MeetingDraft &
    WithInvitees & { readonly occurrence: OccurrenceDraft; readonly recurrence: Recurrence | null },
  now: Time,
): MeetingRecord | Refused {
  const { recurrence } = draft;
  const occurrence = { ...newOccurrence(draft.key, draft.occurrence, now), slot: recurrence?.from ?? null };
  const kind = occurrence.state === 'live' && !recurrence ? 'instant' : 'planned';
  const made = newRecord(draft, kind, occurrence, now);
  const record = { ...made, meeting: { ...made.meeting, recurrence } };
  return addInvitations(record, occurrence.id, { ...draft, invitedBy: draft.organizer }, now);
}

/** The record of a new meeting with its organizer alone. */
export function newRecord(
  draft: MeetingDraft,
  kind: Meeting['kind'],
  occurrence: Occurrence,
  now: Time,
): MeetingRecord {
  return {
    meeting: {
      key: draft.key,
      meetingId: draft.meetingId,
      workspaceId: draft.workspaceId,
      kind,
      topic: cleanTopic(draft.topic),
      organizer: draft.organizer,
      access: draft.access,
      waitingRoom: draft.waitingRoom,
      provider: draft.provider,
      recurrence: null,
      state: 'open',
      revision: 1,
      passcode: draft.passcode,
      check: draft.check,
      replacedCheck: null,
      createdAt: now,
      version: 0,
    },
    occurrences: [occurrence],
    invitations: [
      {
        id: draft.organizerInvitation,
        meetingKey: draft.key,
        occurrenceId: null,
        invitee: { kind: 'account', account: draft.organizer },
        role: 'organizer',
        state: 'invited',
        link: 1,
        linkKey: draft.linkKey,
        rsvp: 'none',
        rsvps: null,
        invitedBy: draft.organizer,
        invitedAt: now,
      },
    ],
    requests: [],
    conference: wantedConference({
      id: draft.conferenceId,
      meetingKey: draft.key,
      provider: draft.provider,
    }),
    slips: [],
  };
}

export function newOccurrence(meetingKey: MeetingKey, draft: OccurrenceDraft, now: Time): Occurrence {
  const live = draft.startsAt <= now;
  return {
    ...draft,
    meetingKey,
    state: live ? 'live' : 'planned',
    startedAt: live ? now : null,
    endedAt: null,
    moves: 0,
    slot: null,
    topic: null,
  };
}
