import type { Form } from '../../../src/messages/form.ts';

/**
 * Buttons under a form. They are the adapter's own, but for those that the core knows (`next:<form>`,
 * `ask:<form>:<field>`): a form of one message is filled in press by press.
 */
export type FormPress =
  /** What a field holds from now on; an empty value empties it. */
  | { readonly kind: 'fill'; readonly form: string; readonly field: string; readonly value: string | boolean }
  | { readonly kind: 'send'; readonly form: string }
  /** Another keyboard under the same text: the days of a month, the hours of a day, the quarters of an hour. */
  | ({ readonly kind: 'month'; readonly month: string } & Spot)
  | ({ readonly kind: 'day'; readonly day: string } & Spot)
  | ({ readonly kind: 'hour'; readonly day: string; readonly hour: string } & Spot);

type Spot = { readonly form: string; readonly field: string };

/** The form id in `<command>:<form id>`. */
export const formIdOf = ({ submit }: Pick<Form, 'submit'>): string => submit.split(':')[1] ?? '';

export const fillWith = (form: string, field: string, value: string): string =>
  `fill:${form}:${field}:${value}`;
export const switchTo = (form: string, field: string, on: boolean): string =>
  `${on ? 'on' : 'off'}:${form}:${field}`;
export const sendForm = (form: string): string => `send:${form}`;
export const showForm = (form: string): string => `next:${form}`;
export const startAgain = (form: string): string => `edit:${form}`;
export const leaveForm = (form: string): string => `no:${form}`;
export const askFor = (form: string, field: string): string => `ask:${form}:${field}`;
/** `2026-11`, `2026-11-25` or `2026-11-25 09`. */
export const lookAt = (form: string, field: string, when: string): string => `day:${form}:${field}:${when}`;

const PRESS = /^(fill|on|off|send|day):([\w-]+)(?::(\w+)(?::(.*))?)?$/s;
const WHEN = /^(\d{4}-\d\d)(?:-(\d\d)(?: (\d\d))?)?$/;

/** Null: a press for the core. */
export function readFormPress(press: string): FormPress | null {
  const [, verb, form = '', field = '', value = ''] = PRESS.exec(press) ?? [];
  switch (verb) {
    case 'send':
      return { kind: 'send', form };
    case 'on':
    case 'off':
      return field === '' ? null : { kind: 'fill', form, field, value: verb === 'on' };
    case 'fill':
      return field === '' ? null : { kind: 'fill', form, field, value };
    case 'day': {
      const [, month, date, hour] = WHEN.exec(value) ?? [];
      if (month === undefined || field === '') return null;
      if (date === undefined) return { kind: 'month', form, field, month };
      const day = `${month}-${date}`;
      return hour === undefined
        ? { kind: 'day', form, field, day }
        : { kind: 'hour', form, field, day, hour };
    }
    default:
      return null;
  }
}

/** The core's own buttons on what waits for its asker: they stand under answers alone. */
const WAITING = /^(?:yes|no|edit|next|pick|ask:[^:]+):/;

/** Whether the button stands under a form or a question, which its answer replaces. */
export const isOfForm = (press: string): boolean => WAITING.test(press) || readFormPress(press) !== null;
