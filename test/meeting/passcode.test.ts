import { expect, test } from 'vitest';
import { checkPasscode, makePasscode, readPasscode } from '../../src/meeting/passcode.ts';
import { Secret } from '../../src/vault/secret.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('passcode');
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const chosen = (typed: string, policy?: Parameters<typeof checkPasscode>[1]) => {
  const checked = checkPasscode(typed, policy);
  return checked instanceof Secret ? checked.open() : checked.problem;
};

test('makes 10 characters without I, L, O and U', () => {
  for (let i = 0; i < 1_000; i += 1) {
    expect(makePasscode(random).open()).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  }
});

test('makes every character in every place equally often', () => {
  const made = Array.from({ length: 20_000 }, () => makePasscode(random).open());
  for (let place = 0; place < 10; place += 1) {
    const counts = [...ALPHABET].map(
      (character) => made.filter((code) => code.charAt(place) === character).length,
    );
    const even = made.length / ALPHABET.length;
    const chiSquare = counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
    expect(chiSquare).toBeLessThan(76); // 31 degrees of freedom: a fair source passes it 99.999 % of the time
  }
  expect(new Set(made).size).toBe(made.length);
});

test.each([
  ['as shown', 'K7QW3M9XTB'],
  ['in lower case', 'k7qw3m9xtb'],
  ['with spaces and dashes', ' k7qw-3m9x TB '],
  ['with other dashes', 'K7QW–3M9X—TB'],
  ['full-width', 'Ｋ７ＱＷ３Ｍ９ＸＴＢ'],
  ['full-width in lower case', 'ｋ７ｑｗ３ｍ９ｘｔｂ'],
  ['with Arabic-Indic digits', 'K٧QW٣M٩XTB'],
  ['with marks that are not seen', '\u200eK7QW\u200b3M9XTB'],
])('reads a passcode typed %s', (_, typed) => {
  expect(readPasscode(typed)?.open()).toBe('K7QW3M9XTB');
});

test('takes O for 0, and I and L for 1', () => {
  expect(readPasscode('OoIiLl2345')?.open()).toBe('0011112345');
});

test.each([
  ['nothing', ''],
  ['too few', 'K7QW3M9'],
  ['too many', 'K7QW3M9XTB2'],
  ['a U', 'K7QW3M9XTU'],
  ['a mark', 'K7QW3M9XT!'],
  ['a letter of another script', 'К7QW3M9XTB'],
  ['a long text', `${' '.repeat(60)}K7QW3M9XTB`],
])('reads no passcode in %s', (_, typed) => {
  expect(readPasscode(typed)).toBeNull();
});

test('lets 8 to 10 characters be chosen, and reads them as a typed one', () => {
  expect(chosen('green7sky')).toBe('GREEN7SKY');
  expect(chosen('Garden 42')).toBe('GARDEN42');
  expect(chosen('Hello-World')).toBe('HE110W0R1D');
});

test.each([
  ['length', ['', 'K7QW3M9', 'K7QW3M9XTB2', '482915', 'K'.repeat(100)]],
  ['characters', ['K7QW3M9XTU', 'pass word!', 'blue7sky', 'пароль77', '密码密码密码密码']],
  ['numeric', ['48291573', '4829157360', '٤٨٢٩١٥٧٣', 'OILOIL52']],
  [
    'weak',
    [
      'AAAAAAAA',
      '00000000',
      'OOOOOOOO',
      '12345678',
      '1234567890',
      '87654321',
      '0987654321',
      '34567890',
    ].concat([
      'ABCDEFGH',
      'abcdefghij',
      'ABCDEFGHJK',
      'ZYXWVTSR',
      'asdfghjk',
      'asdfghjkl',
      'ABABABAB',
      'K7QW3K7QW3',
    ]),
  ],
] as const)('refuses a choice for its %s', (problem, choices) => {
  for (const choice of choices) expect([choice, chosen(choice)]).toEqual([choice, problem]);
});

test('lets digits alone be chosen where the operator asked for that, from 8', () => {
  const numericAllowed = { numericAllowed: true };
  expect(chosen('48291573', numericAllowed)).toBe('48291573');
  expect(chosen('482915', numericAllowed)).toBe('length');
  expect(chosen('12345678', numericAllowed)).toBe('weak');
});
