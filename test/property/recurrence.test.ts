import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSlot, momentOf, slotsOf } from '../../src/time/recurrence.ts';
import { type Rule, WEEKDAYS, type Weekday } from '../../src/time/rule.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

/** SPEC.md §2; `SOAK_RULES` runs more of them. */
const RULES = Number(process.env['SOAK_RULES'] ?? 1_000);
const LIMIT = 8;
const DAYS = 1_500; // far enough for eight of the rarest rule below

const pattern = fc.oneof(
  fc.constant({ kind: 'days' } as const),
  fc.subarray([...WEEKDAYS], { minLength: 1 }).map((days) => ({ kind: 'weeks', days }) as const),
  fc.integer({ min: 1, max: 31 }).map((day) => ({ kind: 'months', day }) as const),
  fc
    .record({ nth: fc.constantFrom(1, 2, 3, 4, -1), day: fc.constantFrom(...WEEKDAYS) })
    .map((of) => ({ kind: 'months-by-weekday', ...of }) as const),
);
const ends = fc.oneof(
  fc.constant({ kind: 'never' } as const),
  fc.integer({ min: 1, max: 6 }).map((count) => ({ kind: 'count', count }) as const),
  fc
    .integer({ min: 0, max: 60 })
    .map((days) => ({ kind: 'until', date: FIRST.add({ days: 400 + days }).toString() }) as const),
);
const FIRST = Temporal.PlainDate.from('2026-01-01');
const rule = fc.record({ pattern, interval: fc.integer({ min: 1, max: 3 }), ends });
const start = fc
  .record({ days: fc.nat(399), minutes: fc.nat(24 * 60 - 1) })
  .map(({ days, minutes }) => FIRST.add({ days }).toPlainDateTime().add({ minutes }));
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

const weekday = (date: Temporal.PlainDate): Weekday | undefined => WEEKDAYS[date.dayOfWeek - 1];
const monday = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
const months = (date: Temporal.PlainDate) => date.year * 12 + date.month;

/** Day by day, without any library: whether the rule that began on `from` gives this day. */
function falls({ pattern: is, interval }: Rule, from: Temporal.PlainDate, date: Temporal.PlainDate): boolean {
  switch (is.kind) {
    case 'days':
      return from.until(date).days % interval === 0;
    case 'weeks': {
      const weeks = monday(from).until(monday(date)).days / 7;
      return weeks % interval === 0 && is.days.some((day) => day === weekday(date));
    }
    case 'months':
      return (months(date) - months(from)) % interval === 0 && date.day === is.day;
    case 'months-by-weekday': {
      const inMonth = (months(date) - months(from)) % interval === 0 && weekday(date) === is.day;
      const nth = Math.ceil(date.day / 7);
      return inMonth && (is.nth === -1 ? date.day + 7 > date.daysInMonth : nth === is.nth);
    }
    case 'years':
      return date.month === from.month && date.day === from.day;
  }
}

function walk(given: Rule, from: Temporal.PlainDateTime): readonly Temporal.PlainDateTime[] {
  const first = from.toPlainDate();
  const found: Temporal.PlainDateTime[] = [];
  const most = given.ends.kind === 'count' ? Math.min(given.ends.count, LIMIT) : LIMIT;
  for (let day = 0; day < DAYS && found.length < most; day += 1) {
    const date = first.add({ days: day });
    if (given.ends.kind === 'until' && date.toString() > given.ends.date) break;
    if (falls(given, first, date)) found.push(date.toPlainDateTime(from.toPlainTime()));
  }
  return found;
}

test('every time of a rule is the one that a walk through the calendar finds, at its wall time in any zone', () => {
  fc.assert(
    fc.property(rule, start, zone, (given, at, where) => {
      const from = firstSlot(given, at);
      if (from === null) return;
      const expected = walk(given, Temporal.PlainDateTime.from(from));
      const slots = slotsOf({ rule: given, from }, { after: null, limit: LIMIT });
      const walked = expected.map((wall) => wall.toString({ smallestUnit: 'minute' }));
      // The walk looks so many days ahead; what it finds there is all that there is.
      expect(slots.slice(0, walked.length)).toEqual(walked);
      for (const slot of slots) {
        const wall = Temporal.PlainDateTime.from(slot);
        const zoned = Temporal.Instant.fromEpochMilliseconds(momentOf(slot, where)).toZonedDateTimeISO(where);
        const shown = zoned.toPlainDateTime();
        // Only a wall time that the clocks skip is another one, and then a later one.
        const isSkipped = !wall
          .toZonedDateTime(where, { disambiguation: 'earlier' })
          .toPlainDateTime()
          .equals(wall);
        expect(Temporal.PlainDateTime.compare(shown, wall)).toBe(isSkipped ? 1 : 0);
      }
    }),
    { numRuns: RULES, seed: SEED },
  );
  tellFigure(`${RULES} rules that repeat a meeting, against a walk through the calendar`, SEED);
}, 60_000);
