import { expect, test } from 'vitest';
import { isRefused } from '../../src/meeting/refusal.ts';
import { looksLikePlan, readPlan } from '../../src/time/read-plan.ts';
import { isWithin, movedRule, rruleOf } from '../../src/time/recurrence.ts';
import type { Ends, Pattern, Rule } from '../../src/time/rule.ts';

const never: Ends = { kind: 'never' };
const rule = (pattern: Pattern, ends: Ends = never): Rule => ({ pattern, interval: 1, ends });
/** A Tuesday; the last of its month. */
const was = Temporal.PlainDateTime.from('2026-11-24T09:00');

test.each<[string, Pattern, string, string]>([
  ['each day', { kind: 'days' }, '2026-11-25T09:00', 'FREQ=DAILY'],
  ['each year', { kind: 'years' }, '2026-11-25T09:00', 'FREQ=YEARLY'],
  [
    'one day of the week',
    { kind: 'weeks', days: ['MO', 'TU'] },
    '2026-11-26T09:00',
    'FREQ=WEEKLY;BYDAY=MO,TH',
  ],
  [
    'onto another of its days',
    { kind: 'weeks', days: ['MO', 'TU'] },
    '2026-11-23T09:00',
    'FREQ=WEEKLY;BYDAY=MO',
  ],
  ['a day of the month', { kind: 'months', day: 24 }, '2026-11-30T09:00', 'FREQ=MONTHLY;BYMONTHDAY=30'],
  [
    'the last Tuesday to a first',
    { kind: 'months-by-weekday', nth: -1, day: 'TU' },
    '2026-12-03T09:00',
    'FREQ=MONTHLY;BYDAY=1TH',
  ],
  [
    'a Tuesday to a fifth day of its name',
    { kind: 'months-by-weekday', nth: 4, day: 'TU' },
    '2026-11-30T09:00',
    'FREQ=MONTHLY;BYDAY=-1MO',
  ],
  ['to another hour', { kind: 'months', day: 24 }, '2026-11-24T15:00', 'FREQ=MONTHLY;BYMONTHDAY=24'],
])('a rule moves %s', (_, pattern, is, expected) => {
  const moved = movedRule(rule(pattern), was, Temporal.PlainDateTime.from(is));
  expect(rruleOf({ rule: moved, zone: 'Europe/Berlin' })).toBe(expected);
});

test('a rule ends with its last day', () => {
  const until = { rule: rule({ kind: 'days' }, { kind: 'until', date: '2026-12-20' }) };
  expect(isWithin(until, '2026-12-20T23:59')).toBe(true);
  expect(isWithin(until, '2026-12-21T00:00')).toBe(false);
  expect(isWithin({ rule: rule({ kind: 'days' }) }, '2099-01-01T09:00')).toBe(true);
});

test('what is longer than any time is none', () => {
  const asker = { now: Date.UTC(2026, 10, 24, 9), zone: 'Europe/Berlin', locale: 'en' };
  const long = `every day 9:00 ${'for '.repeat(1_000)}`;
  for (const read of [readPlan(long, asker), readPlan('tomorrow 9:00', asker, long)]) {
    expect(isRefused(read) && read.refused.why).toBe('time-not-understood');
  }
  expect(looksLikePlan(long)).toBe(false);
});
