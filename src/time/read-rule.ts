import { type Ends, type Nth, type Pattern, WEEKDAYS, type Weekday } from './rule.ts';
import { weekdayNamed } from './weekday-names.ts';

/** A repetition as somebody wrote it: its end is a date that is yet to be read. */
export type TypedRule = {
  /** Null: the day is to come from the first time: `every 2 weeks`. */
  readonly pattern: Pattern | { readonly kind: 'weeks-of-start' } | { readonly kind: 'months-of-start' };
  readonly interval: number;
};

export type TypedEnds = { readonly kind: 'until'; readonly date: string } | Extract<Ends, { kind: 'count' }>;

const EVERY = '(?:every|each|jede[nrsm]?|alle)';
const UNTIL = /(?:^|[\s,]+)(?:until|till|through|bis(?:\s+(?:zum|einschließlich))?)\s+(.+)$/;
const TIMES = /(?:^|[\s,]+)(?:for\s+)?(\d{1,4}|once|twice)\s*(?:times|x|-?mal)$/;
/** In words that begin a repetition without *every*. */
const ADVERBS: Readonly<Record<string, string>> = {
  daily: 'every day',
  täglich: 'every day',
  weekly: 'every week',
  wöchentlich: 'every week',
  biweekly: 'every 2 weeks',
  fortnightly: 'every 2 weeks',
  monthly: 'every month',
  monatlich: 'every month',
  yearly: 'every year',
  annually: 'every year',
  jährlich: 'every year',
  werktags: 'every weekday',
  weekdays: 'every weekday',
};

/** What is at the end of a repetition: `until Dec 20`, `10 times`; and what is left of the text. */
export function cutEnds(text: string): { readonly ends: TypedEnds | null; readonly rest: string } {
  const times = TIMES.exec(text);
  if (times?.[1])
    return { ends: { kind: 'count', count: Number(times[1]) }, rest: text.slice(0, times.index) };
  const until = UNTIL.exec(text);
  if (until?.[1]) return { ends: { kind: 'until', date: until[1] }, rest: text.slice(0, until.index) };
  return { ends: null, rest: text };
}

const START = new RegExp(`(?:^|[\\s,])(${EVERY}|${Object.keys(ADVERBS).join('|')})(?=[\\s,]|$)`);

const EVERY_WORD = new RegExp(`^${EVERY}$`);

/** Whether the word begins a repetition, be it one that can be read or not. */
export const saysEvery = (word: string | undefined): boolean => EVERY_WORD.test(word?.toLowerCase() ?? '');

/**
 * The repetition in a text in lower case, at its beginning or end: `every weekday 9:00`, `tomorrow 9:30 every week`.
 * `rest`: what is around it. Null: there is none.
 */
export function cutRule(
  text: string,
): { readonly rule: TypedRule; readonly rest: string } | 'unreadable' | null {
  const start = START.exec(text);
  if (!start) return null;
  const before = text.slice(0, start.index).replace(/,$/, '').trim();
  const words = text.slice(start.index).trim().split(' ');
  const [first = ''] = words;
  const spoken = [...(ADVERBS[first]?.split(' ') ?? ['every']), ...words.slice(1)];
  // The longest beginning that says a repetition; the rest is the time.
  for (let count = spoken.length; count > 0; count -= 1) {
    const rule = ruleOf(spoken.slice(1, count).join(' '));
    if (!rule) continue;
    const after = spoken
      .slice(count)
      .join(' ')
      .replace(/^(?:at|um|from|starting|ab),?\s/, 'at ');
    return {
      rule,
      rest: [before, after]
        .filter((part) => part !== '')
        .join(' ')
        .replace(/\bat at\b/, 'at'),
    };
  }
  return 'unreadable';
}

type Unit = 'day' | 'week' | 'month' | 'year';
const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  day: 'day days tag tage',
  week: 'week weeks woche wochen',
  month: 'month months monat monate',
  year: 'year years jahr jahre',
};
const UNITS: readonly Unit[] = ['day', 'week', 'month', 'year'];
const unitNamed = (name: string): Unit | undefined =>
  UNITS.find((unit) => UNIT_NAMES[unit].split(' ').includes(name));
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ other: 2, second: 2, two: 2, three: 3, four: 4, six: 6 },
  ...{ zwei: 2, zweite: 2, zweiten: 2, drei: 3, vier: 4, sechs: 6 },
};
const NTHS: Readonly<Record<string, Nth>> = {
  ...{ first: 1, '1st': 1, second: 2, '2nd': 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, last: -1 },
  ...{ ersten: 1, erster: 1, '1.': 1, zweiten: 2, '2.': 2, dritten: 3, '3.': 3, vierten: 4, '4.': 4 },
  ...{ letzten: -1, letzter: -1 },
};
const WORKDAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);
const ON = '(?:on|am|an)(?: the| dem| den| jedem)?';

const OF_MONTH = /\s+(?:of|in)(?: the| each| every)? month$|\s+(?:im|des|eines)(?: jeden)? monats?$/;

/** Behind *every*. */
function ruleOf(said: string): TypedRule | null {
  if (/^(?:weekdays?|workdays?|working days?|werktage?|arbeitstage?)$/.test(said)) {
    return { pattern: { kind: 'weeks', days: WORKDAYS }, interval: 1 };
  }
  const days = weekdaysOf(said);
  if (days) return { pattern: { kind: 'weeks', days }, interval: 1 };
  // every first Tuesday [of the month]
  const monthly = monthlyOf(said.replace(OF_MONTH, ''));
  // `every second Tuesday` is one in two weeks, unless it is the month's.
  if (monthly && (OF_MONTH.test(said) || !/^(?:second|zweiten)\s/.test(said))) {
    return { pattern: monthly, interval: 1 };
  }
  const [first = '', second = '', ...more] = said.split(' ');
  const unit = unitNamed(first);
  if (unit) return patternOf(unit, said.slice(first.length), 1);
  const interval = NUMBERS[first] ?? numberOf(first);
  if (interval === null) return null;
  const counted = unitNamed(second);
  if (counted) return patternOf(counted, said.slice(first.length + 1 + second.length), interval);
  // every second Tuesday
  const day = more.length === 0 && interval > 1 ? weekdayNamed(second) : null;
  return day && { pattern: { kind: 'weeks', days: [day] }, interval };
}

const PLACE = new RegExp(`^ (?:${ON} )?`);

function patternOf(unit: Unit, behind: string, interval: number): TypedRule | null {
  const where = behind === '' ? undefined : behind.replace(PLACE, '');
  switch (unit) {
    case 'day':
      return where === undefined ? { pattern: { kind: 'days' }, interval } : null;
    case 'year':
      return where === undefined ? { pattern: { kind: 'years' }, interval } : null;
    case 'week': {
      if (where === undefined) return { pattern: { kind: 'weeks-of-start' }, interval };
      const days = weekdaysOf(where);
      return days && { pattern: { kind: 'weeks', days }, interval };
    }
    case 'month': {
      if (where === undefined) return { pattern: { kind: 'months-of-start' }, interval };
      const pattern = monthlyOf(where) ?? dayOfMonth(where);
      return pattern && { pattern, interval };
    }
  }
}

const numberOf = (text: string): number | null =>
  /^\d{1,2}$/.test(text) && Number(text) > 0 ? Number(text) : null;

/** `monday and thursday`, `mon, wed, fri`. In the order of the week. */
function weekdaysOf(text: string): readonly Weekday[] | null {
  const named = text
    .replace(new RegExp(`^${ON} `), '')
    .split(/\s*,\s*(?:and |und )?|\s+and\s+|\s+und\s+|\s*&\s*|\s*\/\s*/)
    .map(weekdayNamed);
  if (named.some((day) => day === null)) return null;
  return WEEKDAYS.filter((day) => named.includes(day));
}

/** `first tuesday` */
function monthlyOf(text: string): Pattern | null {
  const [nthName = '', dayName = '', ...more] = text.split(' ');
  const nth = NTHS[nthName];
  const day = weekdayNamed(dayName);
  return nth && day && more.length === 0 ? { kind: 'months-by-weekday', nth, day } : null;
}

/** `15th`, `15.`, `day 15` */
function dayOfMonth(text: string): Pattern | null {
  const [, day] = /^(?:day )?(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(text) ?? [];
  return day && Number(day) >= 1 && Number(day) <= 31 ? { kind: 'months', day: Number(day) } : null;
}
