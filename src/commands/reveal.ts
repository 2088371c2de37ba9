import { z } from 'zod';
import { combine, emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { invitationsOf } from '../meeting/invitation.ts';
import { refuse } from '../meeting/refusal.ts';
import { meetingDetails } from '../messages/meeting-details.ts';
import { meetingCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { detailsFor } from './details.ts';
import { field } from './fields.ts';

/** The button *Show*: the code in the answer, and in the audit that this person has seen it. */
export const reveal = meetingCommand({
  name: 'reveal',
  listed: false,
  summary: (text) => text.buttons.show,
  example: '/meeting show 234 5678 9012',
  stoppedByLock: true,
  right: 'reveal',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, actor } = context;
    if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
    const shown = invitationsOf(record, actor.id).map((one) =>
      deliveryKey.slip(one, record.meeting.revision),
    );
    const change = combine(
      { ...emptyChange, shown },
      noteOf(context, record, [{ action: 'revealed', about: actor.id }]),
    );
    return { kind: 'done', data: await detailsFor(context, true), change };
  },
  answer: (data, reader) => ({ kind: 'private', message: meetingDetails(data, reader) }),
});
