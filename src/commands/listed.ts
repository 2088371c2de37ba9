import { currentOccurrence } from '../meeting/door-times.ts';
import { relationOf } from '../meeting/rights.ts';
import type { ListedMeeting } from '../messages/meeting-list.ts';
import type { Context } from './command.ts';

/** What a list is read for; who has more names one. */
const MOST = 50;

/** What the actor organizes or is invited to, the nearest first; admins see their workspace's besides. */
export async function listedFor({
  store,
  actor,
  role,
  workspace,
  now,
}: Pick<Context, 'store' | 'actor' | 'role' | 'workspace' | 'now'>): Promise<readonly ListedMeeting[]> {
  const mine = await store.meetings.ofAccount(actor.id, MOST);
  const all = role === 'admin' ? await store.meetings.ofWorkspace(workspace.id, MOST) : [];
  const known = new Set(mine.map(({ meeting }) => meeting.key));
  const records = [...mine, ...all.filter(({ meeting }) => !known.has(meeting.key))];
  return records.map((record) => ({
    record,
    occurrence: currentOccurrence(record, now),
    relation: relationOf(actor.id, record),
  }));
}
