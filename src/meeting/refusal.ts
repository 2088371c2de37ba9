import type { Time } from '../clock.ts';
import type { PersonProblem } from '../commands/command.ts';
import type { MeetingId } from './meeting-id.ts';

/**
 * Why something was not done: an expected result, not an exception. Nothing was changed. The catalogue has the
 * words for each: what was wrong, then what to do.
 */
export type Refusal =
  /** Not there, or not visible to the asker: the same answer, so that nobody learns which (SPEC.md §8). */
  | { readonly why: 'no-such-meeting' }
  | { readonly why: 'unknown-command'; readonly typed: string; readonly nearest: string | null }
  | { readonly why: 'missing'; readonly field: string; readonly example: string }
  | {
      readonly why: 'not-understood';
      readonly field: string;
      readonly typed: string;
      readonly example: string;
    }
  | { readonly why: 'several-meetings'; readonly command: string; readonly candidates: readonly Candidate[] }
  | { readonly why: 'no-meetings' }
  | { readonly why: 'not-organizer' }
  | { readonly why: 'not-admin' }
  | { readonly why: 'may-not-create'; readonly who: 'admins' | 'creators' | 'members' | 'everyone' }
  /** Not in the workspace: of a connected one, deactivated, or gone. */
  | { readonly why: 'not-a-member' }
  | { readonly why: 'is-invited' }
  /** Invited by a username that is the asker's, who has not shown yet that they are meant. */
  | { readonly why: 'claim-first'; readonly meeting: string }
  | { readonly why: 'not-invited'; readonly canAsk: boolean; readonly meeting: string }
  | { readonly why: 'locked' }
  | { readonly why: 'plan'; readonly what: 'number' | 'passcode' }
  | { readonly why: 'too-many-meetings'; readonly limit: number; readonly again: Time }
  | { readonly why: 'too-many-invitees'; readonly limit: number; readonly again: Time }
  | { readonly why: 'meeting-too-large'; readonly limit: number }
  | { readonly why: 'time-past'; readonly at: Time }
  | {
      readonly why: 'time-ambiguous';
      readonly because: Ambiguity;
      /** Earliest first. */
      readonly readings: readonly Time[];
      /** In which it was meant. */
      readonly zone: string;
    }
  /** The day is clear: what is missing is the time. */
  | { readonly why: 'time-of-day-missing'; readonly typed: string }
  /** A name that several zones go by, or none for sure. */
  | { readonly why: 'zone-unclear'; readonly typed: string; readonly zones: readonly string[] }
  | { readonly why: 'repeats-not-understood'; readonly typed: string }
  /** Every how many weeks it is, but not on which day of them. */
  | { readonly why: 'repeats-day-missing' }
  /** The rule gives no time that is still to come. */
  | { readonly why: 'repeats-never' }
  /** More times, or until later, than a rule may have. */
  | { readonly why: 'repeats-too-long' }
  | { readonly why: 'repeats-in-room' }
  | { readonly why: 'time-not-understood'; readonly typed: string }
  | { readonly why: 'duration-not-understood'; readonly typed: string }
  | { readonly why: 'time-too-far'; readonly at: Time }
  | { readonly why: 'passcode-policy'; readonly problem: PasscodeProblem }
  | { readonly why: 'number-rules'; readonly problem: NumberProblem }
  | { readonly why: 'number-taken' }
  | { readonly why: 'is-cancelled' }
  | { readonly why: 'is-over' }
  | { readonly why: 'not-planned' }
  | { readonly why: 'is-live' }
  | { readonly why: 'not-live' }
  | { readonly why: 'personal-room' }
  | { readonly why: 'is-organizer' }
  | { readonly why: 'not-an-invitee' }
  | { readonly why: 'nobody-named'; readonly example: string }
  /** Somebody named cannot be found or is a bot. */
  | { readonly why: 'person'; readonly problem: PersonProblem }
  | { readonly why: 'already-asked' }
  | { readonly why: 'asked-too-often'; readonly again: Time }
  | { readonly why: 'not-open-any-more' }
  /** A card was to go to a conversation that its organizer is not in. */
  | { readonly why: 'not-in-conversation' }
  /** A passcode typed where others can read it. */
  | { readonly why: 'typed-in-public' }
  | { readonly why: 'form-expired' }
  /** Plain text to the bot while it waits for none. */
  | { readonly why: 'nothing-asked' }
  | { readonly why: 'busy' }
  | { readonly why: 'failed' };

/** Why a time can be read in several ways, or what is odd about it. */
export type Ambiguity =
  | 'repeated'
  | 'skipped'
  | 'which-half'
  | 'which-midnight'
  | 'which-week'
  | 'which-date'
  | 'other-weekday';

export type Candidate = {
  readonly key: string;
  readonly meetingId: MeetingId;
  readonly topic: string;
  readonly startsAt: Time;
};

export type PasscodeProblem = 'length' | 'characters' | 'numeric' | 'weak';
export type NumberProblem = 'length' | 'first-digit' | 'prefix' | 'repeats' | 'run';

export type Refused = { readonly refused: Refusal };
export const refuse = (refusal: Refusal): Refused => ({ refused: refusal });
export const isRefused = (value: object): value is Refused => 'refused' in value;
