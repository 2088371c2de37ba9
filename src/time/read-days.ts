import { chronoResults, type Language } from './chrono.ts';
import { dayOfWeek, weekdayNamed } from './weekday-names.ts';

/** The days that a text can mean, earliest first; why there are several, or why the one is doubtful. */
export type Days = {
  readonly dates: readonly Temporal.PlainDate[];
  readonly doubt: 'which-week' | 'which-date' | 'other-weekday' | null;
  /** It has a year, or is counted from today: it is not moved to another one. */
  readonly fixed: boolean;
};

const certain = (date: Temporal.PlainDate): Days => ({ dates: [date], doubt: null, fixed: true });

const NEXT = /^(?:on\s+|am\s+)?(?:next|nächste[nrs]?|naechste[nrs]?)\s+(\S+)$/;
const THIS = /^(?:on\s+|am\s+)?(?:this\s+|coming\s+|diese[nrs]?\s+|kommende[nrs]?\s+)?(\S+)$/;
const WEEK = '(?:next week|nächste woche|naechste woche)';
const NEXT_WEEK = new RegExp(
  `^(?:${WEEK},?\\s+(?:on\\s+|am\\s+)?(\\S+)|(?:on\\s+|am\\s+)?(\\S+),?\\s+${WEEK})$`,
);
/** Year first; day first with dots; either with slashes. A day of the week may stand before. */
const ISO = /^(?:on\s+|am\s+)?(\d{4})-(\d{1,2})-(\d{1,2})$/;
const NUMBERS =
  /^(?:on\s+|am\s+)?(?:(\p{L}+\.?),?\s+(?:the\s+|den\s+|dem\s+)?)?(\d{1,2})([./])\s?(\d{1,2})(?:\3|\3\s?(\d{4}|\d{2}))?$/u;
/** Backwards, or without a day: chrono would choose one. */
const VAGUE =
  /\b(?:last|past|previous|ago|before|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?|vor|weekend|wochenende|now|jetzt)\b|\b(?:next|this|coming|nächste[nrs]?|diese[nrs]?|kommende[nrs]?)\s+(?:week|month|year|quarter|woche|monat|jahr|quartal)/;
const COUNTED =
  /^in\s+(?:\d{1,3}|\p{L}+)\s+(?:days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)\b/u;
const AROUND = /^(?:[\s,.]|\bat\b|\bon\b|\bthe\b|\bam\b|\bum\b|\bden\b|\bder\b)*$/;
/** A date without a year that has passed means next year's, but hardly one that has just passed. */
const MONTHS_AHEAD = 9;

/** Reads a day, in lower case and without a time of day. Null: not understood, or it says no certain day. */
export function readDays(
  text: string,
  today: Temporal.PlainDate,
  languages: readonly Language[],
): Days | null {
  if (/^(?:today|heute)?$/.test(text)) return certain(today);
  if (/^(?:the )?day after tomorrow$/.test(text)) return certain(today.add({ days: 2 }));
  const weekday = readWeekday(text, today) ?? readNumbers(text, today);
  if (weekday) return weekday;
  if (VAGUE.test(text)) return null;
  for (const language of languages) {
    const read = readByChrono(text, today, language);
    if (read) return read;
  }
  return null;
}

function readWeekday(text: string, today: Temporal.PlainDate): Days | null {
  const [, after, before] = NEXT_WEEK.exec(text) ?? [];
  const inNextWeek = weekdayNamed(after ?? before ?? '');
  if (inNextWeek) {
    // Weeks begin on Monday or on Sunday, by the country.
    const fromMonday = today.add({ days: 7 - today.dayOfWeek + dayOfWeek(inNextWeek) });
    const fromSunday = today.add({ days: 7 - (today.dayOfWeek % 7) + (dayOfWeek(inNextWeek) % 7) });
    return several([fromSunday, fromMonday], 'which-week');
  }
  const next = weekdayNamed(NEXT.exec(text)?.[1] ?? '');
  if (next) {
    const coming = onOrAfter(today.add({ days: 1 }), next);
    const inThisWeek =
      today.until(coming).days <= 7 - today.dayOfWeek || today.until(coming).days < 7 - (today.dayOfWeek % 7);
    return inThisWeek ? several([coming, coming.add({ days: 7 })], 'which-week') : certain(coming);
  }
  const named = weekdayNamed(THIS.exec(text)?.[1] ?? '');
  return named ? certain(onOrAfter(today, named)) : null;
}

/** The first such day of the week from this date on. */
const onOrAfter = (date: Temporal.PlainDate, day: Parameters<typeof dayOfWeek>[0]) =>
  date.add({ days: (dayOfWeek(day) - date.dayOfWeek + 7) % 7 });

function several(dates: readonly Temporal.PlainDate[], doubt: Days['doubt']): Days {
  const [first, ...others] = [...dates].sort(Temporal.PlainDate.compare);
  if (!first) return { dates: [], doubt: null, fixed: true };
  const different = others.filter((date) => !date.equals(first));
  return { dates: [first, ...different], doubt: different.length > 0 ? doubt : null, fixed: true };
}

function readNumbers(text: string, today: Temporal.PlainDate): Days | null {
  const [, isoYear, isoMonth, isoDay] = ISO.exec(text) ?? [];
  if (isoYear) {
    const date = dateOf(Number(isoYear), Number(isoMonth), Number(isoDay));
    return date && certain(date);
  }
  const [, name, one, mark, other, typed] = NUMBERS.exec(text) ?? [];
  if (!one || !other) return null;
  const weekday = name === undefined ? null : weekdayNamed(name);
  if (name !== undefined && weekday === null) return null;
  const year = typed === undefined ? null : Number(typed) + (typed.length === 2 ? 2000 : 0);
  const dayFirst = dated(year, Number(other), Number(one), today);
  const monthFirst = mark === '/' ? dated(year, Number(one), Number(other), today) : null;
  const read = [dayFirst, monthFirst].filter((date) => date !== null);
  if (read.length === 0) return null;
  const fitting = weekday === null ? read : read.filter((date) => date.dayOfWeek === dayOfWeek(weekday));
  const [only] = read;
  if (fitting.length === 0 && only) return { dates: [only], doubt: 'other-weekday', fixed: year !== null };
  return { ...several(fitting, 'which-date'), fixed: year !== null };
}

/** Without a year the next one that comes. */
function dated(year: number | null, month: number, day: number, today: Temporal.PlainDate) {
  if (year !== null) return dateOf(year, month, day);
  for (const ahead of [0, 1]) {
    const date = dateOf(today.year + ahead, month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return unlessJustOver(date, today);
  }
  return null;
}

/** Last month's date is not meant for next year: this year's is answered, which is past. */
function unlessJustOver(date: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  const far = today.add({ months: MONTHS_AHEAD });
  return date.year > today.year && Temporal.PlainDate.compare(date, far) > 0
    ? date.subtract({ years: 1 })
    : date;
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return null; // there is no such day
    throw error;
  }
}

/** Nothing may be left over, and every number must be found again in the date: chrono reads what it can. */
function readByChrono(text: string, today: Temporal.PlainDate, language: Language): Days | null {
  const [found, ...more] = chronoResults(text, today, language);
  if (!found || more.length > 0 || found.end) return null;
  if (!AROUND.test(text.slice(0, found.index) + text.slice(found.index + found.text.length))) return null;
  const { start } = found;
  const part = (name: 'year' | 'month' | 'day' | 'weekday') => start.get(name);
  const counted = COUNTED.test(text);
  if (start.isCertain('hour') || !(counted || (start.isCertain('day') && start.isCertain('month'))))
    return null;
  const [year, month, day] = [part('year'), part('month'), part('day')];
  const date = year === null || month === null || day === null ? null : dateOf(year, month, day);
  if (!date) return null;
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const known = new Set([date.day, date.year]);
  if (!counted && numbers.some((number) => !known.has(number))) return null;
  const fixed = counted || start.isCertain('year');
  const weekday = start.isCertain('weekday') ? part('weekday') : null;
  if (weekday !== null && !counted && weekday % 7 !== date.dayOfWeek % 7) {
    return { dates: [date], doubt: 'other-weekday', fixed };
  }
  const meant = fixed ? date : unlessJustOver(date, today);
  return { dates: [meant], doubt: null, fixed };
}
