import { z } from 'zod';
import type { Catalogue } from '../messages/catalogue.ts';
import type { Choice, FieldKind } from '../messages/form.ts';
import type { PersonRef } from '../ports/inbox.ts';

type Words = (text: Catalogue) => string;

/** What announces a part among typed words: in English, the key of the word in other languages. */
export type Keyword = keyof Catalogue['keywords'];

/** What menus, forms and the parser of typed words need to know of a field besides its type. */
type Traits = {
  readonly kind: FieldKind;
  readonly label: Words;
  readonly hint: Words | null;
  /** Of people: whether one of them is meant. */
  readonly one: boolean;
  /** The words that announce it among typed words: `at`, `for`, `in my room`. */
  readonly keyword: Keyword | null;
  readonly choices: (text: Catalogue) => readonly Choice[];
};

/** One part of a command's input, as its zod object describes it. */
export type Field = Traits & { readonly name: string; readonly required: boolean };

const known = new WeakMap<z.ZodType, Traits>();

function described<Type extends z.ZodType>(type: Type, traits: Traits): Type {
  known.set(type, traits);
  return type;
}

type Options = { readonly hint?: Words; readonly keyword?: Keyword };

function traits(kind: FieldKind, label: Words, { hint, keyword }: Options = {}): Traits {
  return { kind, label, hint: hint ?? null, one: false, keyword: keyword ?? null, choices: () => [] };
}

/** What a conversation field holds when no card is wanted. */
export const NOWHERE = 'nowhere';

/** Bounded before anybody reads it: longer than any platform lets people type into one field. */
const line = () => z.string().trim().min(1).max(4_000);

const isPersonRef = (value: unknown): value is PersonRef =>
  typeof value === 'object' && value !== null && 'kind' in value;

const people = () => z.array(z.custom<PersonRef>(isPersonRef)).max(1_000 /* invitees at most, SPEC.md §2 */);

/** The kinds of fields. Each is a zod type that also knows its label and how people type it. */
export const field = {
  text: (label: Words, options?: Options) => described(line(), traits('text', label, options)),
  meeting: (label: Words = (text) => text.fields.meeting) => described(line(), traits('meeting', label)),
  people: (label: Words = (text) => text.fields.people, options?: Options) =>
    described(people(), traits('people', label, options)),
  /** Whoever types several is told that one is wanted; where one is chosen, no more than one can be. */
  person: (label: Words = (text) => text.fields.person) =>
    described(people(), { ...traits('people', label), one: true }),
  when: (label: Words = (text) => text.fields.when, options?: Options) =>
    described(line(), traits('when', label, options)),
  duration: (label: Words = (text) => text.fields.duration, options?: Options) =>
    described(line(), traits('duration', label, options)),
  passcode: (label: Words = (text) => text.fields.passcode) => described(line(), traits('passcode', label)),
  conversation: (label: Words = (text) => text.fields.conversation, options?: Options) =>
    described(line(), traits('conversation', label, options)),
  zone: (label: Words = (text) => text.fields.zone, options?: Options) =>
    described(line(), traits('zone', label, options)),
  toggle: (label: Words, options?: Options) => described(z.boolean(), traits('toggle', label, options)),
  /** One of choices that the form's `choices` names, because they depend on the workspace. */
  option: (label: Words) => described(line(), traits('choice', label)),
  choice: <const Value extends string>(
    values: readonly [Value, ...Value[]],
    label: Words,
    choices: (text: Catalogue) => readonly Choice[],
  ) => described(z.enum(values), { ...traits('choice', label), choices }),
};

/** The fields of an input, in the order in which people type and fill them. */
export function fieldsOf(input: z.ZodObject): readonly Field[] {
  return Object.entries(input.shape).flatMap(([name, type]) => {
    const optional = type instanceof z.ZodOptional;
    const found = known.get(type instanceof z.ZodOptional ? type.unwrap() : type);
    return found ? [{ ...found, name, required: !optional }] : [];
  });
}
