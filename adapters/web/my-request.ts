import { z } from 'zod';
import { fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import type { FieldValue } from '../../src/messages/form.ts';
import type { Invocation, PersonRef, Values } from '../../src/ports/inbox.ts';

/** What somebody did on a page of *My meetings*. */
export type MyRequest = {
  /** Made with the form that it was done in: the same one again is the same event. */
  readonly act: string;
  readonly request: Extract<Invocation['request'], { kind: 'press' | 'submit' | 'call' }>;
};

/** Names of what a form sends besides its fields. */
export const ACT = 'act';
export const PRESS = 'press';
export const SUBMIT = 'submit';
export const CALL = 'call';
/** Once for each field that stands in the form: a toggle that is off sends nothing. */
export const SHOWN = 'shown';
/** What a field is called, so that none can be taken for one of these. */
export const nameOf = (field: string): string => `value.${field}`;

const given = z.object({
  [ACT]: z.string().regex(/^[\w-]{16,64}$/),
  [PRESS]: z.string().min(1).max(64).optional(), // bytes of a button, DESIGN.md rule 6
  [SUBMIT]: z.string().min(1).max(64).optional(),
  [CALL]: z.string().min(1).max(64).optional(),
});

/** Null: no form of ours sends this. */
export function readMyRequest(body: string): MyRequest | null {
  const sent = new URLSearchParams(body);
  const read = given.safeParse(Object.fromEntries(sent));
  if (!read.success) return null;
  const { act, press, submit, call } = read.data;
  // A press comes first: it may stand beside the fields of a form that it does not send.
  if (press !== undefined) return { act, request: { kind: 'press', press } };
  if (submit !== undefined) {
    const [command = ''] = submit.split(':');
    return { act, request: { kind: 'submit', submit, values: valuesIn(sent, command) } };
  }
  if (call === undefined) return null;
  return { act, request: { kind: 'call', command: call, values: valuesIn(sent, call) } };
}

function valuesIn(sent: URLSearchParams, name: string): Values {
  const command = commands.find((one) => one.name === name);
  const shown = sent.getAll(SHOWN);
  const fields = command ? fieldsOf(command.input).filter((field) => shown.includes(field.name)) : [];
  return Object.fromEntries(
    fields.map((field): [string, FieldValue] => {
      const typed = sent.get(nameOf(field.name)) ?? '';
      switch (field.kind) {
        case 'toggle':
          return [field.name, typed !== ''];
        case 'people':
          return [field.name, readPeople(typed)];
        case 'text':
        case 'when':
        case 'duration':
        case 'choice':
        case 'conversation':
        case 'meeting':
        case 'passcode':
        case 'zone':
          return [field.name, typed];
        default:
          return field.kind satisfies never;
      }
    }),
  );
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/u;

/** `@ivan`, `ivan` and addresses, one after the other. */
const readPeople = (text: string): readonly PersonRef[] =>
  text
    .split(/[\s,;]+/u)
    .filter(Boolean)
    .map((word) =>
      EMAIL.test(word)
        ? { kind: 'email', address: word }
        : { kind: 'handle', handle: word.replace(/^@/, '') },
    );
