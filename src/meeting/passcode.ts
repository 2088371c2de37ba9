import { customRandom } from 'nanoid';
import type { RandomBytes } from '../random.ts';
import { Secret } from '../vault/secret.ts';
import type { PasscodeProblem } from './refusal.ts';
import { typedCode } from './typed-code.ts';

/** Crockford base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MADE = 10; // characters, 50 bits (SECURITY.md §1)
const SHORTEST = 8; // characters (SECURITY.md §1)
const LONGEST = MADE;
const PASSCODE = new RegExp(`^[${ALPHABET}]{${SHORTEST},${LONGEST}}$`);

/** What a chosen passcode may be. There are 11,000 times fewer of eight digits than of eight characters. */
export type PasscodePolicy = {
  /** Whether the operator asked for passcodes that can be typed on a phone's keypad. */
  readonly numericAllowed: boolean;
};

const DEFAULT_POLICY = { numericAllowed: false } as const satisfies PasscodePolicy;

/** A new passcode of 10 characters, each of the 2^50 as likely as any other. */
export const makePasscode = (random: RandomBytes): Secret =>
  new Secret(customRandom(ALPHABET, MADE, random)());

/** Reads a passcode as people type and paste it (SPEC.md §1); null when it can be nobody's passcode. */
export function readPasscode(typed: string): Secret | null {
  const passcode = normalize(typed);
  return passcode !== null && PASSCODE.test(passcode) ? new Secret(passcode) : null;
}

/** Whether a passcode may be chosen: one that is made is not asked. */
export function checkPasscode(
  typed: string,
  policy: PasscodePolicy = DEFAULT_POLICY,
): Secret | { problem: PasscodeProblem } {
  const passcode = normalize(typed);
  if (passcode === null) return { problem: 'length' };
  if ([...passcode].some((character) => !ALPHABET.includes(character))) return { problem: 'characters' };
  if (passcode.length < SHORTEST || passcode.length > LONGEST) return { problem: 'length' };
  if (isWeak(passcode)) return { problem: 'weak' };
  if (/^\d+$/.test(passcode) && !policy.numericAllowed) return { problem: 'numeric' };
  return new Secret(passcode);
}

function normalize(typed: string): string | null {
  const code = typedCode(typed);
  return code === null ? null : lookalikes(code.toUpperCase());
}

const lookalikes = (text: string) => text.replaceAll('O', '0').replace(/[IL]/g, '1');

/** What people walk along: digits, the alphabet, ours, and a row of keys. */
const WALKS = [
  '01234567890123456789',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ALPHABET,
  'QWERTYUIOP',
  'ASDFGHJKL',
].flatMap((walk) => [lookalikes(walk), lookalikes([...walk].reverse().join(''))]);

/** One piece over and over (`AAAAAAAA`, `12121212`), or a walk. */
const isWeak = (passcode: string) =>
  /^(.{1,5})\1+$/.test(passcode) || WALKS.some((walk) => walk.includes(passcode));
