import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { start as goLive } from '../meeting/start.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** `/meeting start <id>`: the door opens now, and invitees are told. */
export const start = meetingCommand({
  name: 'start',
  summary: (text) => text.commands.start,
  example: '/meeting start 234 5678 9012',
  right: 'start',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context) {
    const { record, occurrence, now } = context;
    const next = goLive(record, occurrence.id, now);
    if (isRefused(next)) return next;
    const data = { meeting: record.meeting, occurrence };
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'started' }]) };
  },
  answer({ meeting, occurrence }, reader) {
    const text = catalogueFor(reader.locale);
    const title = text.answers.started(topicOf(meeting, occurrence, text));
    const buttons = [button(text.buttons.join, `enter:${occurrence.id}`, 'primary')];
    return { kind: 'private', message: say({ title, lines: [text.answers.startedThen], buttons }, text) };
  },
});
