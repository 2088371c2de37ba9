import { commitDecision } from '../commit-decision.ts';
import type { Unfinished } from '../meeting/occurrence.ts';
import type { Change, Store } from '../ports/store.ts';

type Parts = { readonly store: Pick<Store, 'commit'>; readonly committed: () => void };

/** Commits what follows from what happened in a call, decided anew while others change the meeting. */
export async function follow(
  { store, committed }: Parts,
  about: string,
  find: () => Promise<Unfinished | null>,
  decide: (call: Unfinished) => Promise<Change | null>,
): Promise<void> {
  const written = await commitDecision(store, about, async () => {
    const call = await find();
    return call && decide(call);
  });
  if (written) committed();
}
