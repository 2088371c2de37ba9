import { z } from 'zod';
import type { Catalogue } from '../messages/catalogue.ts';
import type { Choice, FieldKind } from '../messages/form.ts';
import type { PersonRef } from '../ports/inbox.ts';

type Words = (text: Catalogue) => string;

/** What menus, forms and the parser of typed words need to know of a field besides its type. */
type Traits = {
  readonly kind: FieldKind;
  readonly label: Words;
  readonly hint: Words | null;
  /** The words that announce it among typed words: `at`, `for`, `in my room`. */
  readonly keyword: string | null;
  readonly choices: (text: Catalogue) => readonly Choice[];
};

/** One part of a command's input, as its zod object describes it. */
export type Field = Traits & { readonly name: string; readonly required: boolean };

const registry = z.registry<Traits>();

type Options = { readonly hint?: Words; readonly keyword?: string };

function traits(kind: FieldKind, label: Words, { hint, keyword }: Options = {}): Traits {
  return { kind, label, hint: hint ?? null, keyword: keyword ?? null, choices: () => [] };
}

/** Bounded before anybody reads it: longer than any platform lets people type into one field. */
const line = () => z.string().trim().min(1).max(4_000);

const isPersonRef = (value: unknown): value is PersonRef =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** The kinds of fields. Each is a zod type that also knows its label and how people type it. */
export const field = {
  text: (label: Words, options?: Options) => line().register(registry, traits('text', label, options)),
  meeting: (label: Words = (text) => text.fields.meeting) =>
    line().register(registry, traits('meeting', label)),
  people: (label: Words = (text) => text.fields.people, options?: Options) =>
    z
      .array(z.custom<PersonRef>(isPersonRef))
      .max(1_000) // invitees at most (SPEC.md §2)
      .register(registry, traits('people', label, options)),
  when: (label: Words = (text) => text.fields.when, options?: Options) =>
    line().register(registry, traits('when', label, options)),
  duration: (label: Words = (text) => text.fields.duration, options?: Options) =>
    line().register(registry, traits('duration', label, options)),
  passcode: (label: Words = (text) => text.fields.passcode) =>
    line().register(registry, traits('passcode', label)),
  conversation: (label: Words = (text) => text.fields.conversation, options?: Options) =>
    line().register(registry, traits('conversation', label, options)),
  zone: (label: Words = (text) => text.fields.zone, options?: Options) =>
    line().register(registry, traits('zone', label, options)),
  toggle: (label: Words, options?: Options) =>
    z.boolean().register(registry, traits('toggle', label, options)),
  choice: <const Value extends string>(
    values: readonly [Value, ...Value[]],
    label: Words,
    choices: (text: Catalogue) => readonly Choice[],
  ) => z.enum(values).register(registry, { ...traits('choice', label), choices }),
};

/** The fields of an input, in the order in which people type and fill them. */
export function fieldsOf(input: z.ZodObject): readonly Field[] {
  return Object.entries(input.shape).flatMap(([name, type]) => {
    const optional = type instanceof z.ZodOptional;
    const found = registry.get((optional ? type.unwrap() : type) as z.ZodType);
    return found ? [{ ...found, name, required: !optional }] : [];
  });
}
