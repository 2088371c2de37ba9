import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { checkPasscode, makePasscode, readPasscode } from '../../src/meeting/passcode.ts';
import { Secret } from '../../src/vault/secret.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

/** SECURITY.md §6; `npm run soak` asks for more. */
const RUNS = { numRuns: Number(process.env['MODEL_SEQUENCES'] ?? 1_000), seed: SEED } as const;
afterAll(() => tellFigure(`${RUNS.numRuns} passcodes for each rule`, SEED));

/** How people type a character that they read or heard. */
const typings = (character: string): string[] => {
  const same = { '0': ['0', 'O', 'o', '０'], '1': ['1', 'I', 'i', 'L', 'l', '１'] }[character];
  return (
    same ?? [
      character,
      character.toLowerCase(),
      String.fromCodePoint(Number(character.codePointAt(0)) + 0xfee0),
    ]
  );
};
const filling = fc.constantFrom('', '', '', ' ', '-', '–', '‑', '\u00a0', '\u200b');

test('a passcode reads back however it is typed', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
      fc.array(filling),
      (seed, picks, between) => {
        const passcode = makePasscode(seededRandom(seed)).open();
        const typed = [...passcode].map((character, i) => {
          const ways = typings(character);
          return `${ways[Number(picks[i]) % ways.length]}${between[i] ?? ''}`;
        });
        expect(readPasscode(typed.join(''))?.open()).toBe(passcode);
      },
    ),
    RUNS,
  );
});

const anything = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabz -–!'), maxLength: 14 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
);

test('whatever is typed, a passcode comes out that reads the same, or none', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const passcode = readPasscode(typed)?.open();
      if (passcode === undefined) return;
      expect(passcode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8,10}$/);
      expect(readPasscode(passcode)?.open()).toBe(passcode);
    }),
    RUNS,
  );
});

test('a chosen passcode is what the door reads when its owner types it the same way', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (typed, numericAllowed) => {
      const chosen = checkPasscode(typed, { numericAllowed });
      if (chosen instanceof Secret) expect(readPasscode(typed)?.open()).toBe(chosen.open());
      else expect(['length', 'characters', 'numeric', 'weak']).toContain(chosen.problem);
    }),
    RUNS,
  );
});
