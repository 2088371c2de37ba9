import { z } from 'zod';
import { fresh, type RequestId } from '../ids.ts';
import { isRefused } from '../meeting/refusal.ts';
import { ask as askFor } from '../meeting/request.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
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
  async run(context) {
    const { record, actor, seesCard, now } = context;
    const request = { id: fresh<RequestId>(), account: actor.id, inCardConversation: seesCard };
    const next = askFor(record, request, now);
    if (isRefused(next)) return next;
    const change = decide(context, record, next, [{ action: 'requested', about: actor.id }]);
    return { kind: 'done', data: record.meeting, change };
  },
  answer(meeting, reader) {
    const text = catalogueFor(reader.locale);
    const { answers } = text;
    const title = answers.asked(topicOf(meeting, null, text));
    return { kind: 'private', message: say({ title, lines: [answers.askedThen] }, text) };
  },
});
