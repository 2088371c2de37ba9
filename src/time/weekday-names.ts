import { WEEKDAYS, type Weekday } from './rule.ts';

/** How people write the days of the week, in the order of the week: English, then German. */
const NAMES: readonly string[] = [
  'monday|mondays|mon|montag|montags|mo',
  'tuesday|tuesdays|tues|tue|tu|dienstag|dienstags|di',
  'wednesday|wednesdays|weds|wed|we|mittwoch|mittwochs|mi',
  'thursday|thursdays|thurs|thur|thu|th|donnerstag|donnerstags|do',
  'friday|fridays|fri|fr|freitag|freitags',
  'saturday|saturdays|sat|sa|samstag|samstags|sonnabend|sonnabends',
  'sunday|sundays|sun|su|sonntag|sonntags|so',
];

const byName: ReadonlyMap<string, Weekday> = new Map(
  WEEKDAYS.flatMap((day, index) => (NAMES[index] ?? '').split('|').map((name) => [name, day] as const)),
);

/** The day of the week of that name, in lower case, with or without the dot of an abbreviation; null: none. */
export const weekdayNamed = (name: string): Weekday | null => byName.get(name.replace(/\.$/, '')) ?? null;

/** 1 is Monday, as Temporal counts. */
export const dayOfWeek = (day: Weekday): number => WEEKDAYS.indexOf(day) + 1;

export function weekdayOf(date: Temporal.PlainDate | Temporal.PlainDateTime): Weekday {
  const day = WEEKDAYS[date.dayOfWeek - 1];
  if (!day) throw new Error(`${date.dayOfWeek} is no day of the week`);
  return day;
}
