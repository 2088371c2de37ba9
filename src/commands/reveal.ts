import { z } from 'zod';
import { combine, emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { invitationsOf } from '../meeting/invitation.ts';
import { refuse } from '../meeting/refusal.ts';
import { relationOf } from '../meeting/rights.ts';
import { meetingDetails } from '../messages/meeting-details.ts';
import { type MeetingContext, meetingCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { detailsFor } from './details.ts';
import { field } from './fields.ts';

/** The button *Show*: the code in the answer, and in the audit that this person has seen it. */
export const reveal = meetingCommand({
  name: 'reveal',
  listed: false,
  summary: (text) => text.buttons.show,
  example: '/meeting show 234 5678 9012',
  right: 'see',
  acknowledge: 'answer',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, actor } = context;
    const { meeting } = record;
    if (meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
    if (relationOf(actor.id, record) === 'none' && !(await hasRotated(context))) {
      return refuse({ why: 'not-invited', canAsk: meeting.access === 'request', meeting: meeting.key });
    }
    const shown = invitationsOf(record, actor.id).map((one) => deliveryKey.slip(one, meeting.revision));
    const change = combine(
      { ...emptyChange, shown },
      noteOf(context, record, [{ action: 'revealed', about: actor.id }]),
    );
    return { kind: 'done', data: await detailsFor(context, true), change };
  },
  answer: (data, reader) => ({ kind: 'private', message: meetingDetails(data, reader) }),
});

/** An admin sees a passcode of somebody else's meeting only after having rotated it (SPEC.md §3). */
async function hasRotated({ record: { meeting }, actor, store }: MeetingContext): Promise<boolean> {
  const entries = await store.audit.ofMeeting(meeting.key);
  return entries.some(
    ({ action, actor: by, revision }) =>
      action === 'rotated' && by === actor.id && revision === meeting.revision,
  );
}
