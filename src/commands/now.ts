import { z } from 'zod';
import { agreed } from './agreed.ts';
import { arrange } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';
import { USUAL_MINUTES } from './planned.ts';

/** `/meeting now [topic] [@people]`: live at once. */
export const now = plainCommand({
  name: 'now',
  summary: (text) => text.commands.now,
  example: '/meeting now Standup @ivan @lee',
  stoppedByLock: true,
  who: 'creator',
  input: z.object({
    room: field.toggle((text) => text.fields.room, { keyword: 'in my room' }).optional(),
    topic: field.text((text) => text.fields.topic).optional(),
    people: field.people().optional(),
    agreed,
  }),
  run: (context, { agreed, ...input }) =>
    arrange(
      context,
      {
        topic: input.topic ?? '',
        times: { startsAt: null, minutes: USUAL_MINUTES, zone: context.zone, repeats: null },
        card: context.conversation.visibility === 'direct' ? null : context.conversation.foreignId,
        inRoom: input.room ?? false,
        access: null,
        waitingRoom: null,
        provider: null,
        echo: false,
      },
      input,
    ),
  answer: arrangedReply,
});
