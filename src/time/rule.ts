/** RFC 5545's names of the days, Monday first: weeks begin with it (WKST=MO, the standard's default). */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which of the month's days of that name; -1: the last one. */
export type Nth = 1 | 2 | 3 | 4 | -1;

/** On which days something is repeated: as much of RFC 5545 as people can say and read back in words. */
export type Pattern =
  | { readonly kind: 'days' }
  /** Never empty; in the order of the week. */
  | { readonly kind: 'weeks'; readonly days: readonly Weekday[] }
  /** Months that have no such day are left out, as the standard wants it. */
  | { readonly kind: 'months'; readonly day: number }
  | { readonly kind: 'months-by-weekday'; readonly nth: Nth; readonly day: Weekday }
  | { readonly kind: 'years' };

export type Ends =
  | { readonly kind: 'never' }
  /** The last day that counts, as the zone's calendar has it: `2026-12-20`. */
  | { readonly kind: 'until'; readonly date: string }
  | { readonly kind: 'count'; readonly count: number };

export const MOST_TIMES = 500; // two years of weekdays, as far as a plan may be ahead
export const LONGEST_SERIES = 5; // years until which a series may run

/** How something is repeated. */
export type Rule = {
  readonly pattern: Pattern;
  /** Every how many days, weeks, months or years; 1: each of them. */
  readonly interval: number;
  readonly ends: Ends;
};

/**
 * A rule with its beginning, on local wall time: a meeting at 09:00 stays at 09:00 when the clocks change. What
 * DTSTART, TZID, DURATION and RRULE are in a calendar file.
 */
export type Recurrence = {
  readonly rule: Rule;
  /** Wall time of the first one, to the minute, which the rule itself gives: `2026-11-26T09:00`. */
  readonly from: string;
  /** IANA zone of all of them. */
  readonly zone: string;
  readonly minutes: number;
  /** Wall time of the last one that has been made an occurrence: the next are made behind it. */
  readonly made: string;
  /** One card that always shows the next time, or each time its own: as the workspace had it. */
  readonly cards: 'one' | 'each';
};
