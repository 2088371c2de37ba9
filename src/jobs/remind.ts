import type { Clock } from '../clock.ts';
import type { ProviderName } from '../ids.ts';
import { emptyChange } from '../meeting/change.ts';
import { unfinished } from '../meeting/occurrence.ts';
import { owedReminders } from '../meeting/owed/reminders.ts';
import { type Due, readDue, remindAt } from '../meeting/reminder.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Store } from '../ports/store.ts';
import { again, done, type Ending } from './ending.ts';
import { programFacts } from './facts.ts';
import type { Runner } from './worker.ts';

export type RemindParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
};

/**
 * Owes the reminders of an occurrence to those who want theirs so many minutes before: by what is true then, so that
 * whoever declined, or chose another time, has no part in it. A job that comes late, because the program did not run,
 * still reminds before the start, and never after it.
 */
export function createRemind(parts: RemindParts): Runner {
  const { store, clock } = parts;

  async function remind({ occurrence: id, minutes }: Due): Promise<Ending> {
    const call = unfinished(await store.meetings.byPart(id), id);
    const now = clock.now();
    if (call === null || call.occurrence.startsAt <= now) return done();
    const { record, occurrence } = call;
    const at = remindAt(occurrence, minutes);
    if (now < at) return again(at);
    const invited = record.invitations.flatMap(({ invitee }) =>
      invitee.kind === 'account' ? [invitee.account] : [],
    );
    const accounts = await store.accounts.byIds(invited);
    const wishes = new Map(accounts.map(({ id, reminder }) => [id, reminder]));
    const facts = await programFacts(parts, record, now);
    const difference = { before: record, after: record, facts };
    return done({ ...emptyChange, deliveries: owedReminders(difference, occurrence, minutes, wishes) });
  }

  return {
    run: async (job) => async () => {
      const due = readDue(job.subject);
      return due === null ? done() : remind(due);
    },
    giveUp: async () => done(),
  };
}
