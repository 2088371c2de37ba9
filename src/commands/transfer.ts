import { z } from 'zod';
import { dropJobs } from '../jobs/drop-jobs.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import { isRefused } from '../meeting/refusal.ts';
import { transfer as handOver } from '../meeting/roles.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { inviteOne } from './invitees.ts';

const example = '/meeting transfer 234 5678 9012 @ivan';

/** `/meeting transfer <id> @person`: another organizer; admins too, when the organizer left. */
export const transfer = meetingCommand({
  name: 'transfer',
  summary: (text) => text.commands.transfer,
  example,
  right: 'transfer',
  input: z.object({
    meeting: field.meeting().optional(),
    person: field.person().optional(),
  }),
  async run(context, { person: typed }) {
    const { record, actor, now } = context;
    const found = inviteOne(context, example);
    if (isRefused(found)) return found;
    const { person, invited } = found;
    const next = handOver(invited, person.id);
    if (isRefused(next)) return next;
    const own = record.meeting.organizer === actor.id;
    const data = { name: person.name, meeting: record.meeting, own, asking: !context.confirmed };
    if (!context.confirmed) {
      return { kind: 'question', data, values: { meeting: record.meeting.key, person: typed ?? [] } };
    }
    // What the former organizer's account has of the call, or gets by an answer that was lost, is theirs no more.
    const change = combine(decide(context, record, next, [{ action: 'transferred', about: person.id }]), {
      ...emptyChange,
      jobs: dropJobs({ ...record.conference, foreignId: null }, record.meeting.organizer, now),
    });
    return { kind: 'done', data, change };
  },
  answer({ name, meeting, own, asking }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, null, text);
    if (asking) return question(text.questions.transfer(name, topic, own), reader);
    const lines = own ? [text.answers.transferredThen] : [];
    return { kind: 'private', message: say({ title: text.answers.transferred(name, topic), lines }, text) };
  },
});
