import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { formatClock, formatDuration, formatExact, formatTime, formatWait } from '../../src/time/format.ts';

const at = Date.UTC(2026, 10, 25, 8, 30);
const until = at + 15 * MINUTE;
const olga = { locale: 'en', zone: 'Europe/Berlin' };
const mia = { locale: 'en-US', zone: 'America/New_York' };

test('a time leaves nothing to guess', () => {
  expect(formatTime(at, olga)).toBe('Wed 25 Nov 2026, 09:30 (Europe/Berlin)');
  expect(formatTime(at, olga, { until })).toBe('Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)');
  expect(formatTime(at, olga, { until: at + DAY })).toBe(
    'Wed 25 Nov 2026, 09:30 – Thu 26 Nov 2026, 09:30 (Europe/Berlin)',
  );
  expect(formatTime(at, olga, { zone: false })).toBe('Wed 25 Nov 2026, 09:30');
});

test('a time is written as the reader’s region writes it, in the language of the words around it', () => {
  expect(formatTime(at, mia)).toBe('Wed Nov 25, 2026, 3:30 AM (America/New_York)');
  expect(formatTime(at, { ...olga, locale: 'en-DE' })).toBe('Wed 25 Nov 2026, 09:30 (Europe/Berlin)');
  expect(formatTime(at, { ...olga, locale: 'de-DE' })).toBe('Mi. 25. Nov. 2026, 09:30 (Europe/Berlin)');
  expect(formatTime(at, { ...olga, locale: 'not a locale' })).toBe(formatTime(at, olga));
  expect(formatClock(at, olga)).toBe('09:30');
  expect(formatClock(at, mia)).toBe('3:30 AM');
});

test('an exact time means only one moment, even when the clocks change', () => {
  expect(formatExact(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin')).toBe('2026-10-25 02:30+02:00');
  expect(formatExact(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin')).toBe('2026-10-25 02:30+01:00');
});

test.each([
  [30 * SECOND, '30 seconds'],
  [1, '1 second'],
  [MINUTE, '1 minute'],
  [90 * SECOND, '2 minutes'],
  [HOUR, '1 hour'],
  [25 * HOUR, '25 hours'],
])('a wait of %i ms is never told shorter than it is', (ms, told) => {
  expect(formatWait(ms, olga)).toBe(told);
});

test('durations', () => {
  expect(formatDuration(45, olga)).toBe('45 mins');
  expect(formatDuration(60, olga)).toBe('1 hr');
  expect(formatDuration(90, olga)).toBe('1 hr, 30 mins');
});
