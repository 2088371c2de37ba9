import { MINUTE, type Time } from '../clock.ts';
import { asId, type OccurrenceId } from '../ids.ts';
import type { Occurrence } from './meeting.ts';

/** How many minutes before the start people can have themselves reminded. */
export const REMINDERS = [5, 10, 15, 30] as const;
export type ReminderMinutes = (typeof REMINDERS)[number];

/** Of who has chosen nothing, and of who is invited by e-mail (SPEC.md §5). */
export const USUAL_REMINDER: ReminderMinutes = 10;

export const remindAt = ({ startsAt }: Pick<Occurrence, 'startsAt'>, minutes: ReminderMinutes): Time =>
  startsAt - minutes * MINUTE;

/** What a job is about that reminds of an occurrence those who want it so many minutes before. */
export type Due = { readonly occurrence: OccurrenceId; readonly minutes: ReminderMinutes };

export const dueText = ({ occurrence, minutes }: Due): string => `${occurrence}:${minutes}`;

export function readDue(text: string): Due | null {
  const [occurrence = '', typed] = text.split(':');
  const minutes = REMINDERS.find((each) => String(each) === typed);
  return minutes === undefined ? null : { occurrence: asId<OccurrenceId>(occurrence), minutes };
}
