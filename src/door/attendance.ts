import type { AccountId, OccurrenceId } from '../ids.ts';
import type { Presence } from '../ports/store.ts';

/**
 * Who is in a call, as a provider that reports presence tells it. It drives live and ended: the first person in
 * makes the occurrence live, and the moment it becomes empty is remembered.
 */
export type Attendance = {
  /** `closed`: the occurrence is over or its meeting cancelled. Calling it again renews. */
  enter(person: Attendee): Promise<'inside' | 'waiting' | 'full' | 'closed'>;
  /** Once every 15 seconds; a person not renewed for 45 seconds is gone. False: not there any more. */
  renew(occurrence: OccurrenceId, personKey: string): Promise<boolean>;
  leave(occurrence: OccurrenceId, personKey: string): Promise<void>;
  letIn(occurrence: OccurrenceId, personKey: string): Promise<'in' | 'full' | 'absent'>;
  of(occurrence: OccurrenceId): Promise<readonly Presence[]>;
};

export type Attendee = {
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly name: string;
  readonly host: boolean;
  readonly waits: boolean;
};
