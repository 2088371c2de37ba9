import { z } from 'zod';
import { accountsChange } from '../meeting/change.ts';
import { refuse } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { field } from './fields.ts';

/** The slip's button *No more from this person*. */
export const mute = meetingCommand({
  name: 'mute',
  listed: false,
  summary: (text) => text.buttons.mute,
  example: '/meeting me',
  right: 'see',
  input: z.object({ meeting: field.meeting() }),
  async run({ actor, record, store }) {
    const { organizer } = record.meeting;
    if (organizer === actor.id) return refuse({ why: 'is-organizer' });
    const name = (await store.accounts.byId(organizer))?.name ?? '';
    const muted = [...new Set([...actor.muted, organizer])];
    return { kind: 'done', data: name, change: accountsChange([{ ...actor, muted }]) };
  },
  answer(name, reader) {
    const text = catalogueFor(reader.locale);
    const { answers } = text;
    return {
      kind: 'private',
      message: say({ title: answers.muted(name), lines: [answers.mutedThen] }, text),
    };
  },
});
