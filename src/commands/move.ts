import { z } from 'zod';
import { MINUTE } from '../clock.ts';
import type { Meeting, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { move as moveTo } from '../meeting/move.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { moveFollowing } from '../meeting/series.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { repeatsLines, ruleInWords } from '../messages/repeats.ts';
import { say } from '../messages/say.ts';
import { formatExact, formatTime } from '../time/format.ts';
import { readDuration } from '../time/read-duration.ts';
import { readPlan } from '../time/read-plan.ts';
import { meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

type Moved = Pick<Occurrence, 'startsAt' | 'endsAt'> & {
  readonly meeting: Meeting;
  readonly occurrence: Occurrence;
  readonly asking: boolean;
  /** The meeting as it is with all that follow moved too; null: it is not repeated, or they cannot be. */
  readonly following: MeetingRecord | null;
  readonly what: 'meeting' | 'one' | 'following';
};

/**
 * `/meeting move <id> <when>`: another time, echoed in full before it counts; the code stays. Of what is repeated one
 * time moves, or all that follow too.
 */
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
    const when = readPlan(input.when, { now, zone, locale: context.locale });
    if (isRefused(when)) return when;
    if (when.repeats) return refuse({ why: 'time-not-understood', typed: input.when });
    const { duration } = input;
    const minutes = duration === undefined ? when.minutes : readDuration(duration);
    if (duration !== undefined && minutes === null) {
      return refuse({ why: 'duration-not-understood', typed: duration });
    }
    const length = minutes === null ? occurrence.endsAt - occurrence.startsAt : minutes * MINUTE;
    const times = { startsAt: when.at, endsAt: when.at + length, zone };
    const repeats = record.meeting.recurrence !== null;
    const all = repeats ? moveFollowing(record, occurrence.id, times, now) : null;
    const next = all && context.scope === 'following' ? all : moveTo(record, occurrence.id, times, now);
    if (isRefused(next)) return next;
    const data: Moved = {
      ...{ meeting: record.meeting, occurrence, ...times, asking: !context.confirmed },
      following: all && !isRefused(all) ? all : null,
      what: repeats ? (context.scope === 'this' ? 'one' : 'following') : 'meeting',
    };
    if (!context.confirmed) {
      const length = minutes === null ? {} : { duration: `${minutes} min` };
      const values = { ...input, meeting: occurrence.id, when: formatExact(when.at, zone), ...length };
      return { kind: 'question', data, values };
    }
    return { kind: 'done', data, change: decide(context, record, next, [{ action: 'moved' }]) };
  },
  answer({ meeting, occurrence, startsAt, endsAt, asking, following, what }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, occurrence, text);
    const time = formatTime(startsAt, reader, { until: endsAt });
    if (asking) {
      const { recurrence = null } = following?.meeting ?? {};
      const asked =
        what === 'meeting'
          ? text.questions.move(topic, time)
          : text.questions.moveRepeated(topic, time, recurrence && ruleInWords(recurrence, reader));
      return question(asked, reader, false);
    }
    const { movedThen, movedOneThen, movedAllThen } = text.answers;
    const then = { meeting: movedThen, one: movedOneThen, following: movedAllThen };
    const rule = what === 'following' && following ? repeatsLines(following, reader) : [];
    const lines = [time, ...rule, then[what]];
    return {
      kind: 'private',
      message: say({ title: text.answers.moved(topic), sign: 'calendar', lines }, text),
    };
  },
});
