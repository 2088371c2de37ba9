import { z } from 'zod';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { formatExact } from '../time/format.ts';
import { readDuration } from '../time/read-duration.ts';
import { readWhen } from '../time/read-when.ts';
import { arrange, USUAL_MINUTES } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';

/** `/meeting plan <topic> at <when> [for <duration>] [@people]`: echoed in full before it is made. */
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
    people: field.people().optional(),
  }),
  async run(context, input) {
    const { zone, now, conversation } = context;
    const when = readWhen(input.when, { now, zone, locale: context.locale });
    if (isRefused(when)) return when;
    const minutes = input.duration === undefined ? USUAL_MINUTES : readDuration(input.duration);
    if (minutes === null) return refuse({ why: 'duration-not-understood', typed: input.duration ?? '' });
    return arrange(
      context,
      {
        topic: input.topic,
        startsAt: when.at,
        minutes,
        zone,
        card: conversation.visibility === 'direct' ? null : conversation.foreignId,
        inRoom: input.room ?? false,
        access: null,
        waitingRoom: null,
        provider: null,
        echo: true,
      },
      // What is agreed to is the moment: "in 20 minutes" must not mean another one a minute later.
      { ...input, when: formatExact(when.at, zone) },
    );
  },
  answer: arrangedReply,
});
