import { z } from 'zod';
import { invitationsOf, invitationTo } from '../meeting/invitation.ts';
import { refuse } from '../meeting/refusal.ts';
import { calendarMessage } from '../messages/calendar.ts';
import { calendarSecrets } from './calendar-secrets.ts';
import { meetingCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { field } from './fields.ts';

/**
 * *Add to calendar*: the meeting as it is now as a file, and links that hold no secret. Of one that is cancelled, the
 * file takes it out of the calendar.
 */
export const calendar = meetingCommand({
  name: 'calendar',
  listed: false,
  summary: (text) => text.buttons.addToCalendar,
  example: '/meeting show 234 5678 9012',
  right: 'reveal',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, occurrence, actor, workspace, publicUrl, now } = context;
    const [any] = invitationsOf(record, actor.id);
    const invitation = invitationTo(record, occurrence.id, actor.id) ?? any;
    if (!invitation) {
      return refuse({ why: 'not-invited', canAsk: false, meeting: record.meeting.key });
    }
    const secrets = calendarSecrets(context, workspace, record, invitation);
    const noted = { action: 'revealed', about: actor.id, via: 'calendar' } as const;
    return {
      kind: 'done',
      data: { record, occurrence, invitation, publicUrl, now, ...secrets },
      change: secrets.passcode ? noteOf(context, record, [noted]) : null,
    };
  },
  answer: (data, reader) => ({ kind: 'private', message: calendarMessage(data, reader) }),
});
