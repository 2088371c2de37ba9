import type { Time } from '../clock.ts';
import type { AccountId, ConferenceId, ForeignId, OccurrenceId, Platform, WorkspaceId } from '../ids.ts';
import type { WaitingRoom } from '../meeting/meeting.ts';
import type { MeetingId } from '../meeting/meeting-id.ts';
import type { Secret } from '../vault/secret.ts';

/** What a provider can do; the core adapts to it and no stub pretends (DESIGN.md rule 8). */
export type Abilities = {
  /** People at once; null: no limit of its own. */
  readonly seats: number | null;
  /** Whether it tells who is in the call. Without it only *End* or the duration ends an occurrence. */
  readonly presence: boolean;
  readonly waitingRoom: boolean;
  /** Whether it issues an ID and passcode besides ours: slips then wait for it and show a second block. */
  readonly ownCodes: boolean;
  readonly rotate: 'nothing' | 'in-place' | 'recreate';
};

/** The organizer, for a provider at which everyone has an account of their own. */
export type Host = {
  /** Whose meeting it is: it may have an account of its own at the provider. */
  readonly workspace: WorkspaceId;
  readonly platform: Platform;
  /** The platform's own id of them. */
  readonly person: ForeignId;
  readonly name: string;
  /**
   * An address that the platform vouches for; null where it tells none. Never one that somebody typed: whoever names
   * another person's address could start calls as them. The platform is asked only now. Throws ConferenceError.
   */
  email(): Promise<string | null>;
};

/** What the provider is asked to run. */
export type Call = {
  readonly id: ConferenceId;
  readonly meetingId: MeetingId;
  /** `series`: many occurrences, one call with one ID for all; `personal`: a member's room, held whenever they like. */
  readonly kind: 'instant' | 'planned' | 'series' | 'personal';
  /** Who organizes it now: after a transfer another than it was made for. */
  readonly host: Host;
  readonly topic: string;
  /** Of the occurrence that is live or comes next. */
  readonly startsAt: Time;
  readonly endsAt: Time;
  readonly zone: string;
  /** Who waits until the host lets them in. A provider that cannot tell people apart takes `typed` for all or for none. */
  readonly waitingRoom: WaitingRoom;
};

/** What the provider made of it. */
export type Made = {
  /** The provider's own id. Webhooks name the call by it. */
  readonly foreignId: string;
  /** What it issued besides, to be sealed: lines such as *Zoom passcode*; empty where it issues nothing. */
  readonly codes: readonly { readonly label: string; readonly secret: Secret }[];
};

/** A person whom the door has verified. */
export type Guest = {
  readonly occurrenceId: OccurrenceId;
  /** What the call is about; may be empty. */
  readonly topic: string;
  /** Null: came with the passcode and a typed name, marked *guest*. */
  readonly account: AccountId | null;
  /** The same person after a reload has the same key; two people never do. */
  readonly personKey: string;
  readonly name: string;
  /** Organizer and co-organizers: they let others in and remove them. */
  readonly host: boolean;
  /**
   * The organizer alone; null for everybody else. What opens the organizer's own account at the provider (a start
   * link) is for them only, and only where the call was made in that account.
   */
  readonly organizer: Host | null;
  readonly waits: boolean;
  /** Number of their personal link, which may be replaced while they are in; null: they have none. */
  readonly link: number | null;
};

/** One person's way in. The URL is theirs alone: a token in it stands in the fragment or lives minutes. */
export type WayIn = { readonly kind: 'room' | 'redirect'; readonly url: Secret };

/** Runs the calls behind the door. Every member may throw ConferenceError, which says whether to try again. */
export type ConferenceProvider = {
  readonly abilities: Abilities;
  create(call: Call, signal: AbortSignal): Promise<Made>;
  /**
   * The provider's ids of whatever it has for this call, recognised by `call.id`. Asked where the answer of a `create`
   * may have been lost: one is adopted, the others are removed. Empty where a call leaves nothing at the provider.
   */
  find(call: Call, signal: AbortSignal): Promise<readonly string[]>;
  /** As it stands at the provider now, codes included; null: it is not there any more. */
  read(foreignId: string, signal: AbortSignal): Promise<Made | null>;
  /**
   * After a move, a transfer or a rotation; `rotate` when the codes must change. A provider that counts changes sends
   * none where nothing is another. What it answers takes the place of what it made before, its id too.
   */
  update(foreignId: string, call: Call, rotate: boolean, signal: AbortSignal): Promise<Made>;
  /**
   * The call is over: everyone leaves, nobody comes in. `followed`: another occurrence of the meeting is live by now,
   * which must not be ended where both are held in the same place.
   */
  end(foreignId: string, occurrence: OccurrenceId, followed: boolean, signal: AbortSignal): Promise<void>;
  /** The meeting is cancelled: nothing of it stays. One that is not there is no error. */
  remove(foreignId: string, signal: AbortSignal): Promise<void>;
  admit(foreignId: string, guest: Guest, signal: AbortSignal): Promise<WayIn>;
};
