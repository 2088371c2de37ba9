import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Outcome } from './call.ts';
import { NEWER_FIELDS, NEWER_METHODS, NEWER_TYPES } from './schema-overlay.ts';
import { isJson } from './state.ts';
import type { Json } from './types.ts';

const field = z.object({
  name: z.string(),
  types: z.array(z.string()),
  required: z.boolean(),
  description: z.string().default(''),
});
const members = z.object({ fields: z.array(field).default([]), subtypes: z.array(z.string()).default([]) });
const document = z.object({
  methods: z.record(z.string(), members.extend({ returns: z.array(z.string()) })),
  types: z.record(z.string(), members),
});
export type Field = z.infer<typeof field>;
export type Spec = z.infer<typeof document>;

export type Check = {
  /** What is wrong with a call or with its answer. */
  call(method: string, args: Json, outcome: Outcome): readonly string[];
  update(update: unknown): readonly string[];
};

/** Checks against the Bot API in JSON; null where there is none (SPECS_DIR is unset). */
export function schemaCheck(directory = process.env['SPECS_DIR']): Check | null {
  if (!directory) return null;
  const spec = specs.get(directory) ?? readSpec(join(directory, 'telegram.json'));
  specs.set(directory, spec);
  return check(spec);
}

/** Reading takes a while: once per process. */
const specs = new Map<string, Spec>();

function readSpec(file: string): Spec {
  const { methods, types } = document.parse(JSON.parse(readFileSync(file, 'utf8')));
  const newer = (kind: string, known: readonly Field[]) => {
    const fields = NEWER_FIELDS[kind] ?? [];
    return [...known.filter(({ name }) => fields.every((one) => one.name !== name)), ...fields];
  };
  const grown = <T extends { fields: Field[] }>(all: Record<string, T>) =>
    Object.fromEntries(
      Object.entries(all).map(([name, one]) => [name, { ...one, fields: newer(name, one.fields) }]),
    );
  return {
    methods: { ...grown(methods), ...NEWER_METHODS },
    types: { ...grown(types), ...NEWER_TYPES },
  };
}

/** Why a value is not of a type; null: it is. Read as it is: compiling 359 types takes seconds. */
type Mistake = string | null;

function mistakeIn(spec: Spec, type: string, value: unknown, at: string): Mistake {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return `${at} must be an array`;
    return first(value, (item, index) => mistakeIn(spec, type.slice(9), item, `${at}/${index}`));
  }
  const holds = (is: boolean, what: string): Mistake => (is ? null : `${at} must be ${what}`);
  switch (type) {
    case 'Integer':
      return holds(Number.isSafeInteger(value), 'an integer');
    case 'Float':
      return holds(typeof value === 'number', 'a number');
    case 'String':
      return holds(typeof value === 'string', 'a text');
    case 'Boolean':
      return holds(typeof value === 'boolean', 'true or false');
    default: {
      const known = spec.types[type];
      if (!known) return `${at}: the schema knows no ${type}`;
      if (known.subtypes.length > 0) return mistakeInAny(spec, known.subtypes, value, at);
      // Of an InputFile and a CallbackGame it says nothing.
      return known.fields.length > 0 ? mistakeInObject(spec, known.fields, value, at) : null;
    }
  }
}

/** Of the types that it could be, the mistake of the one that it is nearest to: found farthest inside. */
function mistakeInAny(spec: Spec, types: readonly string[], value: unknown, at: string): Mistake {
  const mistakes = types.map((type) => mistakeIn(spec, type, value, at));
  if (mistakes.includes(null)) return null;
  const depth = (mistake: Mistake) => mistake?.split('/').length ?? 0;
  return mistakes.toSorted((one, other) => depth(other) - depth(one))[0] ?? `${at} has no type`;
}

function mistakeInObject(spec: Spec, fields: readonly Field[], value: unknown, at: string): Mistake {
  if (!isJson(value)) return `${at} must be an object`;
  const strange = Object.keys(value).find((key) => fields.every(({ name }) => name !== key));
  if (strange !== undefined) return `${at} must not have ${strange}`;
  return first(fields, (one) => {
    const held = value[one.name];
    const path = `${at}/${one.name}`;
    if (held === undefined) return one.required ? `${path} is missing` : null;
    const only = one.required ? onlyValue(one.description) : null;
    if (only !== null && held !== only) return `${path} must be ${only}`;
    return mistakeInAny(spec, one.types, held, path);
  });
}

/** The one value that a type is known by stands in the words about it: `always "creator"`, `must be default`. */
function onlyValue(description: string): string | null {
  const [, always, must] = /always [“"]([^”"]+)[”"]|must be ([a-z_]+)$/.exec(description) ?? [];
  return always ?? must ?? null;
}

function first<T>(list: readonly T[], look: (item: T, index: number) => Mistake): Mistake {
  for (const [index, item] of list.entries()) {
    const mistake = look(item, index);
    if (mistake !== null) return mistake;
  }
  return null;
}

function check(spec: Spec): Check {
  const byName = new Map(Object.entries(spec.methods).map(([name, method]) => [name.toLowerCase(), method]));
  return {
    call(name, args, outcome) {
      const method = byName.get(name.toLowerCase());
      if (!method) return [`${name}: the schema knows no such method`];
      const mistakes = [
        mistakeInObject(spec, method.fields, args, `${name} request`),
        outcome.ok ? mistakeInAny(spec, method.returns, outcome.result, `${name} answer`) : null,
      ];
      return mistakes.filter((mistake) => mistake !== null);
    },
    update(update) {
      const mistake = mistakeIn(spec, 'Update', update, 'update');
      return mistake === null ? [] : [mistake];
    },
  };
}
