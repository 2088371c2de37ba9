import { customRandom } from 'nanoid';
import type { RandomBytes } from '../random.ts';
import type { NumberProblem } from './refusal.ts';
import { typedCode } from './typed-code.ts';

/** 11 digits (10 for a personal room), never starting with 0 or 1. Made and read only here. */
export type MeetingId = string & { readonly __meetingId: true };

const FIRST = '23456789';
const DIGITS = '0123456789';

/** A new number, each of the 8 × 10^10 as likely as any other. That it is unused is the store's to say. */
export const makeMeetingId = (random: RandomBytes): MeetingId => digits(11, random) as MeetingId;

/** A new personal number, each one that a person may choose as likely as any other. */
export function makePersonalId(random: RandomBytes): MeetingId {
  for (;;) {
    const checked = checkNumber(digits(10, random));
    if ('number' in checked) return checked.number;
  }
}

const digits = (count: number, random: RandomBytes) =>
  customRandom(FIRST, 1, random)() + customRandom(DIGITS, count - 1, random)();

/** Reads what somebody typed or pasted, with any spaces, dashes and digits; null when it cannot be a number. */
export function readMeetingId(text: string): MeetingId | null {
  const typed = typedCode(text);
  return typed !== null && /^[2-9]\d{9,10}$/.test(typed) ? (typed as MeetingId) : null;
}

/** `234 5678 9012`; a personal number `234 567 8901`. */
export function showMeetingId(id: MeetingId): string {
  return id.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1 $2 $3');
}

/** Prefixes that look like service and toll-free numbers (Zoom's list, PROVIDERS.md). */
const PREFIX = /^(?:[2-9]00|508|660|803|804|807|808|809|850|855|866|877|887|888)/;
/** One digit five times in a row or eight times at all, or one group of three digits three times. */
const REPEATS = /(\d)\1{4}|(\d)(?:\d*?\2){7}|(\d{3})\d*\3\d*\3/;
const UP = DIGITS + DIGITS;
const DOWN = [...UP].reverse().join('');
const RUN = 9; // digits, such as 123456789

/** Whether a number may be chosen for a personal room: Zoom's rules for its own, so that it could be both. */
export function checkNumber(text: string): { number: MeetingId } | { problem: NumberProblem } {
  const typed = typedCode(text) ?? '';
  if (!/^\d{10}$/.test(typed)) return { problem: 'length' };
  if (!/^[2-9]/.test(typed)) return { problem: 'first-digit' };
  if (PREFIX.test(typed)) return { problem: 'prefix' };
  const runs = [typed.slice(0, RUN), typed.slice(-RUN)];
  if (runs.some((run) => UP.includes(run) || DOWN.includes(run))) return { problem: 'run' };
  if (REPEATS.test(typed)) return { problem: 'repeats' };
  return { number: typed as MeetingId };
}
