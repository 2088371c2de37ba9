import { z } from 'zod';
import { askingReply, askOrganizer } from './asking.ts';
import { meetingCommand } from './command.ts';
import { field } from './fields.ts';

/** The button *Ask the organizer*. */
export const ask = meetingCommand({
  name: 'ask',
  listed: false,
  summary: (text) => text.buttons.ask,
  example: '/meeting code 234 5678 9012',
  stoppedByLock: true,
  right: 'claim',
  input: z.object({ meeting: field.meeting() }),
  run: async (context) => askOrganizer(context),
  answer: askingReply,
});
