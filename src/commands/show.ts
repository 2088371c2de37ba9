import { z } from 'zod';
import { meetingDetails } from '../messages/meeting-details.ts';
import { meetingCommand } from './command.ts';
import { detailsFor } from './details.ts';
import { field } from './fields.ts';

/** `/meeting show <id>`: details, invitees with delivery and RSVP state, the organizer's buttons. No code. */
export const show = meetingCommand({
  name: 'show',
  summary: (text) => text.commands.show,
  example: '/meeting show 234 5678 9012',
  right: 'see',
  acknowledge: 'answer',
  input: z.object({ meeting: field.meeting().optional() }),
  run: async (context) => ({ kind: 'done', data: await detailsFor(context, false), change: null }),
  answer: (data, reader) => ({ kind: 'private', message: meetingDetails(data, reader) }),
});
