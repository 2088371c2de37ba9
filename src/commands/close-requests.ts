import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { closeRequests as close } from '../meeting/request.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The button *Close* of the code requests: who waits is denied, and nobody can ask any more. */
export const closeRequests = meetingCommand({
  name: 'close-requests',
  listed: false,
  summary: (text) => text.buttons.close,
  example: '/meeting show 234 5678 9012',
  right: 'decide',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, actor, now } = context;
    const next = close(record, actor.id, now);
    if (isRefused(next)) return next;
    const denied = record.requests.filter(({ state }) => state === 'open');
    const noted = denied.map(({ account }) => ({ action: 'denied', about: account, via: 'close' }) as const);
    return { kind: 'done', data: record.meeting, change: decide(context, record, next, noted) };
  },
  answer(meeting, reader) {
    const text = catalogueFor(reader.locale);
    const title = text.answers.requestsClosed(topicOf(meeting, null, text));
    return { kind: 'private', message: say({ title }, text) };
  },
});
