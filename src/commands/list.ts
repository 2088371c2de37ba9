import { z } from 'zod';
import { currentOccurrence } from '../meeting/door-times.ts';
import { relationOf } from '../meeting/rights.ts';
import { meetingList } from '../messages/meeting-list.ts';
import { plainCommand } from './command.ts';

/** What a list is read for; who has more names one. */
const MOST = 50;

/** `/meeting list`: what I organize or am invited to; admins see their workspace's besides. */
export const list = plainCommand({
  name: 'list',
  summary: (text) => text.commands.list,
  example: '/meeting list',
  who: 'anyone',
  input: z.object({}),
  async run({ store, actor, role, workspace, now }) {
    const mine = await store.meetings.ofAccount(actor.id, MOST);
    const all = role === 'admin' ? await store.meetings.ofWorkspace(workspace.id, MOST) : [];
    const known = new Set(mine.map(({ meeting }) => meeting.key));
    const records = [...mine, ...all.filter(({ meeting }) => !known.has(meeting.key))];
    const data = records.map((record) => ({
      record,
      occurrence: currentOccurrence(record, now),
      relation: relationOf(actor.id, record),
    }));
    return { kind: 'done', data, change: null };
  },
  answer: (data, reader) => ({ kind: 'private', message: meetingList(data, reader) }),
});
