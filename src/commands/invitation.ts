import { z } from 'zod';
import { invitationText } from '../messages/invitation-text.ts';
import { openPasscode } from './codes.ts';
import { meetingCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { field } from './fields.ts';

/** *Copy invitation*: something to paste anywhere. The passcode is in it only on a second press. */
export const invitation = meetingCommand({
  name: 'invitation',
  listed: false,
  summary: (text) => text.buttons.copyInvitation,
  example: '/meeting show 234 5678 9012',
  right: 'invite',
  acknowledge: 'answer',
  input: z.object({
    meeting: field.meeting(),
    passcode: field
      .choice(
        ['passcode'],
        (text) => text.fields.passcode,
        () => [],
      )
      .optional(),
  }),
  async run(context, { passcode: wanted }) {
    const { record, occurrence, publicUrl, actor } = context;
    const passcode = wanted ? openPasscode(context, record) : null;
    const noted = { action: 'revealed', about: actor.id, via: 'invitation' } as const;
    return {
      kind: 'done',
      data: { record, occurrence, passcode, publicUrl },
      change: passcode ? noteOf(context, record, [noted]) : null,
    };
  },
  answer: (data, reader) => ({ kind: 'private', message: invitationText(data, reader) }),
});
