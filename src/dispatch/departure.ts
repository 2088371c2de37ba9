import type { Clock } from '../clock.ts';
import { readersOf } from '../commands/readers.ts';
import type { AccountId, MeetingKey } from '../ids.ts';
import type { FactSources } from '../jobs/facts.ts';
import { programChange } from '../jobs/program-change.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import { leave, sharedRotation } from '../meeting/leave.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Departure } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';

type Parts = FactSources & {
  readonly store: Store;
  readonly clock: Clock;
  readonly committed: () => void;
};

/** Meetings of one account at once: whoever has more has them taken back in rounds. */
const ROUND = 100;

/**
 * Somebody left a workspace, was banned or deactivated: their links and rights in its meetings go at once, and a
 * code that had reached them changes a minute later, for all who leave meanwhile (SPEC.md §2). What they opened from
 * there in the browser ends too.
 */
export async function depart({ platform, workspace, person }: Departure, parts: Parts): Promise<void> {
  const { store } = parts;
  const [account, place] = await Promise.all([
    store.accounts.byForeign(platform, person),
    store.workspaces.byForeign(platform, workspace),
  ]);
  if (!account || !place) return;
  await store.sessions.endOf(account.id, place.id);
  const gone = new Set<MeetingKey>();
  for (;;) {
    const records = await store.meetings.ofAccount(account.id, ROUND);
    const here = records.filter(({ meeting }) => meeting.workspaceId === place.id && !gone.has(meeting.key));
    if (here.length === 0) return;
    for (const record of here) {
      if ((await withdrawFrom(record, account.id, parts)) === 'done') gone.add(record.meeting.key);
    }
  }
}

async function withdrawFrom(
  record: MeetingRecord,
  account: AccountId,
  parts: Parts,
): Promise<'done' | 'stale'> {
  const { store, clock, committed } = parts;
  const now = clock.now();
  const { record: next, mustRotate } = leave(record, account, await readersOf(parts, record), now);
  const noted = { action: 'uninvited', about: account, via: 'left' } as const;
  const change = await programChange(parts, record, next, now, noted);
  const jobs = mustRotate ? [sharedRotation(record.meeting.key, now)] : [];
  const result = await store.commit(combine(change, { ...emptyChange, jobs }));
  if (result === 'stale') return 'stale';
  committed();
  return 'done';
}
