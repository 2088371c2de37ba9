import { z } from 'zod';
import { button } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { plainCommand } from './command.ts';
import { reminderLine } from './reminders.ts';

/** `/meeting me`: my time zone, language, reminders and the people I muted. */
export const me = plainCommand({
  name: 'me',
  summary: (text) => text.commands.me,
  example: '/meeting me',
  who: 'anyone',
  acknowledge: 'answer',
  input: z.object({}),
  async run({ store, actor, zone }) {
    const muted = await store.accounts.byIds(actor.muted);
    return { kind: 'done', data: { zone, reminder: actor.reminder, muted }, change: null };
  },
  answer({ zone, reminder, muted }, reader) {
    const text = catalogueFor(reader.locale);
    const { answers, buttons: label } = text;
    const message = say(
      {
        title: text.forms.me,
        lines: [
          zone ? answers.zoneIs(zone) : answers.zoneUnknown,
          answers.languageIs,
          reminderLine(reminder, text),
          muted.length === 0 ? answers.nobodyMuted : `${text.fields.muted}:`,
        ],
        items: muted.map(({ name }) => name),
        buttons: [
          button(label.changeZone, 'zone'),
          button(label.changeLanguage, 'language'),
          button(label.changeReminders, 'reminders'),
          ...muted.map(({ id, name }) => button(label.unmute(name), `unmute:${id}`)),
        ],
      },
      text,
    );
    return { kind: 'private', message };
  },
});
