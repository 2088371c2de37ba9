import { z } from 'zod';
import { accountsChange } from '../meeting/change.ts';
import { REMINDERS, type ReminderMinutes } from '../meeting/reminder.ts';
import { type Catalogue, catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import type { Values } from '../ports/inbox.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';

/** What the field holds when no reminders are wanted. */
const OFF = 'off';

const CHOICES = [OFF, ...REMINDERS.map(String)] as const;

/** How long before the start somebody is reminded of their meetings, or that they are not. */
export const reminders = plainCommand({
  name: 'reminders',
  listed: false,
  summary: (text) => text.forms.reminders,
  example: '/meeting reminders 15',
  who: 'anyone',
  acknowledge: 'form',
  input: z.object({
    reminders: field.choice(
      CHOICES,
      (text) => text.fields.reminders,
      ({ choices: { reminders: label } }) => [
        { value: OFF, label: label.off },
        ...REMINDERS.map((minutes) => ({ value: String(minutes), label: label.before(minutes) })),
      ],
    ),
  }),
  form: {
    steps: [['reminders']],
    title: (text) => text.forms.reminders,
    button: (text) => text.buttons.save,
    prefill: ({ actor }): Values => ({ reminders: String(actor.reminder ?? OFF) }),
    choices: () => ({}),
    check: () => ({}),
    echo: () => null,
  },
  async run({ actor }, { reminders: chosen }) {
    const reminder = REMINDERS.find((minutes) => String(minutes) === chosen) ?? null;
    return { kind: 'done', data: reminder, change: accountsChange([{ ...actor, reminder }]) };
  },
  answer(reminder, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: reminderLine(reminder, text) }, text) };
  },
});

export const reminderLine = (reminder: ReminderMinutes | null, { answers }: Catalogue): string =>
  reminder === null ? answers.reminderOff : answers.reminderIs(reminder);
