import { createRequire } from 'node:module';
import type { Time } from '../clock.ts';
import { type Nth, type Pattern, type Recurrence, type Rule, WEEKDAYS } from './rule.ts';
import { weekdayOf } from './weekday-names.ts';

/** Loaded when the first meeting is repeated. */
const require = createRequire(import.meta.url);
let loaded: typeof import('rrule-temporal') | null = null;

function library(): typeof import('rrule-temporal') {
  if (loaded === null) {
    const found: typeof import('rrule-temporal') = require('rrule-temporal');
    loaded = found;
  }
  return loaded;
}

/** A wall time of a rule: `2026-11-26T09:00`. */
export type Slot = string;

export const slotOf = (wall: Temporal.PlainDateTime): Slot => wall.toString({ smallestUnit: 'minute' });

/**
 * The RRULE of a calendar file (RFC 5545 §3.3.10). `until` is a moment in UTC there, as the standard wants it beside a
 * DTSTART with a zone; the end of that day.
 */
export function rruleOf({ rule, zone }: Pick<Recurrence, 'rule' | 'zone'>): string {
  const parts = [...frequency(rule), ...(rule.interval > 1 ? [`INTERVAL=${rule.interval}`] : [])];
  const { ends } = rule;
  switch (ends.kind) {
    case 'never':
      return parts.join(';');
    case 'count':
      return [...parts, `COUNT=${ends.count}`].join(';');
    case 'until': {
      const last = Temporal.PlainDate.from(ends.date)
        .add({ days: 1 })
        .toZonedDateTime(zone)
        .subtract({ seconds: 1 });
      const utc = last.toInstant().toString({ smallestUnit: 'second' });
      return [...parts, `UNTIL=${utc.replace(/[-:]/g, '')}`].join(';');
    }
  }
}

function frequency({ pattern }: Rule): readonly string[] {
  switch (pattern.kind) {
    case 'days':
      return ['FREQ=DAILY'];
    case 'weeks':
      return ['FREQ=WEEKLY', `BYDAY=${pattern.days.join(',')}`];
    case 'months':
      return ['FREQ=MONTHLY', `BYMONTHDAY=${pattern.day}`];
    case 'months-by-weekday':
      return ['FREQ=MONTHLY', `BYDAY=${pattern.nth}${pattern.day}`];
    case 'years':
      return ['FREQ=YEARLY'];
  }
}

/**
 * The next slots of a rule, from its beginning or behind a slot, at most so many. The rule is worked out on wall time
 * alone, as if there were no change of clocks: each slot gets its moment from `momentOf`.
 */
export function slotsOf(
  { rule, from }: Pick<Recurrence, 'rule' | 'from'>,
  { after, limit }: { readonly after: Slot | null; readonly limit: number },
): readonly Slot[] {
  const start = Temporal.PlainDateTime.from(from);
  const { RRuleTemporal } = library();
  const rrule = new RRuleTemporal({
    rruleString: rruleOf({ rule, zone: 'UTC' }),
    dtstart: start.toZonedDateTime('UTC'),
  });
  const slots: Slot[] = [];
  let last = after === null ? start.subtract({ minutes: 1 }) : Temporal.PlainDateTime.from(after);
  while (slots.length < limit) {
    const next = rrule.next(last.toZonedDateTime('UTC'));
    if (!next) break;
    last = Temporal.PlainDateTime.from(next.toString({ timeZoneName: 'never', offset: 'never' }));
    slots.push(slotOf(last));
  }
  return slots;
}

/**
 * When a slot is. A wall time that the clocks skip is read with the offset before (02:30 becomes 03:30), one that comes
 * twice means the first: RFC 5545 §3.3.5.
 */
export const momentOf = (slot: Slot, zone: string): Time =>
  Temporal.PlainDateTime.from(slot).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

/** Whether the rule has not ended before the slot. */
export const isWithin = ({ rule: { ends } }: Pick<Recurrence, 'rule'>, slot: Slot): boolean =>
  ends.kind !== 'until' || slot.slice(0, ends.date.length) <= ends.date;

/**
 * The first slot of a rule on or behind a wall time; null: it gives none. What is held every second week counts its
 * weeks from there.
 */
export function firstSlot(rule: Rule, wall: Temporal.PlainDateTime): Slot | null {
  const ends = rule.ends.kind === 'count' ? ({ kind: 'never' } as const) : rule.ends;
  const [first] = slotsOf(
    { rule: { ...rule, interval: 1, ends }, from: slotOf(wall) },
    { after: null, limit: 1 },
  );
  return first ?? null;
}

/** The rule as it goes on when its time on this day moves to that wall time: `Tue` becomes `Thu` with it. */
export function movedRule(rule: Rule, was: Temporal.PlainDateTime, is: Temporal.PlainDateTime): Rule {
  const { pattern } = rule;
  if (was.toPlainDate().equals(is.toPlainDate())) return rule;
  switch (pattern.kind) {
    case 'days':
    case 'years':
      return rule;
    case 'weeks': {
      const days = new Set(pattern.days.map((day) => (day === weekdayOf(was) ? weekdayOf(is) : day)));
      return { ...rule, pattern: { kind: 'weeks', days: WEEKDAYS.filter((day) => days.has(day)) } };
    }
    case 'months':
      return { ...rule, pattern: { kind: 'months', day: is.day } };
    case 'months-by-weekday':
      return { ...rule, pattern: nthWeekday(is) };
  }
}

const NTHS: readonly Nth[] = [1, 2, 3, 4];

/** `2026-12-01` is the first Tuesday of its month; what is in no fourth week is the last. */
const nthWeekday = (date: Temporal.PlainDateTime): Pattern => ({
  kind: 'months-by-weekday',
  nth: NTHS[Math.ceil(date.day / 7) - 1] ?? -1,
  day: weekdayOf(date),
});
