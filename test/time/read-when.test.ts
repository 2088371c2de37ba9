import { describe, expect, test } from 'vitest';
import { isRefused } from '../../src/meeting/refusal.ts';
import { formatExact } from '../../src/time/format.ts';
import { looksLikeWhen, readWhen } from '../../src/time/read-when.ts';

const zone = 'Europe/Berlin';
/** Wed 25 Nov 2026, 09:00:20 in Berlin. */
const now = Date.UTC(2026, 10, 25, 8, 0, 20);

function read(text: string, at = now, where = zone): string {
  const result = readWhen(text, { now: at, zone: where, locale: 'en' });
  return isRefused(result) ? result.refused.why : formatExact(result.at, where);
}

test.each([
  ['15:30', '2026-11-25 15:30+01:00'],
  ['15.30', '2026-11-25 15:30+01:00'],
  ['at 15:30', '2026-11-25 15:30+01:00'],
  ['3 pm', '2026-11-25 15:00+01:00'],
  ['3:30PM', '2026-11-25 15:30+01:00'],
  ['12pm', '2026-11-25 12:00+01:00'],
  ['today 15:30', '2026-11-25 15:30+01:00'],
  ['15:30 today', '2026-11-25 15:30+01:00'],
  ['Tomorrow 9:00', '2026-11-26 09:00+01:00'],
  ['tomorrow at 12am', '2026-11-26 00:00+01:00'],
  ['9:00 tomorrow', '2026-11-26 09:00+01:00'],
  ['in 20 minutes', '2026-11-25 09:20+01:00'],
  ['in 2 hours', '2026-11-25 11:00+01:00'],
  ['in 1 h 30', '2026-11-25 10:30+01:00'],
  ['２０２６-11-26 １０:00', '2026-11-26 10:00+01:00'],
  ['2026-11-26 9:30', '2026-11-26 09:30+01:00'],
  ['2026-11-26T09:30', '2026-11-26 09:30+01:00'],
  ['2026-11-26T09:30:00', '2026-11-26 09:30+01:00'],
  ['2026-11-26T09:30Z', '2026-11-26 10:30+01:00'],
  ['2026-11-26T09:30+05:30', '2026-11-26 05:00+01:00'],
  ['2026-11-26 09:30[America/New_York]', '2026-11-26 15:30+01:00'],
  ['2026-11-26T09:30-05:00[America/New_York]', '2026-11-26 15:30+01:00'],
])('reads “%s”', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('the minute that is running now is still to come', () => {
  expect(read('9:00')).toBe('2026-11-25 09:00+01:00');
  expect(read('8:59')).toBe('time-past');
});

test('a time of day that is over is not moved to tomorrow in silence', () => {
  expect(readWhen('8:30', { now, zone, locale: 'en' })).toEqual({
    refused: { why: 'time-past', at: Date.UTC(2026, 10, 25, 7, 30) },
  });
});

test.each([
  'soon',
  '9',
  '25:00',
  '12:60',
  '13pm',
  '0 am',
  'in 0 minutes',
  'in a while',
  '2026-02-30 10:00',
  '2026-13-01 10:00',
  '2026-11-26 24:00',
  '2026-11-26 09:30[Middle/Earth]',
  '2026-11-26T09:30+05:00[America/New_York]',
  '',
])('does not understand “%s”', (text) => {
  expect(readWhen(text, { now, zone, locale: 'en' })).toEqual({
    refused: { why: 'time-not-understood', typed: text },
  });
});

test.each(['tomorrow', '2026-11-26', 'Friday', 'in 3 days', 'tomorrow morning'])(
  'asks for the time of day of “%s”',
  (text) => {
    expect(readWhen(text, { now, zone, locale: 'en' })).toEqual({
      refused: { why: 'time-of-day-missing', typed: text },
    });
  },
);

test('a year that is mistyped is not taken for a plan', () => {
  expect(read('2206-11-26 09:30')).toBe('time-too-far');
  expect(read('2028-11-25 09:00')).toBe('2028-11-25 09:00+01:00');
  expect(read('2028-11-25 09:01')).toBe('time-too-far');
});

describe('when the clocks change', () => {
  const summer = Date.UTC(2026, 6, 1);
  const winter = Date.UTC(2026, 0, 1);

  test('a wall time that comes twice is refused with both readings', () => {
    expect(readWhen('2026-10-25 02:30', { now: summer, zone, locale: 'en' })).toEqual({
      refused: {
        why: 'time-ambiguous',
        because: 'repeated',
        readings: [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)],
        zone,
      },
    });
  });

  test('each reading can be typed back', () => {
    expect(read('2026-10-25 02:30+02:00', summer)).toBe('2026-10-25 02:30+02:00');
    expect(read('2026-10-25 02:30+01:00', summer)).toBe('2026-10-25 02:30+01:00');
  });

  test('once the first is over, the second is meant', () => {
    const between = Date.UTC(2026, 9, 25, 1, 0);
    expect(read('2:30', between)).toBe('2026-10-25 02:30+01:00');
  });

  test('a wall time that is skipped is refused with its neighbours, never moved', () => {
    expect(readWhen('2026-03-29 02:30', { now: winter, zone, locale: 'en' })).toEqual({
      refused: {
        why: 'time-ambiguous',
        because: 'skipped',
        readings: [Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 2, 29, 1, 30)],
        zone,
      },
    });
  });

  test('tomorrow is a day of the calendar, not 24 hours', () => {
    expect(read('tomorrow 9:00', Date.UTC(2026, 9, 24, 20, 0))).toBe('2026-10-25 09:00+01:00');
  });

  test('the date is the asker’s', () => {
    expect(read('today 23:00', Date.UTC(2026, 10, 25, 22, 30), 'Pacific/Auckland')).toBe(
      '2026-11-26 23:00+13:00',
    );
  });
});

test('a time is told from a topic by its shape, be it possible or not', () => {
  for (const text of ['15:30', 'tomorrow 9:00', 'in 20 minutes', '2026-02-30 10:00', '25:00', '3pm']) {
    expect(looksLikeWhen(text)).toBe(true);
  }
  for (const text of [
    'Standup',
    'in depth',
    'in',
    '9',
    'tomorrow',
    'Budget 2026',
    'today we talk',
    '3 plans',
  ]) {
    expect(looksLikeWhen(text)).toBe(false);
  }
});
