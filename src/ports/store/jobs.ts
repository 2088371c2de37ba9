import type { Time } from '../../clock.ts';
import type { DeliveryId } from '../../ids.ts';
import type { SlipState } from '../../meeting/meeting.ts';
import type { MessageRef } from '../messenger.ts';

export type JobKind =
  | 'deliver'
  | 'conference'
  | 'look'
  | 'drop'
  | 'start'
  | 'remind'
  | 'end'
  | 'empty'
  | 'sweep';

export type NewJob = {
  /** Unique: `<kind>:<subject>`. */
  readonly key: string;
  readonly kind: JobKind;
  /** Id of what it is about. */
  readonly subject: string;
  readonly runAt: Time;
  readonly order: number;
  /** What it draws on; a bucket that waits holds all its jobs back. Empty: none. */
  readonly buckets: readonly string[];
};

export type Job = NewJob & {
  readonly attempts: number;
  readonly lastError: string | null;
  /** Names this lease: settling with another one is `stale`. */
  readonly lease: string;
  /** The lease before this one ran out without being settled: what was sent then is ambiguous. */
  readonly interrupted: boolean;
};

/** What became of a claimed job. */
export type Settlement = {
  readonly key: string;
  readonly lease: string;
  /** `done` deletes it, unless it was asked for again meanwhile; `again` runs it at `runAt`. */
  readonly outcome:
    | { readonly kind: 'done' }
    | {
        readonly kind: 'again';
        readonly runAt: Time;
        readonly error: string | null;
        /** 429 and pacing do not count. */
        readonly counts: boolean;
      };
  /** The delivery's new state, for deliver jobs. */
  readonly delivery: {
    readonly id: DeliveryId;
    readonly state: SlipState;
    readonly reason: string | null;
    readonly ref: MessageRef | null;
    readonly shown: number;
    readonly at: Time;
  } | null;
};

export type Jobs = {
  /**
   * Takes up to `limit` due jobs under a lease, in order, none from a bucket that waits, and charges their
   * buckets `paces` in the same statement. A delivery taken becomes `sending`.
   */
  claim(claim: Claim): Promise<readonly Job[]>;
  /** Holds a bucket back (429, breaker). Never shortens. */
  hold(bucket: string, until: Time): Promise<void>;
  /** Nobody claims a job until `resume`: after a backup was restored. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  isPaused(): Promise<boolean>;
  /** When the next job could be claimed; null: none can be, whatever the time. */
  nextAt(): Promise<Time | null>;
  /** Jobs due but not done, by kind: metrics. */
  backlog(now: Time): Promise<Readonly<Record<string, number>>>;
};

export type Claim = {
  readonly worker: string;
  readonly now: Time;
  /** Milliseconds. */
  readonly lease: number;
  readonly limit: number;
  /** What one job costs each of its buckets, by the bucket's name. */
  readonly cost: (bucket: string) => Cost;
};

/** Milliseconds. */
export type Cost = {
  /** For how long the bucket waits after each. */
  readonly each: number;
  /** How much of the time that a bucket was free for is made up for: a second at most. */
  readonly credit: number;
};
