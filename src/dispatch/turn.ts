import type { Invocation } from '../ports/inbox.ts';
import type { Asked } from './asked.ts';
import type { Identity } from './identity.ts';

/** Decided on something that was changed meanwhile: to be decided anew. */
export type Stale = 'stale';

/** One event with its asker and what it asks for. */
export type Turn = {
  readonly invocation: Invocation;
  readonly who: Identity;
  readonly asked: Asked;
  /** The asker has another name than in the store, or is not there. */
  readonly unknown: boolean;
};
