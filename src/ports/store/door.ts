import type { Time } from '../../clock.ts';
import type { AccountId, AdmissionId, InvitationId, MeetingKey, OccurrenceId } from '../../ids.ts';
import type { PasscodeCheck } from '../../vault/vault.ts';

/** One typed passcode at the door, with the limits it must pass. Times are sliding windows. */
export type Attempt = {
  readonly at: Time;
  /** Who tries: `chat:<account>` or `ip:<address or /64>`. */
  readonly client: string;
  /** `net:<…/24 or /48>`; null in chat. */
  readonly network: string | null;
  /** The ID as typed, digits only, whether it exists or not. */
  readonly typedId: string;
  /** HMACs of what was typed, one per key. */
  readonly checks: readonly PasscodeCheck[];
  /** True for addresses of `SHARED_NETWORKS`: the limit per client is ten times higher. */
  readonly shared: boolean;
};

/**
 * `throttled`: the caller's own limit, nothing was compared, try again after `retryAfter` ms. `shut`: some other limit,
 * nothing was compared.
 * `right` gave its count back; `replaced` too. `meeting` is there for `right` only.
 * `tripped`: this very attempt shut the passcode door of an existing meeting, so the organizer is to be told.
 */
export type AttemptResult =
  | { readonly kind: 'throttled'; readonly retryAfter: number }
  | { readonly kind: 'shut' /** All anonymous doors are shut. */; readonly flooded: boolean }
  | { readonly kind: 'wrong'; readonly tripped: MeetingKey | null }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'right'; readonly meeting: MeetingKey };

export type DoorCounters = {
  /** Counts, compares and, when right, gives back: one atomic operation. Throws when it cannot count. */
  attempt(attempt: Attempt): Promise<AttemptResult>;
  /** Forgets attempts that no limit counts any more. */
  sweep(now: Time): Promise<void>;
};

/** Somebody whom the door let in: the admission cookie and the attendance report refer to it. */
export type Admission = {
  readonly id: AdmissionId;
  readonly meetingKey: MeetingKey;
  readonly occurrenceId: OccurrenceId;
  readonly personKey: string;
  readonly account: AccountId | null;
  readonly invitationId: InvitationId | null;
  readonly name: string;
  readonly via: 'link' | 'passcode' | 'chat';
  readonly at: Time;
};
