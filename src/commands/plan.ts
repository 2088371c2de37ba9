import { z } from 'zod';
import { MINUTE, type Time } from '../clock.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { formatExact, formatTime } from '../time/format.ts';
import { readDuration } from '../time/read-duration.ts';
import { readWhen } from '../time/read-when.ts';
import { type Arranged, arrange, USUAL_MINUTES } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { type Outcome, plainCommand } from './command.ts';
import { field } from './fields.ts';

type Echo = {
  readonly kind: 'echo';
  readonly topic: string;
  readonly at: Time;
  readonly until: Time;
  readonly invited: number;
};

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
  async run(context, input): Promise<Outcome<Arranged | Echo>> {
    const { zone, now, conversation, people } = context;
    const when = readWhen(input.when, { now, zone });
    if (isRefused(when)) return when;
    const minutes = input.duration ? readDuration(input.duration) : USUAL_MINUTES;
    if (minutes === null) return refuse({ why: 'duration-not-understood', typed: input.duration ?? '' });
    if (!context.confirmed) {
      const echo = {
        kind: 'echo',
        topic: input.topic,
        at: when.at,
        until: when.at + minutes * MINUTE,
        invited: people.accounts.length,
      } as const;
      // What is agreed to is the moment: "in 20 minutes" must not mean another one a minute later.
      return { kind: 'question', data: echo, values: { ...input, when: formatExact(when.at, zone) } };
    }
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
      },
      input,
    );
  },
  answer(data, reader) {
    if (data.kind !== 'echo') return arrangedReply(data, reader);
    const text = catalogueFor(reader.locale);
    const time = formatTime(data.at, reader, { until: data.until });
    return question(text.questions.plan(data.topic, time, data.invited), reader, false);
  },
});
