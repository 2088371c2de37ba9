import { z } from 'zod';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { noteForMissed } from '../messages/report.ts';
import { meetingCommand } from './command.ts';
import { field } from './fields.ts';

/** The report's button *Copy a note for them*: for people whom the bot cannot write to. It holds no code. */
export const note = meetingCommand({
  name: 'note',
  listed: false,
  summary: (text) => text.buttons.copyNote,
  example: '/meeting show 234 5678 9012',
  right: 'invite',
  input: z.object({ meeting: field.meeting() }),
  async run({ record, occurrence, store }) {
    const card =
      occurrence.card &&
      (await store.deliveries.byKey(deliveryKey.card(record.meeting, occurrence.id, occurrence.card)));
    const cardProblem = card?.state === 'dead' ? card.reason : null;
    return { kind: 'done', data: { record, occurrence, cardProblem }, change: null };
  },
  answer: (data, reader) => ({ kind: 'private', message: noteForMissed(data, reader) }),
});
