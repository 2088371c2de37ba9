import { describe, expect, test } from 'vitest';
import { ruleInWords, timesInWords } from '../../src/messages/repeats.ts';
import type { Ends, Pattern, Rule } from '../../src/time/rule.ts';

const never: Ends = { kind: 'never' };
const daily: Rule = { pattern: { kind: 'days' }, interval: 1, ends: never };
const reader = { locale: 'en', zone: 'Europe/Berlin' };

const inWords = (pattern: Pattern, interval: number, locale: string, ends: Ends = never) =>
  ruleInWords(
    { rule: { pattern, interval, ends }, from: '2026-11-25T09:00', zone: 'Europe/Berlin' },
    { ...reader, locale },
  );

describe('a rule in words', () => {
  const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'] as const;
  test.each<[Pattern, number, string, string]>([
    [{ kind: 'days' }, 1, 'every day', 'jeden Tag'],
    [{ kind: 'days' }, 3, 'every 3 days', 'alle 3 Tage'],
    [{ kind: 'weeks', days: WORKDAYS }, 1, 'every weekday', 'jeden Werktag'],
    [{ kind: 'weeks', days: ['MO', 'TH'] }, 1, 'every Monday and Thursday', 'jeden Montag und Donnerstag'],
    [{ kind: 'weeks', days: ['SU'] }, 2, 'every 2 weeks on Sunday', 'alle 2 Wochen am Sonntag'],
    [{ kind: 'months', day: 1 }, 1, 'every month on the 1st', 'jeden Monat am 1.'],
    [{ kind: 'months', day: 22 }, 2, 'every 2 months on the 22nd', 'alle 2 Monate am 22.'],
    [{ kind: 'months', day: 23 }, 1, 'every month on the 23rd', 'jeden Monat am 23.'],
    [{ kind: 'months', day: 12 }, 1, 'every month on the 12th', 'jeden Monat am 12.'],
    [
      { kind: 'months-by-weekday', nth: -1, day: 'FR' },
      1,
      'every month on the last Friday',
      'jeden Monat am letzten Freitag',
    ],
    [{ kind: 'years' }, 1, 'every year on 25 November', 'jedes Jahr am 25. November'],
    [{ kind: 'years' }, 2, 'every 2 years on 25 November', 'alle 2 Jahre am 25. November'],
  ])('%o, each %i', (pattern, interval, english, german) => {
    expect(inWords(pattern, interval, 'en')).toBe(`${english} at 09:00 (Europe/Berlin)`);
    expect(inWords(pattern, interval, 'de')).toBe(`${german} um 09:00 (Europe/Berlin)`);
  });

  test('says when it ends, and the time as the reader’s region writes it', () => {
    const until: Ends = { kind: 'until', date: '2026-12-20' };
    const ten: Ends = { kind: 'count', count: 10 };
    expect(inWords({ kind: 'days' }, 1, 'en', until)).toBe(
      'every day at 09:00 until Sun 20 Dec 2026 (Europe/Berlin)',
    );
    expect(inWords({ kind: 'days' }, 1, 'de', until)).toBe(
      'jeden Tag um 09:00 bis So. 20. Dez. 2026 (Europe/Berlin)',
    );
    expect(inWords({ kind: 'days' }, 1, 'en', ten)).toBe('every day at 09:00, 10 times (Europe/Berlin)');
    expect(inWords({ kind: 'days' }, 1, 'de', ten)).toBe('jeden Tag um 09:00, 10-mal (Europe/Berlin)');
    expect(inWords({ kind: 'days' }, 1, 'en-US')).toBe('every day at 9:00 AM (Europe/Berlin)');
  });
});

test('the first times are shown in the zone of the rule, wherever the reader is', () => {
  const startsAt = Date.UTC(2026, 10, 25, 8);
  const endsAt = startsAt + 900_000;
  const repeats = { rule: daily, from: '2026-11-25T09:00', zone: 'Europe/Berlin' };
  const first = [startsAt, startsAt + 86_400_000];
  expect(timesInWords({ startsAt, endsAt, repeats, first }, { locale: 'en', zone: 'Asia/Tokyo' })).toEqual([
    'every day at 09:00 (Europe/Berlin)',
    'First times: Wed 25 Nov 2026, 09:00–09:15; Thu 26 Nov 2026, 09:00–09:15',
  ]);
  expect(timesInWords({ startsAt, endsAt, repeats, first: [startsAt] }, { ...reader, locale: 'de' })).toEqual(
    ['jeden Tag um 09:00 (Europe/Berlin)', 'Das erste Mal: Mi. 25. Nov. 2026, 09:00–09:15 Uhr'],
  );
  expect(timesInWords({ startsAt, endsAt, repeats: null, first: [] }, reader)).toEqual([
    'Wed 25 Nov 2026, 09:00–09:15 (Europe/Berlin)',
  ]);
});
