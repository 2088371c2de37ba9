import { z } from 'zod';
import { extend as goOn } from '../meeting/end.ts';
import { isRefused } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { formatTime } from '../time/format.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The button *30 minutes more*. */
export const extend = meetingCommand({
  name: 'extend',
  listed: false,
  summary: (text) => text.buttons.extend,
  example: '/meeting show 234 5678 9012',
  right: 'end',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, occurrence, now } = context;
    const next = goOn(record, occurrence.id, now);
    if (isRefused(next)) return next;
    const until = next.occurrences.find(({ id }) => id === occurrence.id)?.endsAt ?? now;
    return { kind: 'done', data: until, change: decide(context, record, next, []) };
  },
  answer(until, reader) {
    const text = catalogueFor(reader.locale);
    return {
      kind: 'private',
      message: say({ title: text.answers.extended(formatTime(until, reader)) }, text),
    };
  },
});
