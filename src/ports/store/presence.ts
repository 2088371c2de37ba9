import type { Time } from '../../clock.ts';
import type { AccountId, OccurrenceId } from '../../ids.ts';

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
