import { z } from 'zod';
import { meetingList } from '../messages/meeting-list.ts';
import { plainCommand } from './command.ts';
import { listedFor } from './listed.ts';

/** `/meeting list`: what I organize or am invited to; admins see their workspace's besides. */
export const list = plainCommand({
  name: 'list',
  summary: (text) => text.commands.list,
  example: '/meeting list',
  who: 'anyone',
  acknowledge: 'answer',
  input: z.object({}),
  run: async (context) => ({ kind: 'done', data: await listedFor(context), change: null }),
  answer: (data, reader) => ({ kind: 'private', message: meetingList(data, reader) }),
});
