/** How many minutes before the start people can have themselves reminded. */
export const REMINDERS = [5, 10, 15, 30] as const;
export type ReminderMinutes = (typeof REMINDERS)[number];

/** Of who has chosen nothing, and of who is invited by e-mail (SPEC.md §5). */
export const USUAL_REMINDER: ReminderMinutes = 10;
