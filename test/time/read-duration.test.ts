import { expect, test } from 'vitest';
import { readDuration, readMinutes } from '../../src/time/read-duration.ts';

test.each([
  ['45 min', 45],
  ['45', 45],
  ['90 minutes', 90],
  ['1h', 60],
  ['1 h 30', 90],
  ['1h30m', 90],
  ['2 hours', 120],
  ['1 hour and 30 minutes', 90],
  ['45 Minuten', 45],
  ['1 Stunde und 30 Minuten', 90],
  ['  1 HR  ', 60],
  ['5', 5],
  ['24 h', 1440],
])('reads “%s”', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes);
});

test.each(['', '4', '0', '1441', '25 h', 'long', '1 day', '-30', '1:30', 'h', '99999999999'])(
  'does not take “%s” for a duration',
  (text) => {
    expect(readDuration(text)).toBeNull();
  },
);

test('a wait has no such limits', () => {
  expect(readMinutes('1 min')).toBe(1);
  expect(readMinutes('48 hours')).toBe(2_880);
  expect(readMinutes('later')).toBeNull();
});
