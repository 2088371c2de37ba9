import type { InlineKeyboardButton } from 'grammy/types';
import { DAY, type Time } from '../../../src/clock.ts';
import { fillWith, lookAt, showForm } from './form-press.ts';

type Field = { readonly form: string; readonly field: string };
type Rows = InlineKeyboardButton[][];

/** What the calendar is read in. */
export type Words = { readonly locale: string; readonly back: string };

/** Days in a row. */
const WEEK = 7;
/** Hours in a row of eight buttons at most, as Telegram shows them. */
const HOURS_IN_ROW = 6;
/** Braille blank: a button must have a label, and this one is not seen. */
const BLANK = '\u2800';

const two = (number: number): string => String(number).padStart(2, '0');
const press = (text: string, data: string): InlineKeyboardButton => ({ text, callback_data: data });

/** The month of a moment, as in `2026-11`. */
export const monthOf = (at: Time): string => new Date(at).toISOString().slice(0, 7);

/** The days of a month from Monday on, with the months before and after. Nobody meets on a day that is over everywhere. */
export function monthKeyboard(of: Field, month: string, now: Time, words: Words): Rows {
  const first = Date.parse(`${month}-01T00:00Z`);
  if (Number.isNaN(first)) return [backRow(of, words)];
  const { form, field } = of;
  const next = monthOf(first + 31 * DAY);
  const days = Math.round((Date.parse(`${next}-01T00:00Z`) - first) / DAY);
  const offset = (new Date(first).getUTCDay() + 6) % WEEK; // Monday is 0
  const stay = lookAt(form, field, month);
  const cells = Array.from({ length: Math.ceil((offset + days) / WEEK) * WEEK }, (_, index) => {
    const day = index - offset + 1;
    const at = first + (day - 1) * DAY;
    // West of Greenwich yesterday lasts until noon.
    const over = at + 1.5 * DAY < now;
    return day < 1 || day > days || over
      ? press(BLANK, stay)
      : press(String(day), lookAt(form, field, `${month}-${two(day)}`));
  });
  const before = monthOf(first - DAY);
  const title = new Intl.DateTimeFormat(words.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return [
    [
      before < monthOf(now) ? press(BLANK, stay) : press('◀', lookAt(form, field, before)),
      press(title.format(first), stay),
      press('▶', lookAt(form, field, next)),
    ],
    weekdays(words).map((name) => press(name, stay)),
    ...inRows(cells, WEEK).filter((week) => week.some(({ text }) => text !== BLANK)),
    backRow(of, words),
  ];
}

/** The hours of a day, which is their title and leads back to its month. */
export function dayKeyboard(of: Field, day: string, words: Words): Rows {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    press(`${two(hour)}:00`, lookAt(of.form, of.field, `${day} ${two(hour)}`)),
  );
  return [dayRow(of, day, words), ...inRows(hours, HOURS_IN_ROW), backRow(of, words)];
}

/** The quarters of an hour. */
export function hourKeyboard(of: Field, day: string, hour: string, words: Words): Rows {
  const quarters = [0, 15, 30, 45].map((minute) => {
    const time = `${hour}:${two(minute)}`;
    return press(time, fillWith(of.form, of.field, `${day} ${time}`));
  });
  return [dayRow(of, day, words), quarters, backRow(of, words)];
}

function dayRow({ form, field }: Field, day: string, { locale }: Words): InlineKeyboardButton[] {
  const at = Date.parse(`${day}T00:00Z`);
  const month = day.slice(0, 7);
  if (Number.isNaN(at)) return [press('◀', lookAt(form, field, month))];
  const title = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(at);
  return [press(`◀ ${title}`, lookAt(form, field, month))];
}

const backRow = ({ form }: Field, { back }: Words) => [press(back, showForm(form))];

function weekdays({ locale }: Words): readonly string[] {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const monday = Date.UTC(2024, 0, 1);
  return Array.from({ length: WEEK }, (_, day) => name.format(monday + day * DAY));
}

function inRows(all: readonly InlineKeyboardButton[], wide: number): Rows {
  return Array.from({ length: Math.ceil(all.length / wide) }, (_, row) =>
    all.slice(row * wide, (row + 1) * wide),
  );
}
