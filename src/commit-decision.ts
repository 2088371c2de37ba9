import type { Change, Store } from './ports/store.ts';

/** Lost races in a row; each means that somebody else's change got through. */
const MOST_RACES = 10;

/**
 * Commits what is decided, decided anew whenever somebody changed meanwhile what it was decided on. Null: nothing is to
 * be done. `about`: what is being changed, for the error should it never get through.
 */
export async function commitDecision(
  store: Pick<Store, 'commit'>,
  about: string,
  decide: () => Promise<Change | null>,
): Promise<boolean> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const change = await decide();
    if (change === null) return false;
    if ((await store.commit(change)) !== 'stale') return true;
  }
  throw new Error(`${about} is being changed all the time`);
}
