import type { FakeTelegram, Message } from '../fakes/telegram/telegram-server.ts';

/** One thing that somebody does about the form of `/meeting new` in the private chat with the bot. */
export type Step =
  | { readonly kind: 'press'; readonly label: string }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'share'; readonly users: readonly number[] };

const press = (label: string): Step => ({ kind: 'press', label });
const type = (text: string): Step => ({ kind: 'type', text });

/** A standup on the 14th of the next month at half past nine, in Berlin, for these people. */
export const standupStep = (users: readonly number[]): readonly Step[] => [
  type('Standup'),
  press('45 mins'),
  press('Choose a day'),
  press('▶'),
  press('14'),
  press('09:00'),
  press('09:30'),
  type('Berlin'), // asked for as soon as there is a time: Telegram tells nobody's zone
  press('Save'),
  press('Next'),
  press('Choose people'),
  { kind: 'share', users },
  press('Create'),
];

/** Does it in the newest form that stands in the private chat. */
export async function take(telegram: FakeTelegram, user: number, step: Step): Promise<void> {
  const person = telegram.as(user);
  switch (step.kind) {
    case 'press':
      await person.press(formOf(telegram, user), step.label);
      return;
    case 'type':
      await person.types('private', step.text);
      return;
    case 'share':
      await person.sharesUsers(step.users);
      return;
    default:
      return step satisfies never;
  }
}

/** The newest message with buttons. */
function formOf(telegram: FakeTelegram, user: number): Message {
  const form = telegram.privateOf(user).findLast(({ buttons }) => buttons.length > 0);
  if (!form) throw new Error('there is no form');
  return form;
}
