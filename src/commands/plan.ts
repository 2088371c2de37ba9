import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { agreed, stillToCome } from './agreed.ts';
import { arrange } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';
import { readPlanned } from './planned.ts';

/** `/meeting plan <topic> at <when> [for <duration>] [every …] [@people]`: echoed in full before it is made. */
export const plan = plainCommand({
  name: 'plan',
  summary: (text) => text.commands.plan,
  example: '/meeting plan Standup at tomorrow 9:30 for 15 min @ivan @lee',
  stoppedByLock: true,
  who: 'creator',
  input: z.object({
    room: field.toggle((text) => text.fields.room, { keyword: 'in my room' }).optional(),
    topic: field.text((text) => text.fields.topic),
    when: field.when(undefined, { keyword: 'at' }),
    duration: field.duration(undefined, { keyword: 'for' }).optional(),
    repeats: field.text((text) => text.fields.repeats, { hint: (text) => text.hints.repeats }).optional(),
    people: field.people().optional(),
    agreed,
  }),
  async run(context, { agreed, ...input }) {
    const { now, conversation } = context;
    const times = context.confirmed && agreed ? stillToCome(agreed, now) : readPlanned(input, context);
    if (isRefused(times)) return times;
    return arrange(
      context,
      {
        topic: input.topic,
        times,
        card: conversation.visibility === 'direct' ? null : conversation.foreignId,
        inRoom: input.room ?? false,
        access: null,
        waitingRoom: null,
        provider: null,
        echo: true,
      },
      input,
    );
  },
  answer: arrangedReply,
});
