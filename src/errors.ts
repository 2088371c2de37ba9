/** An error says who must act. What is none of these is a bug: it is logged whole and answered briefly. */

/** The operator must change a setting. Lists every problem at once, each with how to fix it. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * A platform did not take a message; says what the retry policy should do.
 * `unreachable`: this person cannot be written to until something changes on their side.
 * `refused`: this message will never be taken (wrong channel, no right). `later`: wait `retryAfter` ms.
 * `failed`: surely not sent, try again. `ambiguous`: it may have arrived, reconcile first.
 */
export type DeliveryFailure = 'unreachable' | 'refused' | 'later' | 'failed' | 'ambiguous' | 'revoked';

export type DeliveryScope = 'place' | 'edits' | 'workspace' | 'platform';

export class DeliveryError extends Error {
  readonly failure: DeliveryFailure;
  /** A word of the catalogue's reasons: `dm-closed`, `not-started`, `blocked`, `not-in-channel`, … */
  readonly reason: string;
  /** Milliseconds; for `later`. */
  readonly retryAfter: number;
  /** What has to wait, for `later`: messages to that place, edits in that workspace, all in it, or all on the platform. */
  readonly scope: DeliveryScope;

  constructor(failure: DeliveryFailure, reason: string, retryAfter = 0, scope: DeliveryScope = 'workspace') {
    super(`${failure}: ${reason}`);
    this.name = 'DeliveryError';
    this.failure = failure;
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.scope = scope;
  }
}

/** A conference provider did not do what was asked. `transient`: the job table tries again. */
export class ConferenceError extends Error {
  readonly failure: 'transient' | 'permanent';
  readonly reason: string;

  constructor(failure: 'transient' | 'permanent', reason: string) {
    super(`${failure}: ${reason}`);
    this.name = 'ConferenceError';
    this.failure = failure;
    this.reason = reason;
  }
}

/**
 * The store did not do what was asked, and changed nothing. It holds no value of any row: what the database's own
 * error says may be part of a name or a code, so only where it happened and its code go on.
 */
export class StoreError extends Error {
  /** Which call of the store, such as `commit` or `meetings.byKey`. */
  readonly operation: string;
  /** SQLite's own, such as `SQLITE_BUSY` or `SQLITE_FULL`; or the name of another kind of error. */
  readonly code: string;

  constructor(operation: string, code: string) {
    super(`${operation}: ${code}`);
    this.name = 'StoreError';
    this.operation = operation;
    this.code = code;
  }
}
