import { z } from 'zod';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { code as monospace } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { meetingCommand } from './command.ts';
import { field } from './fields.ts';

/** *Copy ID*, where the platform cannot copy by itself: answers with nothing but the value. */
export const copyId = meetingCommand({
  name: 'copy-id',
  listed: false,
  summary: (text) => text.buttons.copyId,
  example: '/meeting show 234 5678 9012',
  right: 'see',
  acknowledge: 'answer',
  input: z.object({ meeting: field.meeting() }),
  run: async ({ record }) => ({ kind: 'done', data: record.meeting.meetingId, change: null }),
  answer(meetingId, reader) {
    const spans = [monospace(showMeetingId(meetingId))];
    const notice = catalogueFor(reader.locale).answers.copy;
    return { kind: 'private', message: { notice, blocks: [{ kind: 'paragraph', spans }] } };
  },
});
