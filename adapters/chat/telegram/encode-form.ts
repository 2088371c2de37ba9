import type { InlineKeyboardButton } from 'grammy/types';
import type { Time } from '../../../src/clock.ts';
import { bold, heading, note, paragraph, text as plain } from '../../../src/messages/blocks.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { cut } from '../../../src/messages/cut.ts';
import type { Form, FormField } from '../../../src/messages/form.ts';
import type { PrivateBlock } from '../../../src/messages/message.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';
import { formatDuration } from '../../../src/time/format.ts';
import { readDuration } from '../../../src/time/read-duration.ts';
import { monthOf } from './calendar.ts';
import { encodePrivate, type TelegramMessage } from './encode.ts';
import {
  askFor,
  fillWith,
  formIdOf,
  leaveForm,
  lookAt,
  sendForm,
  showForm,
  startAgain,
  switchTo,
} from './form-press.ts';
import { LIMIT } from './limits.ts';

type Reading = {
  readonly text: Catalogue;
  /** BCP 47. */
  readonly locale: string;
  readonly now: Time;
  /** What people who are known by id alone are called. */
  readonly names: ReadonlyMap<string, string>;
};

/** Lengths of a meeting that most choose, in minutes; others are typed. */
const LENGTHS = [15, 30, 45, 60, 90];
/** Buttons with short labels in one row. */
const IN_ROW = 3;
/** Characters of labels that a phone shows beside each other. */
const ROW_WIDTH = 30;
/** Characters of one value in the text. */
const SHOWN = 300;
/** Buttons that are no choices: labels of fields and the last row. */
const OTHERS = 10;
const CHOSEN = '✓ ';

/** Ids of people whose names are to be found before the form can be shown. */
export const peopleIn = ({ fields }: Form): readonly string[] =>
  fields.flatMap(({ value }) =>
    refsOf(value).flatMap((ref) => (ref.kind === 'person' ? [ref.foreignId] : [])),
  );

/** One step of a form as a message: what each field holds, and below it the buttons that change it. */
export function encodeForm(form: Form, reading: Reading): TelegramMessage {
  const { title, step, steps, intro, fields, asking } = form;
  const id = formIdOf(form);
  const asked = fields.find(({ name }) => name === asking) ?? fields.find(isNextTyped);
  const blocks: PrivateBlock[] = [
    heading(null, steps > 1 ? `${title} ${step}/${steps}` : title),
    paragraph(...intro),
    ...fields.flatMap((field) => described(field, reading)),
    ...(asked ? [paragraph(bold(`✎ ${instruction(asked, reading)}`))] : []),
  ];
  const room = Math.floor((LIMIT.buttons - OTHERS) / Math.max(fields.length, 1));
  const rows = [...fields.flatMap((field) => rowsOf(id, field, reading, room)), submitRow(form, reading)];
  const keyboard = rows.map((row) => row.filter((each) => each !== null)).filter((row) => row.length > 0);
  return { ...encodePrivate({ notice: title, blocks }), reply_markup: { inline_keyboard: keyboard } };
}

/** What the core takes plain text for although it was not asked for: see `fieldWanted`. */
const isNextTyped = ({ kind, required, value }: FormField): boolean =>
  required &&
  value === null &&
  (kind === 'text' || kind === 'passcode' || kind === 'zone' || kind === 'when');

/** On, back to the beginning, or away. */
function submitRow(form: Form, { text }: Reading): Row {
  const id = formIdOf(form);
  const submit = pressing(form.button, sendForm(id));
  return [
    submit && { ...submit, style: 'primary' },
    form.step > 1 ? pressing(text.chat.formMessage.back, startAgain(id)) : null,
    pressing(text.buttons.leaveIt, leaveForm(id)),
  ];
}

function described(field: FormField, reading: Reading): readonly PrivateBlock[] {
  const { label, hint, error } = field;
  const value = { label: `${label}:`, value: [plain(cut(shownValue(field, reading), SHOWN))] };
  return [
    { kind: 'fields', fields: [value] },
    ...(error === null ? [] : [paragraph(plain(`⚠️ ${error}`))]),
    ...(hint === null || error !== null ? [] : [note(plain(hint))]),
  ];
}

function shownValue(field: FormField, reading: Reading): string {
  const { text, names } = reading;
  const { value, choices, kind, required } = field;
  const { empty, now } = text.chat.formMessage;
  const minutes = kind === 'duration' && typeof value === 'string' ? readDuration(value) : null;
  if (minutes !== null) return lengthOf(minutes, reading);
  if (kind === 'toggle') return value === true ? text.yes : text.no;
  if (typeof value === 'string' && value !== '') {
    return choices.find((choice) => choice.value === value)?.label ?? value;
  }
  const people = refsOf(value).map((ref) => nameOf(ref, names));
  if (people.length > 0) return people.join(', ');
  return kind === 'when' && !required ? now : empty;
}

function nameOf(ref: PersonRef, names: ReadonlyMap<string, string>): string {
  switch (ref.kind) {
    case 'person':
      return names.get(ref.foreignId) ?? ref.told?.name ?? ref.foreignId;
    case 'handle':
      return `@${ref.handle}`;
    case 'group':
      return ref.name;
    case 'email':
      return ref.address;
    default:
      return ref satisfies never;
  }
}

const refsOf = (value: FormField['value'] | undefined): readonly PersonRef[] =>
  typeof value === 'object' && value !== null ? value : [];

const instruction = ({ kind, label }: FormField, { text: { chat } }: Reading): string =>
  kind === 'people' ? chat.formMessage.name : chat.formMessage.write(label);

type Row = readonly (InlineKeyboardButton | null)[];

/** One button that Telegram refuses would keep the whole form away: what does not fit is left out. */
function pressing(label: string, data: string): InlineKeyboardButton | null {
  const text = cut(label.trim(), LIMIT.label) || '…';
  return Buffer.byteLength(data) <= LIMIT.data ? { text, callback_data: data } : null;
}

const marked = (label: string, chosen: boolean): string => (chosen ? `${CHOSEN}${label}` : label);

function rowsOf(form: string, field: FormField, reading: Reading, room: number): readonly Row[] {
  const { name, kind, label, value, required } = field;
  const words = reading.text.chat.formMessage;
  const type = (what: string) => pressing(what, askFor(form, name));
  const clear = required || value === null ? null : pressing(words.clear(label), fillWith(form, name, ''));
  switch (kind) {
    case 'text':
    case 'passcode':
    case 'zone':
      return [[type(words.typeIt(label)), clear]];
    case 'when':
      return [
        [
          required ? null : pressing(marked(words.now, value === null), fillWith(form, name, '')),
          pressing(words.chooseDay, lookAt(form, name, monthOf(reading.now))),
          type(words.typeTime),
        ],
      ];
    case 'duration':
      return lengths(form, field, reading, type(words.typeLength));
    case 'people':
      return [[type(words.choosePeople), clear]];
    case 'choice':
    case 'meeting':
    case 'conversation':
      return choices(form, field, room);
    case 'toggle':
      return [[pressing(marked(label, value === true), switchTo(form, name, value !== true))]];
    default:
      return kind satisfies never;
  }
}

function lengths(
  form: string,
  { name, value }: FormField,
  reading: Reading,
  other: InlineKeyboardButton | null,
): readonly Row[] {
  const chosen = typeof value === 'string' ? readDuration(value) : null;
  const usual = LENGTHS.map((minutes) =>
    pressing(marked(lengthOf(minutes, reading), minutes === chosen), fillWith(form, name, String(minutes))),
  );
  return [usual.slice(0, IN_ROW), [...usual.slice(IN_ROW), other]];
}

const lengthOf = (minutes: number, { locale }: Reading): string =>
  formatDuration(minutes, { locale, zone: 'UTC' });

/** Its label stands above, since many choices do not say what they are about. It does nothing but look again. */
function choices(
  form: string,
  { name, label, value, choices: all }: FormField,
  most: number,
): readonly Row[] {
  if (all.length < 2) return [];
  const rows: InlineKeyboardButton[][] = [];
  let width = ROW_WIDTH;
  for (const choice of all.slice(0, most)) {
    const button = pressing(marked(choice.label, choice.value === value), fillWith(form, name, choice.value));
    if (button === null) continue;
    const row = rows.at(-1);
    width += button.text.length;
    if (row && width <= ROW_WIDTH && row.length < IN_ROW) row.push(button);
    else {
      rows.push([button]);
      width = button.text.length;
    }
  }
  return [[pressing(`▾ ${label}`, showForm(form))], ...rows];
}
