import type { Time } from '../clock.ts';
import type { AccountId, OccurrenceId } from '../ids.ts';
import type { Present } from './store/presence.ts';

/**
 * Who is in a call, as a provider that reports presence tells it. It drives live and ended: the first person in
 * makes the occurrence live, and the moment it becomes empty is remembered.
 */
export type Attendance = {
  /**
   * `closed`: the occurrence is over or its meeting cancelled. `removed`: by the organizer, or uninvited, since the
   * door let them in; `replaced`: their link was. `elsewhere`: they are there by another way in, and did not say to
   * move. Calling it again renews.
   */
  enter(
    person: Attendee,
  ): Promise<'inside' | 'waiting' | 'full' | 'closed' | 'removed' | 'replaced' | 'elsewhere'>;
  /**
   * Once every 15 seconds; a person not renewed for 45 seconds is gone. False: not there any more, without a right to
   * be, or there by another way in than `held`.
   */
  renew(occurrence: OccurrenceId, personKey: string, held?: Held): Promise<boolean>;
  /** Out, and back only when the door lets them in anew. False: hosts stay, and who is not there. */
  remove(occurrence: OccurrenceId, personKey: string): Promise<boolean>;
  /** Over for all. False: it was over already, or the account has no right to end it. */
  end(occurrence: OccurrenceId, account: AccountId): Promise<boolean>;
  leave(occurrence: OccurrenceId, personKey: string): Promise<void>;
  letIn(occurrence: OccurrenceId, personKey: string): Promise<'in' | 'full' | 'absent'>;
  of(occurrence: OccurrenceId): Promise<readonly Present[]>;
};

export type Attendee = {
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly name: string;
  readonly host: boolean;
  readonly waits: boolean;
  /** When the door let them in; just now, unless told. */
  readonly admittedAt?: Time;
  /** Number of the personal link that let them in; null, or not told: they stay whatever becomes of it. */
  readonly link?: number | null;
  /** Whether to take the call from where they are in it already; unless told, that is not looked at. */
  readonly move?: boolean;
  /** In since then, by a provider's news, and until news of their going: nobody renews them. */
  readonly since?: Time;
};

/** By what somebody is in a call: when the door let them in, and the number of their personal link then. */
type Held = {
  readonly admittedAt: Time;
  /** Null: a guest, who has none. */
  readonly link: number | null;
};
