import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeZoomPasscode, NO_REQUIREMENT } from '../../adapters/conference/zoom/passcode.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { passcodeProblem } from '../fakes/zoom/refusals.ts';

const anyRule = fc.record({
  length: fc.integer({ min: 0, max: 10 }),
  have_letter: fc.boolean(),
  have_number: fc.boolean(),
  have_special_character: fc.boolean(),
  only_allow_numeric: fc.boolean(),
  have_upper_and_lower_characters: fc.boolean(),
  consecutive_characters_length: fc.constantFrom(0, 4, 5, 6, 7, 8),
  weak_enhance_detection: fc.boolean(),
});

it('makes a passcode that Zoom takes, whatever the account asks for', () => {
  fc.assert(
    fc.property(anyRule, fc.nat(), (rule, seed) => {
      const passcode = makeZoomPasscode(rule, seededRandom(seed)).open();
      expect([passcode, passcodeProblem(passcode, rule)]).toEqual([passcode, null]);
      expect(passcode).toHaveLength(10);
    }),
    { numRuns: 1_000, seed: 20_261_124 },
  );
});

it('makes others each time, without characters that people confuse', () => {
  const random = seededRandom(1);
  const made = Array.from({ length: 500 }, () => makeZoomPasscode(NO_REQUIREMENT, random).open());
  expect(new Set(made).size).toBe(500);
  expect(made.join('')).not.toMatch(/[0O1lI]/);
});

it('makes none where Zoom asks for more than it takes', () => {
  expect(() => makeZoomPasscode({ ...NO_REQUIREMENT, length: 11 }, seededRandom(1))).toThrow(
    'passcode-policy',
  );
});

it('gives up rather than draw for ever from a source that is broken', () => {
  expect(() => makeZoomPasscode(NO_REQUIREMENT, (size) => new Uint8Array(size))).toThrow('passcode-policy');
});
