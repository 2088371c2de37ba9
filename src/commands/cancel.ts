import { z } from 'zod';
import { cancel as cancelMeeting } from '../meeting/cancel.ts';
import type { Meeting, Occurrence } from '../meeting/meeting.ts';
import { isRefused } from '../meeting/refusal.ts';
import { cancelIn } from '../meeting/series.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { formatTime } from '../time/format.ts';
import { type MeetingContext, meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

type Cancelled = {
  readonly meeting: Meeting;
  readonly occurrence: Occurrence;
  readonly told: number;
  readonly asking: boolean;
  /** `call`: of a personal room; `one` and `following`: of what is repeated, when the code lives on. */
  readonly what: 'meeting' | 'call' | 'one' | 'following';
  /** With all that follow, if there are any, goes the meeting. */
  readonly whole: boolean;
};

/**
 * `/meeting cancel <id>`: code and links die and invitees are told; in a personal room the call alone, and of what is
 * repeated one time or all that follow.
 */
export const cancel = meetingCommand({
  name: 'cancel',
  summary: (text) => text.commands.cancel,
  example: '/meeting cancel 234 5678 9012',
  right: 'cancel',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context): Promise<Outcome<Cancelled>> {
    const { record, occurrence, now } = context;
    const next = cancelled(context);
    if (isRefused(next)) return next;
    const told = inviteesTo(record, occurrence).length;
    const all = record.meeting.recurrence ? cancelIn(record, occurrence.id, 'following', now) : next;
    const data = {
      meeting: record.meeting,
      occurrence,
      told,
      asking: !context.confirmed,
      what: whatOf(context, next.meeting),
      whole: !isRefused(all) && all.meeting.state === 'cancelled',
    };
    if (!context.confirmed) return { kind: 'question', data, values: { meeting: occurrence.id } };
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'cancelled' }]) };
  },
  answer({ meeting, occurrence, told, asking, what, whole }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    const time = formatTime(occurrence.startsAt, reader, { until: occurrence.endsAt });
    const { questions, answers, buttons } = text;
    const asked = {
      meeting: () => questions.cancel(topic, told),
      call: () => questions.cancelCall(topic, told),
      one: () => questions.cancelRepeated(topic, time, told, whole),
      following: () => questions.cancelRepeated(topic, time, told, whole),
    };
    if (asking) return question(asked[what](), reader);
    const then = {
      meeting: answers.cancelledThen,
      call: answers.callCancelledThen,
      one: answers.oneCancelledThen,
      following: answers.allCancelledThen,
    };
    const title = what === 'one' ? answers.oneCancelled(topic, time) : answers.cancelled(topic);
    const again = what === 'call' ? [] : [button(buttons.details, `show:${meeting.key}`)];
    return { kind: 'private', message: say({ title, lines: [then[what]], buttons: again }, text) };
  },
});

const cancelled = ({ record, occurrence, scope, now }: MeetingContext) =>
  record.meeting.recurrence === null
    ? cancelMeeting(record, occurrence.id, now)
    : cancelIn(record, occurrence.id, scope, now);

function whatOf({ record, scope }: MeetingContext, { state }: Meeting): Cancelled['what'] {
  if (record.meeting.kind === 'personal') return 'call';
  if (state === 'cancelled') return 'meeting';
  return scope === 'this' ? 'one' : 'following';
}
