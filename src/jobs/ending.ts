import type { Time } from '../clock.ts';
import { emptyChange } from '../meeting/change.ts';
import type { Settlement } from '../ports/store/jobs.ts';
import type { Change } from '../ports/store.ts';

/** How a job ended: committed in one write with the settlement. */
export type Ending = {
  readonly outcome: Settlement['outcome'];
  readonly delivery: Settlement['delivery'];
  readonly change: Change;
};

export const done = (change: Change = emptyChange): Ending => ({
  outcome: { kind: 'done' },
  delivery: null,
  change,
});

/** Runs again at that time; nothing has failed. */
export const again = (runAt: Time, change: Change = emptyChange): Ending => ({
  outcome: { kind: 'again', runAt, error: null, counts: false },
  delivery: null,
  change,
});

/** Runs again at that time because it failed; `error` is kept, and must not quote what it was about. */
export const retry = (runAt: Time, error: string): Ending => ({
  outcome: { kind: 'again', runAt, error, counts: true },
  delivery: null,
  change: emptyChange,
});
