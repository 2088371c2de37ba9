import type { Time } from '../clock.ts';
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
} from '../ids.ts';
import type { Recurrence } from '../time/rule.ts';
import type { PasscodeCheck, Sealed } from '../vault/vault.ts';
import type { MeetingId } from './meeting-id.ts';

/** Who may have the code: only invitees, everyone in the card's conversation, or whoever asks and is approved. */
export type Access = 'invitees' | 'members' | 'request';
/** Who waits before the organizer lets them in. */
export type WaitingRoom = 'off' | 'typed' | 'all';

/** Owns the meeting ID, the passcode, access, provider, organizer and invitees. */
export type Meeting = {
  readonly key: MeetingKey;
  readonly meetingId: MeetingId;
  readonly workspaceId: WorkspaceId;
  readonly kind: 'instant' | 'planned' | 'personal';
  readonly topic: string;
  readonly organizer: AccountId;
  readonly access: Access;
  readonly waitingRoom: WaitingRoom;
  readonly provider: ProviderName;
  /** How it is repeated; null: it is not. Its next times are occurrences already, the later ones are not yet. */
  readonly recurrence: Recurrence | null;
  /** `cancelled`: code and links are dead for good. A personal room is never cancelled, only its calls. */
  readonly state: 'open' | 'cancelled';
  /** The passcode's number; rotating makes revision + 1. Starts at 1. */
  readonly revision: number;
  readonly passcode: Sealed;
  readonly check: PasscodeCheck;
  /** The passcode that the last rotation replaced: refused, but not counted as a guess (SECURITY.md §1). */
  readonly replacedCheck: PasscodeCheck | null;
  readonly createdAt: Time;
  /** Raised by every change to the meeting and what belongs to it; a commit names the one it was decided on. */
  readonly version: number;
};

/** One time at which a meeting is held. */
export type Occurrence = {
  readonly id: OccurrenceId;
  readonly meetingKey: MeetingKey;
  readonly startsAt: Time;
  /** Planned end; moved on by *30 minutes more*. */
  readonly endsAt: Time;
  /** IANA zone in which the time was meant. */
  readonly zone: string;
  readonly state: 'planned' | 'live' | 'ended' | 'cancelled';
  readonly startedAt: Time | null;
  readonly endedAt: Time | null;
  /** The conversation that shows the card, by the platform's id; null: nowhere. */
  readonly card: ForeignId | null;
  /** How often it was moved. */
  readonly moves: number;
  /**
   * The wall time that the meeting's rule gave it, `2026-11-26T09:00`, whatever it was moved to since: RECURRENCE-ID
   * in a calendar file. Null: of a meeting that is not repeated.
   */
  readonly slot: string | null;
  /** A call in a personal room may have one of its own; null: the meeting's. */
  readonly topic: string | null;
};

/** An account, a Telegram username not yet met, or an e-mail address. */
export type Invitee =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'username'; readonly username: string }
  | { readonly kind: 'email'; readonly address: string };

export type Rsvp = 'none' | 'coming' | 'declined';

/** One invitee's right to the code and to a personal link. The organizer has one too. */
export type Invitation = {
  readonly id: InvitationId;
  readonly meetingKey: MeetingKey;
  /** The one call it is for (personal rooms); null: every occurrence of the meeting. */
  readonly occurrenceId: OccurrenceId | null;
  readonly invitee: Invitee;
  readonly role: 'organizer' | 'cohost' | 'invitee';
  readonly state: 'invited' | 'withdrawn';
  /** The personal link's number; raising it revokes the link. Starts at 1. */
  readonly link: number;
  /** The key that the link's HMAC is made with. */
  readonly linkKey: string;
  /** To what is not repeated. */
  readonly rsvp: Rsvp;
  /** To each time of what is repeated that is not over, by the occurrence; null: to none yet. See `rsvpTo`. */
  readonly rsvps: Readonly<Record<OccurrenceId, Exclude<Rsvp, 'none'>>> | null;
  readonly invitedBy: AccountId;
  readonly invitedAt: Time;
};

/** Somebody without a right to the code, asking the organizer. */
export type CodeRequest = {
  readonly id: RequestId;
  readonly meetingKey: MeetingKey;
  readonly account: AccountId;
  readonly state: 'open' | 'approved' | 'denied';
  readonly askedAt: Time;
  readonly decidedBy: AccountId | null;
  readonly decidedAt: Time | null;
};

/** What runs the call behind the door. Its own row, because a provider is called after the commit. */
export type Conference = {
  readonly id: ConferenceId;
  readonly meetingKey: MeetingKey;
  readonly provider: ProviderName;
  readonly state: 'wanted' | 'ready' | 'failed' | 'gone';
  /** The provider's id of it, once it answered. */
  readonly foreignId: string | null;
  /** What the provider issued besides (its own ID and passcode, host links), sealed. */
  readonly credentials: Sealed | null;
  /** Why it failed, in the provider adapter's words; never a secret. */
  readonly reason: string | null;
  /** Raised by each change wanted of the provider (created, moved, rotated, ended). */
  readonly wanted: number;
  /** The `wanted` that the provider last confirmed. */
  readonly shown: number;
};

/** How a slip fares: `shown` is seen in an answer, which proves the person has it but is not a delivery. */
export type SlipState = 'due' | 'sending' | 'sent' | 'shown' | 'unreachable' | 'dead' | 'void';

/** What happened to one slip: derived by the store from the deliveries, newest last. */
export type Slip = {
  readonly invitationId: InvitationId;
  readonly revision: number;
  readonly link: number;
  readonly state: SlipState;
  /** Why it did not arrive, one of the messenger's reasons. */
  readonly reason: string | null;
  readonly at: Time;
};

/** A meeting with everything that belongs to it. Rules take one and return the next. */
export type MeetingRecord = {
  readonly meeting: Meeting;
  /** Earliest first. Of what is repeated those that were over long ago are left out. */
  readonly occurrences: readonly Occurrence[];
  readonly invitations: readonly Invitation[];
  readonly requests: readonly CodeRequest[];
  readonly conference: Conference;
  readonly slips: readonly Slip[];
};
