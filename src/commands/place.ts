import { z } from 'zod';
import { asId, type ForeignId } from '../ids.ts';
import { placeCard } from '../meeting/place-card.ts';
import { isRefused } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The report's button *Choose another place*, for a card that could not be posted. */
export const place = meetingCommand({
  name: 'place',
  listed: false,
  summary: (text) => text.buttons.place,
  example: '/meeting show 234 5678 9012',
  right: 'invite',
  acknowledge: 'form',
  input: z.object({ meeting: field.meeting(), conversation: field.conversation() }),
  form: {
    steps: [['conversation']],
    title: (text) => text.forms.place,
    button: (text) => text.buttons.save,
    prefill: () => ({}),
    choices: () => ({}),
    check: () => ({}),
    echo: () => null,
  },
  async run(context, { conversation }) {
    const { record, occurrence } = context;
    const next = placeCard(record, occurrence.id, asId<ForeignId>(conversation));
    if (isRefused(next)) return next;
    return { kind: 'done', data: null, change: decide(context, record, next, []) };
  },
  answer(_data, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.placed }, text) };
  },
});
