import { z } from 'zod';
import type { WorkspaceId } from '../ids.ts';
import { mayCreate } from '../meeting/rights.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { myMeetings } from '../messages/my-meetings.ts';
import { type Context, plainCommand } from './command.ts';
import { detailsFor } from './details.ts';
import { listedFor } from './listed.ts';
import { roomMessage } from './room.ts';

/** *My meetings* on the web: each with all that can be done with it. Reading it writes nothing. */
export const my = plainCommand({
  name: 'my',
  listed: false,
  summary: (text) => text.commands.list,
  example: '/meeting list',
  who: 'anyone',
  input: z.object({}),
  async run(context) {
    const { role, workspace, store, actor, publicUrl } = context;
    const listed = await listedFor(context);
    const mine = listed.filter(({ relation }) => relation !== 'none');
    const homes = await homesOf(
      context,
      mine.map(({ record }) => record.meeting.workspaceId),
    );
    const meetings = mine.flatMap(({ record, occurrence }) => {
      const home = homes.get(record.meeting.workspaceId);
      return home ? [{ ...context, record, occurrence, workspace: home, seesCard: false }] : [];
    });
    const room = await store.meetings.personalRoom(workspace.id, actor.id);
    const data = {
      creates: mayCreate(role, workspace.settings.creators),
      meetings: await Promise.all(meetings.map((meeting) => detailsFor(meeting, false))),
      others: listed.filter(({ relation }) => relation === 'none'),
      room: room && { record: room, publicUrl },
    };
    return { kind: 'done', data, change: null };
  },
  answer({ room, ...data }, reader) {
    return {
      kind: 'private',
      message: myMeetings({ ...data, room: room && roomMessage(room, reader) }, reader),
    };
  },
});

async function homesOf({ store }: Context, ids: readonly WorkspaceId[]) {
  const found = await Promise.all([...new Set(ids)].map((id) => store.workspaces.byId(id)));
  return new Map<WorkspaceId, Workspace>(found.flatMap((one) => (one ? [[one.id, one]] : [])));
}
