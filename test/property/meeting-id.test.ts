import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import {
  checkNumber,
  makeMeetingId,
  makePersonalId,
  readMeetingId,
  showMeetingId,
} from '../../src/meeting/meeting-id.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

/** SECURITY.md §6; `npm run soak` asks for more. */
const RUNS = { numRuns: Number(process.env['MODEL_SEQUENCES'] ?? 1_000), seed: SEED } as const;
afterAll(() => tellFigure(`${RUNS.numRuns} numbers for each rule`, SEED));

const made = fc
  .tuple(fc.nat(), fc.boolean())
  .map(([seed, personal]) => (personal ? makePersonalId : makeMeetingId)(seededRandom(seed)));
const filling = fc.array(
  fc.constantFrom('', '', ' ', '-', '–', '—', '−', '\u00a0', '\u2009', '\u200b', '\u2011', '－'),
);
/** Where the digits of a script begin: ASCII, Arabic-Indic, Persian, Devanagari, Thai, full-width. */
const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xe50, 0xff10);

test('a shown number reads back, in any script and with any filling', () => {
  fc.assert(
    fc.property(made, filling, zero, (id, between, start) => {
      const typed = [...showMeetingId(id)]
        .map((c, i) => (c === ' ' ? c : String.fromCodePoint(start + Number(c))) + (between[i] ?? ''))
        .join('');
      expect(readMeetingId(typed)).toBe(id);
    }),
    RUNS,
  );
});

test('whatever is typed, a number comes out that shows and reads the same, or none', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789 -٣'), maxLength: 16 });
  fc.assert(
    fc.property(fc.oneof(digits, fc.string({ unit: 'binary', maxLength: 100 })), (typed) => {
      const id = readMeetingId(typed);
      if (id === null) return;
      expect(id).toMatch(/^[2-9]\d{9,10}$/);
      expect(readMeetingId(showMeetingId(id))).toBe(id);
    }),
    RUNS,
  );
});

/** The rules once more, as PROVIDERS.md puts them, without regular expressions. */
function mayBeChosen(number: string): boolean {
  const prefixes =
    '800 400 888 887 877 866 855 850 803 804 807 808 809 660 508 900 200 300 500 600 700'.split(' ');
  const digits = [...number].map(Number);
  const groups = digits.map((_, i) => number.slice(i, i + 3)).filter((group) => group.length === 3);
  const apart = (group: string) => number.split(group).length - 1;
  const streak = (step: number) => {
    let longest = 1;
    let length = 1;
    for (const [i, digit] of digits.entries()) {
      length = i > 0 && digit === (Number(digits[i - 1]) + step + 10) % 10 ? length + 1 : 1;
      longest = Math.max(longest, length);
    }
    return longest;
  };
  return (
    !'01'.includes(number.charAt(0)) &&
    !prefixes.includes(number.slice(0, 3)) &&
    groups.every((group) => apart(group) < 3) &&
    digits.every((digit) => digits.filter((other) => other === digit).length < 8) &&
    streak(0) < 5 &&
    streak(1) < 9 &&
    streak(-1) < 9
  );
}

test('a number may be chosen exactly when the rules say so', () => {
  const few = (unit: string) => fc.string({ unit: fc.constantFrom(...unit), minLength: 10, maxLength: 10 });
  const walk = fc
    .tuple(fc.nat(9), fc.constantFrom(1, 9), fc.nat(9), fc.nat(9))
    .map(([start, step, place, digit]) =>
      Array.from({ length: 10 }, (_, i) => (i === place ? digit : (start + i * step) % 10)).join(''),
    );
  fc.assert(
    fc.property(
      fc.oneof(few('0123456789'), few('23'), few('4444445'), few('234'), few('2580'), walk),
      (number) => {
        expect('number' in checkNumber(number)).toBe(mayBeChosen(number));
      },
    ),
    { ...RUNS, numRuns: 10 * RUNS.numRuns },
  );
});
