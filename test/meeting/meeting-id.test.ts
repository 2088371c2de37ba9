import { expect, test } from 'vitest';
import {
  checkNumber,
  makeMeetingId,
  makePersonalId,
  readMeetingId,
  showMeetingId,
} from '../../src/meeting/meeting-id.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('meeting-id');

/** How far counts are from even, in units where 1 is what chance gives: chi-square per degree of freedom. */
function unevenness(counts: Map<string, number>, kinds: number): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const even = total / kinds;
  const missing = (kinds - counts.size) * even;
  const square = [...counts.values()].reduce((sum, count) => sum + (count - even) ** 2 / even, missing);
  return square / (kinds - 1);
}

const countAt = (texts: readonly string[], place: number) => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text.charAt(place), (counts.get(text.charAt(place)) ?? 0) + 1);
  return counts;
};

test('makes 11 digits that never start with 0 or 1', () => {
  for (let i = 0; i < 1_000; i += 1) expect(makeMeetingId(random)).toMatch(/^[2-9]\d{10}$/);
});

test('makes every digit in every place equally often', () => {
  const made = Array.from({ length: 20_000 }, () => makeMeetingId(random));
  expect(unevenness(countAt(made, 0), 8)).toBeLessThan(4);
  for (let place = 1; place < 11; place += 1) expect(unevenness(countAt(made, place), 10)).toBeLessThan(4);
  expect(new Set(made).size).toBe(made.length);
});

test('makes personal numbers that a person could have chosen', () => {
  for (let i = 0; i < 5_000; i += 1) {
    const made = makePersonalId(random);
    expect(made).toMatch(/^[2-9]\d{9}$/);
    expect(checkNumber(made)).toEqual({ number: made });
  }
});

test('throws away a personal number that nobody may choose', () => {
  let calls = 0;
  const unlucky = (size: number) => (calls++ < 2 ? new Uint8Array(size).fill(5) : random(size)); // 7555555555 first
  expect(makePersonalId(unlucky)).not.toBe('7555555555');
  expect(calls).toBeGreaterThan(2);
});

test('shows a number in groups, and reads it back', () => {
  const [meeting, personal] = [makeMeetingId(random), makePersonalId(random)];
  expect(showMeetingId(meeting)).toMatch(/^\d{3} \d{4} \d{4}$/);
  expect(showMeetingId(personal)).toMatch(/^\d{3} \d{3} \d{4}$/);
  expect(readMeetingId(showMeetingId(meeting))).toBe(meeting);
  expect(readMeetingId(showMeetingId(personal))).toBe(personal);
});

test.each([
  ['plain', '23456789012'],
  ['grouped', '234 5678 9012'],
  ['with hyphens', '234-5678-9012'],
  ['with other dashes', '234–5678—9012'],
  ['with minus signs', '234−5678‑9012'],
  ['with no-break and thin spaces', '234\u00a05678\u20099012'],
  ['with line breaks around it', '\n 23456789012\t'],
  ['with marks that are not seen', '\u200e234\u200b5678\u2060 9012\ufeff'],
  ['full-width', '２３４－５６７８－９０１２'],
  ['typed on a Japanese keyboard', '２３４ー５６７８ー９０１２'],
  ['Arabic-Indic', '٢٣٤ ٥٦٧٨ ٩٠١٢'],
  ['Persian', '۲۳۴۵۶۷۸۹۰۱۲'],
  ['Devanagari', '२३४५६७८९०१२'],
  ['Thai', '๒๓๔๕๖๗๘๙๐๑๒'],
  [
    'Ol Onal, whose zero is at an odd place',
    [...'23456789012'].map((d) => String.fromCodePoint(0x1e5f1 + Number(d))).join(''),
  ],
  ['bold mathematical', [...'23456789012'].map((d) => String.fromCodePoint(0x1d7ce + Number(d))).join('')],
  [
    'the second of two runs side by side',
    [...'23456789012'].map((d) => String.fromCodePoint(0x116da + Number(d))).join(''),
  ],
])('reads a number that is %s', (_, text) => {
  expect(readMeetingId(text)).toBe('23456789012');
});

test.each([
  ['nothing', ''],
  ['nine digits', '234567890'],
  ['twelve digits', '234567890123'],
  ['a 0 in front', '03456789012'],
  ['a 1 in front', '1345678901'],
  ['a letter', '2345678901a'],
  ['a dot', '234.5678.9012'],
  ['a topic', 'Standup'],
  ['a long text', `${' '.repeat(60)}23456789012`],
])('reads no number in %s', (_, text) => {
  expect(readMeetingId(text)).toBeNull();
});

test.each([
  ['2345678124', '2345678124'],
  ['234 567 8124', '2345678124'],
  ['6502530000', '6502530000'],
  ['٢٣٤ ٥٦٧ ٨١٢٤', '2345678124'],
  ['4444044455', '4444044455'],
])('lets %s be chosen', (typed, number) => {
  expect(checkNumber(typed)).toEqual({ number });
});

test.each([
  ['length', ['', '234567890', '23456789012', '23456789o2', '2'.repeat(100)]],
  ['first-digit', ['0345678124', '1345678124']],
  [
    'prefix',
    // Zoom's own list (PROVIDERS.md), in its order.
    '800 400 888 887 877 866 855 850 803 804 807 808 809 660 508 900 200 300 500 600 700'
      .split(' ')
      .map((prefix) => `${prefix}2918374`),
  ],
  ['run', ['2345678901', '6123456789', '3456789012', '9876543210', '8765432109', '2987654321']],
  ['repeats', ['2555556789', '4444404444', '4424442444', '2342342349', '2340234234', '7123123123']],
] as const)('refuses a number for its %s', (problem, numbers) => {
  for (const number of numbers) expect([number, checkNumber(number)]).toEqual([number, { problem }]);
});
