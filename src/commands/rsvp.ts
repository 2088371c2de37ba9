import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { rsvp as respond } from '../meeting/rsvp.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The buttons *I'm in* and *Can't*. They grant no right: who is not invited reads how to ask (SPEC.md §2). */
export const rsvp = meetingCommand({
  name: 'rsvp',
  listed: false,
  summary: (text) => text.buttons.coming,
  example: '/meeting show 234 5678 9012',
  right: 'rsvp',
  acknowledge: 'answer',
  input: z.object({
    meeting: field.meeting(),
    coming: field.choice(
      ['yes', 'no'],
      (text) => text.fields.coming,
      () => [],
    ),
  }),
  async run(context, { coming }) {
    const { record, occurrence, actor } = context;
    const next = respond(record, occurrence.id, actor.id, coming === 'yes' ? 'coming' : 'declined');
    if (isRefused(next)) return next;
    return {
      kind: 'done',
      data: { meeting: record.meeting, occurrence, coming: coming === 'yes' },
      change: decide(context, record, next, []),
    };
  },
  answer({ meeting, occurrence, coming }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    const { answers } = text;
    return {
      kind: 'private',
      message: coming
        ? say({ title: answers.coming(topic) }, text)
        : say({ title: answers.declined(topic), lines: [answers.declinedThen] }, text),
    };
  },
});
