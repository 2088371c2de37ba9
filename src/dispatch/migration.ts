import type { Clock } from '../clock.ts';
import { asId, type ForeignId } from '../ids.ts';
import { type FactSources, programFacts } from '../jobs/facts.ts';
import type { Log } from '../log.ts';
import { combine, recordChange, workspaceChange } from '../meeting/change.ts';
import { migrateCards } from '../meeting/migrate-cards.ts';
import type { Migration } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';

type Parts = FactSources & {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly committed: () => void;
};

/** Meetings at once: where there are more, the cards follow in rounds. */
const ROUND = 100;

/**
 * A group has another id. Its cards follow, then the workspace itself, so that what a crash interrupts is found and
 * done when the platform tells it once more.
 */
export async function migrate({ platform, from, to }: Migration, parts: Parts): Promise<void> {
  const { store, clock } = parts;
  if (from === to) return;
  for (;;) {
    const records = await store.meetings.withCardIn(platform, from, ROUND);
    if (records.length === 0) break;
    for (const record of records) {
      const facts = await programFacts(parts, record, clock.now());
      // A lost race leaves it for the next round.
      await store.commit(recordChange(record, migrateCards(record, from, to), facts));
    }
  }
  let moved = await moveWorkspace({ platform, from, to }, parts);
  while (moved === 'stale') moved = await moveWorkspace({ platform, from, to }, parts);
  parts.committed();
}

async function moveWorkspace({ platform, from, to }: Migration, { store, log }: Parts) {
  const [old, fresh] = await Promise.all([
    store.workspaces.byForeign(platform, from),
    store.workspaces.byForeign(platform, to),
  ]);
  if (!old) return 'done';
  // Somebody may have written in the new group before the platform told of it.
  if (fresh && (await store.meetings.ofWorkspace(fresh.id, 1)).length > 0) {
    log.warn({ workspace: old.id, taken: fresh.id }, 'two workspaces with meetings are one group now');
    return 'done';
  }
  const aside = fresh ? [{ ...fresh, foreignId: asId<ForeignId>(`${to}/before`) }] : [];
  // In this order: no two may have one id at any moment.
  return store.commit(combine(...[...aside, { ...old, foreignId: to }].map(workspaceChange)));
}
