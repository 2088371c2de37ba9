import { z } from 'zod';
import { asId, fresh, type InvitationId, type RequestId } from '../ids.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { approve as letIn } from '../meeting/request.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { askerOf } from './asker.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The button *Approve* of one code request: the asker is invited and gets a slip. */
export const approve = meetingCommand({
  name: 'approve',
  listed: false,
  summary: (text) => text.fields.invitees,
  example: '/meeting show 234 5678 9012',
  right: 'decide',
  input: z.object({ meeting: field.meeting() }),
  async run(context, { meeting: request }) {
    const { record, occurrence, actor, vault, now } = context;
    const id = asId<RequestId>(request);
    if (!record.requests.some((one) => one.id === id)) return refuse({ why: 'not-open-any-more' });
    const asker = await askerOf(context, id);
    const approving = {
      handle: asker.handle,
      invitationId: fresh<InvitationId>(),
      occurrence: occurrence.id,
      linkKey: vault.primary,
    };
    const next = letIn(record, id, actor.id, approving, now);
    if (isRefused(next)) return next;
    const change = decide(context, record, next, [{ action: 'approved', about: asker.id }]);
    return { kind: 'done', data: asker.name, change };
  },
  answer(name, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.approved(name) }, text) };
  },
});
