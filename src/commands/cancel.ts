import { z } from 'zod';
import { cancel as cancelMeeting } from '../meeting/cancel.ts';
import { isRefused } from '../meeting/refusal.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** `/meeting cancel <id>`: code and links die and invitees are told; in a personal room the call alone. */
export const cancel = meetingCommand({
  name: 'cancel',
  summary: (text) => text.commands.cancel,
  example: '/meeting cancel 234 5678 9012',
  right: 'cancel',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context) {
    const { record, occurrence, now } = context;
    const next = cancelMeeting(record, occurrence.id, now);
    if (isRefused(next)) return next;
    const told = inviteesTo(record, occurrence).length;
    const data = { meeting: record.meeting, occurrence, told, asking: !context.confirmed };
    if (!context.confirmed) return { kind: 'question', data, values: { meeting: occurrence.id } };
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'cancelled' }]) };
  },
  answer({ meeting, occurrence, told, asking }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    const call = meeting.kind === 'personal';
    const { questions, answers, buttons } = text;
    if (asking) return question((call ? questions.cancelCall : questions.cancel)(topic, told), reader);
    const lines = [call ? answers.callCancelledThen : answers.cancelledThen];
    const again = call ? [] : [button(buttons.details, `show:${meeting.key}`)];
    return {
      kind: 'private',
      message: say({ title: answers.cancelled(topic), lines, buttons: again }, text),
    };
  },
});
