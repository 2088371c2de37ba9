import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { calendarFile } from '../../src/time/calendar-file.ts';
import { firstSlot, momentOf, slotsOf } from '../../src/time/recurrence.ts';
import { LONGEST_SERIES, type Rule, WEEKDAYS } from '../../src/time/rule.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { anEntry } from '../time/an-entry.ts';
import { readCalendar } from '../time/read-calendar.ts';

/** Rules, each in a zone; `CALENDAR_RULES` runs more of them. */
const RULES = Number(process.env['CALENDAR_RULES'] ?? 300);
const LIMIT = 12;

const pattern: fc.Arbitrary<Rule['pattern']> = fc.oneof(
  fc.constant({ kind: 'days' } as const),
  fc.constant({ kind: 'years' } as const),
  fc.subarray([...WEEKDAYS], { minLength: 1 }).map((days) => ({ kind: 'weeks', days }) as const),
  fc.integer({ min: 1, max: 31 }).map((day) => ({ kind: 'months', day }) as const),
  fc
    .record({ nth: fc.constantFrom(1, 2, 3, 4, -1), day: fc.constantFrom(...WEEKDAYS) })
    .map((of) => ({ kind: 'months-by-weekday', ...of }) as const),
);
const FIRST = Temporal.PlainDateTime.from('2026-11-01T00:00');
const ends: fc.Arbitrary<Rule['ends']> = fc.oneof(
  fc.constant({ kind: 'never' } as const),
  fc.integer({ min: 1, max: 15 }).map((count) => ({ kind: 'count', count }) as const),
  fc
    .integer({ min: 0, max: 300 })
    .map((days) => ({ kind: 'until', date: String(FIRST.add({ days: 400 + days }).toPlainDate()) }) as const),
);
const given = fc.record({
  rule: fc.record({ pattern, interval: fc.integer({ min: 1, max: 3 }), ends }),
  wall: fc.nat(399 * 24 * 60).map((minutes) => FIRST.add({ minutes })),
  zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  minutes: fc.integer({ min: 5, max: 600 }),
  without: fc.uniqueArray(fc.nat(LIMIT - 1), { maxLength: 3 }),
  /** By how many minutes one is moved. */
  moved: fc.option(fc.integer({ min: -600, max: 600 })),
});

const offset = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;

/** Of a time that comes twice in a night, ical.js reads the second one, and the standard the first: both say the same. */
const wallOf = (at: number, zone: string): string =>
  String(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime());

test('another program reads the very times of a rule in any zone out of its file, those that are moved or cancelled too', () => {
  fc.assert(
    fc.property(given, ({ rule, wall, zone, minutes, without, moved }) => {
      const from = firstSlot(rule, wall);
      if (from === null) return;
      // A file knows the clocks of as many years as a series may last.
      const last = String(Temporal.PlainDateTime.from(from).add({ years: LONGEST_SERIES }));
      const slots = slotsOf({ rule, from }, { after: null, limit: LIMIT }).filter((slot) => slot < last);
      // ical.js reads a time that the clocks skip by the offset after, the standard by the one before.
      if (slots.some((slot) => wallOf(momentOf(slot, zone), zone) !== `${slot}:00`)) return;
      const cancelled = without.flatMap((index) => slots[index] ?? []);
      const [first] = slots.filter((slot) => !cancelled.includes(slot));
      if (first === undefined) return;
      const at = (slot: string) => momentOf(slot, zone);
      const span = (startsAt: number) => ({ startsAt, endsAt: startsAt + minutes * MINUTE, zone });
      const shift = (moved ?? 0) * MINUTE;
      const entry = anEntry({
        next: span(at(first) + shift),
        series: {
          recurrence: { rule, from, zone, minutes, made: from, cards: 'one' },
          without: cancelled,
          moved: moved === null ? [] : [{ slot: first, ...span(at(first) + shift) }],
          besides: [],
        },
      });
      const expected = slots
        .filter((slot) => !cancelled.includes(slot))
        .map((slot) => span(slot === first ? at(first) + shift : at(slot)));
      const read = readCalendar(calendarFile(entry).text).times(expected.length);
      expect(read.map(({ startsAt }) => wallOf(startsAt, zone))).toEqual(
        expected.map(({ startsAt }) => wallOf(startsAt, zone)),
      );
      // Calendars differ in how long something is during which the clocks change.
      const plain = (one: ReturnType<typeof span>) =>
        offset(one.startsAt - 3 * HOUR, zone) === offset(one.endsAt + 3 * HOUR, zone);
      if (!plain(span(at(from)))) return;
      const both = expected
        .map((one, index) => ({ one, other: read[index] }))
        .filter(({ one }) => plain(one));
      expect(both.map(({ other }) => wallOf(other?.endsAt ?? 0, zone))).toEqual(
        both.map(({ one }) => wallOf(one.endsAt, zone)),
      );
    }),
    { numRuns: RULES, seed: SEED },
  );
  tellFigure(`${RULES} calendar files of random rules: 0 read otherwise`, SEED);
});

test('a file keeps to the format whatever people write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (title) => {
      const { text } = calendarFile(anEntry({ title, notes: [title] }));
      const lines = text.split('\r\n');
      expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true);
      const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
      const shown = title.replace(/\r\n|\r/g, '\n');
      expect(event?.getFirstPropertyValue('summary')).toBe(shown);
      expect(event?.getFirstPropertyValue('description')).toBe(shown);
    }),
    { numRuns: 200 },
  );
});
