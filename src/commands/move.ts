import { z } from 'zod';
import { MINUTE } from '../clock.ts';
import type { Meeting, Occurrence } from '../meeting/meeting.ts';
import { move as moveTo } from '../meeting/move.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { say } from '../messages/say.ts';
import { formatExact, formatTime } from '../time/format.ts';
import { readDuration } from '../time/read-duration.ts';
import { readWhen } from '../time/read-when.ts';
import { meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

type Moved = Pick<Occurrence, 'startsAt' | 'endsAt'> & {
  readonly meeting: Meeting;
  readonly occurrence: Occurrence;
  readonly asking: boolean;
};

/** `/meeting move <id> <when>`: another time, echoed in full before it counts; the code stays. */
export const move = meetingCommand({
  name: 'move',
  summary: (text) => text.commands.move,
  example: '/meeting move 234 5678 9012 to tomorrow 10:00',
  right: 'move',
  input: z.object({
    meeting: field.meeting().optional(),
    when: field.when(undefined, { keyword: 'to' }),
    duration: field.duration(undefined, { keyword: 'for' }).optional(),
  }),
  async run(context, input): Promise<Outcome<Moved>> {
    const { record, occurrence, zone, now } = context;
    const when = readWhen(input.when, { now, zone, locale: context.locale });
    if (isRefused(when)) return when;
    const { duration } = input;
    const minutes = duration === undefined ? null : readDuration(duration);
    if (duration !== undefined && minutes === null) {
      return refuse({ why: 'duration-not-understood', typed: duration });
    }
    const length = minutes === null ? occurrence.endsAt - occurrence.startsAt : minutes * MINUTE;
    const times = { startsAt: when.at, endsAt: when.at + length, zone };
    const next = moveTo(record, occurrence.id, times, now);
    if (isRefused(next)) return next;
    const data = { meeting: record.meeting, occurrence, ...times, asking: !context.confirmed };
    if (!context.confirmed) {
      const values = { ...input, meeting: occurrence.id, when: formatExact(when.at, zone) };
      return { kind: 'question', data, values };
    }
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'moved' }]) };
  },
  answer({ meeting, occurrence, startsAt, endsAt, asking }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    const time = formatTime(startsAt, reader, { until: endsAt });
    if (asking) return question(text.questions.move(topic, time), reader, false);
    const lines = [time, text.answers.movedThen];
    return {
      kind: 'private',
      message: say({ title: text.answers.moved(topic), sign: 'calendar', lines }, text),
    };
  },
});
