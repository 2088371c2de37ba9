import { fresh, type OccurrenceId } from '../ids.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { makePersonalId } from '../meeting/meeting-id.ts';
import { createRoom } from '../meeting/room.ts';
import { newCodes } from './codes.ts';
import type { Context } from './command.ts';

/** A member's personal room. `stored`: as the store has it; null: made just now, to be committed. */
export type Room = { readonly record: MeetingRecord; readonly stored: MeetingRecord | null };

/** Everybody has one from the first time they need it: one number and one passcode for all their calls. */
export async function roomOf(context: Context): Promise<Room> {
  const { store, workspace, actor, now } = context;
  const stored = await store.meetings.personalRoom(workspace.id, actor.id);
  if (stored) return { record: stored, stored };
  const { zone } = context;
  const record = createRoom(
    {
      ...newCodes(context, makePersonalId(context.random)),
      workspaceId: workspace.id,
      topic: actor.name,
      organizer: actor.id,
      access: 'invitees',
      waitingRoom: 'typed', // people of earlier calls know the code, and wait (SPEC.md §2)
      provider: workspace.settings.provider,
      founding: { id: fresh<OccurrenceId>(), zone },
    },
    now,
  );
  return { record, stored: null };
}
