import { z } from 'zod';
import { asId, type RequestId } from '../ids.ts';
import { isRefused } from '../meeting/refusal.ts';
import { deny as refuseRequest } from '../meeting/request.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { askerOf } from './asker.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The button *Deny* of one code request. */
export const deny = meetingCommand({
  name: 'deny',
  listed: false,
  summary: (text) => text.buttons.denyAll,
  example: '/meeting show 234 5678 9012',
  right: 'decide',
  input: z.object({ meeting: field.meeting() }),
  async run(context, { meeting: request }) {
    const { record, actor, now } = context;
    const id = asId<RequestId>(request);
    const next = refuseRequest(record, id, actor.id, now);
    if (isRefused(next)) return next;
    const asker = await askerOf(context, id);
    const change = decide(context, record, next, [{ action: 'denied', about: asker.id }]);
    return { kind: 'done', data: asker.name, change };
  },
  answer(name, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.denied(name) }, text) };
  },
});
