import { customRandom } from 'nanoid';
import { z } from 'zod';
import { ConferenceError } from '../../../src/errors.ts';
import type { RandomBytes } from '../../../src/random.ts';
import { Secret } from '../../../src/vault/secret.ts';

/** `meeting_password_requirement` of a user's settings, which are the account's where those are locked. */
export const requirement = z.object({
  length: z.number().catch(0),
  have_letter: z.boolean().catch(false),
  have_number: z.boolean().catch(false),
  have_special_character: z.boolean().catch(false),
  only_allow_numeric: z.boolean().catch(false),
  have_upper_and_lower_characters: z.boolean().catch(false),
  /** 0, or 4 to 8: as many such as `abcde` or `1111` are too many. */
  consecutive_characters_length: z.number().catch(0),
  /** Common words are refused; what is drawn is none. */
  weak_enhance_detection: z.boolean().catch(false),
});

export type Requirement = z.infer<typeof requirement>;

export const NO_REQUIREMENT: Requirement = requirement.parse({});

/** Zoom takes no more (https://developers.zoom.us/docs/api/meetings/#tag/meetings/post/users/{userId}/meetings). */
const LENGTH = 10;
/** Without 0 O 1 l I, which people confuse when they type it into the app. */
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SPECIAL = '@-_*';
/** The shortest row that Zoom may take for one, so that no account's setting is touched. */
const ROW = 3;
/** About every second draw fits the strictest requirement. */
const MOST_DRAWS = 1_000;

/** A passcode that the account takes: 33 bits where it wants digits alone, 58 and more else. */
export function makeZoomPasscode(wanted: Requirement, random: RandomBytes): Secret {
  if (wanted.length > LENGTH) throw new ConferenceError('permanent', 'passcode-policy');
  const alphabet = wanted.only_allow_numeric
    ? `01${DIGITS}`
    : `${LOWER}${UPPER}${DIGITS}${wanted.have_special_character ? SPECIAL : ''}`;
  const draw = customRandom(alphabet, LENGTH, random);
  for (let n = 0; n < MOST_DRAWS; n += 1) {
    const passcode = draw();
    if (fits(passcode, wanted)) return new Secret(passcode);
  }
  throw new ConferenceError('permanent', 'passcode-policy');
}

function fits(passcode: string, wanted: Requirement): boolean {
  if (hasRow(passcode)) return false;
  if (wanted.only_allow_numeric) return true;
  const cases = /[a-z]/.test(passcode) && /[A-Z]/.test(passcode);
  return (
    /[a-zA-Z]/.test(passcode) &&
    /\d/.test(passcode) &&
    (!wanted.have_special_character || /[@\-_*]/.test(passcode)) &&
    (!wanted.have_upper_and_lower_characters || cases)
  );
}

/** `abc`, `321` or `777`, in either case. */
function hasRow(passcode: string): boolean {
  const codes = [...passcode.toLowerCase()].map((character) => character.charCodeAt(0));
  return codes.some((code, at) => {
    const row = codes.slice(at, at + ROW);
    const step = (row[1] ?? code) - code;
    return (
      row.length === ROW && Math.abs(step) <= 1 && row.every((one, index) => one === code + step * index)
    );
  });
}
