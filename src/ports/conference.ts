import type { Time } from '../clock.ts';
import type { AccountId, ConferenceId, OccurrenceId } from '../ids.ts';
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

/** What the provider is asked to run. */
export type Call = {
  readonly id: ConferenceId;
  readonly meetingId: MeetingId;
  readonly topic: string;
  readonly startsAt: Time;
  readonly endsAt: Time;
  readonly zone: string;
  readonly waitingRoom: boolean;
};

/** What the provider made of it. */
export type Made = {
  /** The provider's own id. */
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
  readonly host: boolean;
  readonly waits: boolean;
};

/** One person's way in. The URL is theirs alone: a token in it stands in the fragment or lives minutes. */
export type WayIn = { readonly kind: 'room' | 'redirect'; readonly url: Secret };

/** Runs the calls behind the door. Every member may throw ConferenceError, which says whether to try again. */
export type ConferenceProvider = {
  readonly abilities: Abilities;
  /** Called again after a crash with the same `call.id`: must not make a second one. */
  create(call: Call, signal: AbortSignal): Promise<Made>;
  /** After a move or a rotation; `rotate` when the codes must change. */
  update(foreignId: string, call: Call, rotate: boolean, signal: AbortSignal): Promise<Made>;
  /** The call is over: everyone leaves, nobody comes in. */
  end(foreignId: string, occurrence: OccurrenceId, signal: AbortSignal): Promise<void>;
  /** The meeting is cancelled: nothing of it stays. */
  remove(foreignId: string, signal: AbortSignal): Promise<void>;
  admit(foreignId: string, guest: Guest, signal: AbortSignal): Promise<WayIn>;
};
