import { z } from 'zod';
import { mayCreate } from '../meeting/rights.ts';
import { homePage } from '../messages/home-page.ts';
import { plainCommand } from './command.ts';
import { decide } from './decision.ts';
import { detailsFor } from './details.ts';
import { listedFor } from './listed.ts';
import { roomOf } from './personal-room.ts';
import { roomMessage } from './room.ts';

/** A page of one's own where a platform has one (Slack's Home tab): the next meeting, the later ones, the room. */
export const home = plainCommand({
  name: 'home',
  listed: false,
  summary: (text) => text.commands.list,
  example: '/meeting list',
  who: 'anyone',
  input: z.object({}),
  async run(context) {
    const { role, workspace, publicUrl } = context;
    const listed = await listedFor(context);
    const next = listed.find(
      ({ record, relation }) => relation !== 'none' && record.meeting.workspaceId === workspace.id,
    );
    const creates = mayCreate(role, workspace.settings.creators);
    const room = creates ? await roomOf(context) : null;
    const change =
      room && !room.stored ? decide(context, null, room.record, [{ action: 'created', via: 'room' }]) : null;
    const data = {
      creates,
      next: next ? await detailsFor({ ...context, ...next, seesCard: false }, false) : null,
      later: listed.filter((meeting) => meeting !== next),
      room: room && { record: room.record, publicUrl },
    };
    return { kind: 'done', data, change };
  },
  answer({ room, ...data }, reader) {
    const shown = room && roomMessage(room, reader);
    return { kind: 'private', message: homePage({ ...data, room: shown }, reader) };
  },
});
