import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { makeCohost } from '../meeting/roles.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { inviteOne } from './invitees.ts';

const example = '/meeting cohost 234 5678 9012 @ivan';

/** `/meeting cohost <id> @person`: may do everything with the meeting but hand it on; invited too, if not yet. */
export const cohost = meetingCommand({
  name: 'cohost',
  summary: (text) => text.commands.cohost,
  example,
  right: 'cohost',
  input: z.object({
    meeting: field.meeting().optional(),
    person: field.person().optional(),
  }),
  async run(context) {
    const { record } = context;
    const found = inviteOne(context, example);
    if (isRefused(found)) return found;
    const { person, invited } = found;
    const next = makeCohost(invited, person.id);
    if (isRefused(next)) return next;
    const change = decide(context, record, next, [{ action: 'cohost', about: person.id }]);
    return { kind: 'done', data: { name: person.name, meeting: record.meeting }, change };
  },
  answer({ name, meeting }, reader) {
    const text = catalogueFor(reader.locale);
    const title = text.answers.cohost(name, topicOf(meeting, null, text));
    return { kind: 'private', message: say({ title }, text) };
  },
});
