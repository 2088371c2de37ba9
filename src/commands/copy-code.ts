import { z } from 'zod';
import { refuse } from '../meeting/refusal.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { openPasscode } from './codes.ts';
import { meetingCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { field } from './fields.ts';

/** *Copy passcode*, where the platform cannot copy by itself: answers with nothing but the value. */
export const copyCode = meetingCommand({
  name: 'copy-code',
  listed: false,
  summary: (text) => text.buttons.copyPasscode,
  example: '/meeting code 234 5678 9012',
  right: 'reveal',
  acknowledge: 'answer',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, actor } = context;
    if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
    const noted = { action: 'revealed', about: actor.id, via: 'copy' } as const;
    const data = { meeting: record.meeting, passcode: openPasscode(context, record) };
    return { kind: 'done', data, change: noteOf(context, record, [noted]) };
  },
  answer({ meeting, passcode }, reader) {
    const text = catalogueFor(reader.locale);
    const label = text.slip.passcodeOf(topicOf(meeting, null, text));
    const spans = [{ kind: 'secret', label, secret: passcode, hidden: false }] as const;
    return {
      kind: 'private',
      message: { notice: text.answers.copy, blocks: [{ kind: 'paragraph', spans }] },
    };
  },
});
