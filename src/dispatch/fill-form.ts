import type { FormReader } from '../commands/command.ts';
import { type Field, fieldsOf } from '../commands/fields.ts';
import type { FieldKind, FieldValue } from '../messages/form.ts';
import { refusalLine } from '../messages/refusal.ts';
import type { Invocation, PersonRef, Values } from '../ports/inbox.ts';
import type { Asked } from './asked.ts';
import { checkStep } from './check-step.ts';

type Said = Extract<Invocation['request'], { kind: 'said' }>;

/** Kinds of fields that plain text can fill; the others are chosen. */
const TYPED: readonly FieldKind[] = ['text', 'when', 'duration', 'people', 'passcode', 'zone'];

/** A filled-in step: shown again with its errors, followed by the next step, or the last one and run. */
export function submitStep(asked: Asked, given: Values, reader: FormReader): Asked {
  const { command, step } = asked;
  // A field that came back empty was emptied.
  const values = replaced(asked.values, namesOf(asked), given);
  const errors = checkStep(command, step, values, reader);
  if (Object.keys(errors).length > 0) return { ...asked, kind: 'form', values, errors };
  if (step + 1 < (command.form?.steps.length ?? 0)) return { ...asked, kind: 'form', values, step: step + 1 };
  return { ...asked, values };
}

/** Some fields of the step: kept, and the same step is shown again with what is wrong with these alone. */
export function fillFields(asked: Asked, given: Values, reader: FormReader): Asked {
  const theirs = Object.fromEntries(Object.entries(given).filter(([name]) => namesOf(asked).includes(name)));
  const names = Object.keys(theirs);
  const values = replaced(asked.values, names, theirs);
  const wrong = Object.entries(checkStep(asked.command, asked.step, values, reader));
  const errors = Object.fromEntries(wrong.filter(([name]) => names.includes(name)));
  return { ...asked, kind: 'form', values, errors };
}

/** The step with the question for one of its fields; null: it has no such field, or it is none to be typed. */
export function askField(asked: Asked, name: string): Asked | null {
  return typedFields(asked).some((field) => field.name === name)
    ? { ...asked, kind: 'form', asking: name }
    : null;
}

/**
 * The field that is meant: the one that was asked for, else the first that cannot stay empty. People who are passed on
 * without a word are for the field of people, whatever was asked.
 */
export function fieldWanted(asked: Asked, { text, people }: Said): Field | null {
  const fields = typedFields(asked);
  if (text.trim() === '') return (people.length > 0 && fields.find(({ kind }) => kind === 'people')) || null;
  const asking = fields.find(({ name }) => name === asked.asking);
  return asking ?? fields.find(({ name, required }) => required && asked.values[name] === undefined) ?? null;
}

/** What was said goes into the field; one that it does not fit is asked for once more. */
export function fillSaid(asked: Asked, field: Field, said: Said, reader: FormReader): Asked {
  const { name, kind } = field;
  const filled = fillFields(asked, { [name]: valueSaid(field, said, asked.values[name]) }, reader);
  const nobody = kind === 'people' && namedIn(said).length === 0;
  const errors = nobody
    ? { [name]: refusalLine({ why: 'nobody-named', example: '@ivan @lee' }, reader) }
    : {};
  const wrong = { ...filled.errors, ...errors };
  return { ...filled, errors: wrong, asking: name in wrong ? name : null };
}

/** People come one after the other: who is named now is added to who was named before. */
function valueSaid({ kind }: Field, said: Said, before: FieldValue | undefined): FieldValue {
  if (kind !== 'people') return said.text.trim();
  const known = Array.isArray(before) ? before : [];
  return [...new Map([...known, ...namedIn(said)].map((ref) => [keyOf(ref), ref])).values()];
}

const namedIn = ({ text, people }: Said): readonly PersonRef[] => [...people, ...handlesIn(text)];

/** `@ivan` and addresses; other words name nobody. */
const handlesIn = (text: string): readonly PersonRef[] =>
  text.split(/[\s,;]+/u).flatMap((word): readonly PersonRef[] => {
    const [, handle] = /^@([\p{L}\p{N}_.-]+?)\.?$/u.exec(word) ?? [];
    if (handle) return [{ kind: 'handle', handle }];
    return /^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(word) ? [{ kind: 'email', address: word }] : [];
  });

function keyOf(ref: PersonRef): string {
  switch (ref.kind) {
    case 'person':
    case 'group':
      return `${ref.kind}:${ref.foreignId}`;
    case 'handle':
      return `handle:${ref.handle.toLowerCase()}`;
    case 'email':
      return `email:${ref.address.toLowerCase()}`;
    default:
      return ref satisfies never;
  }
}

const namesOf = ({ command, step }: Asked): readonly string[] => command.form?.steps[step] ?? [];

const typedFields = (asked: Asked): readonly Field[] =>
  fieldsOf(asked.command.input).filter(
    ({ name, kind }) => namesOf(asked).includes(name) && TYPED.includes(kind),
  );

/** The values with those of these names replaced by what is given, or gone where nothing is. */
function replaced(values: Values, names: readonly string[], given: Values): Values {
  const others = Object.entries(values).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(others), ...filledIn(given) };
}

/** Platforms send empty fields as they like: an empty one is none. */
export const filledIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && !isBlank(value)));

const isBlank = (value: FieldValue): boolean => typeof value === 'string' && value.trim() === '';
