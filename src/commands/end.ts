import { z } from 'zod';
import { end as endCall } from '../meeting/end.ts';
import { isRefused } from '../meeting/refusal.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** `/meeting end <id>`: over for all. Asks only where somebody is inside. */
export const end = meetingCommand({
  name: 'end',
  summary: (text) => text.commands.end,
  example: '/meeting end 234 5678 9012',
  right: 'end',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context) {
    const { record, occurrence, store, now } = context;
    const next = endCall(record, occurrence.id, now);
    if (isRefused(next)) return next;
    const present = await store.presence.of(occurrence.id, now);
    const inside = present.filter(({ state }) => state === 'inside').length;
    const asking = inside > 0 && !context.confirmed;
    const data = { meeting: record.meeting, occurrence, inside, asking };
    if (asking) return { kind: 'question', data, values: { meeting: occurrence.id } };
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'ended' }]) };
  },
  answer({ meeting, occurrence, inside, asking }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    if (asking) return question(text.questions.end(topic, inside), reader);
    const lines = [text.answers.endedThen];
    return { kind: 'private', message: say({ title: text.answers.ended(topic), lines }, text) };
  },
});
