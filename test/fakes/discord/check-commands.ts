import { z } from 'zod';

/** discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST = { commands: 100, perKind: 15, options: 25, choices: 25, characters: 8000 } as const;

const localizations = z.record(z.string(), z.string()).nullish();
const choice = z.looseObject({
  name: z.string().min(1).max(100),
  name_localizations: localizations,
  value: z.union([z.string().max(100), z.number()]),
});
const leaf = z.looseObject({
  type: z.number().int().min(3).max(11),
  name: z.string().regex(NAME),
  name_localizations: localizations,
  description: z.string().min(1).max(100),
  description_localizations: localizations,
  required: z.boolean().nullish(),
  autocomplete: z.boolean().nullish(),
  choices: z.array(choice).max(MOST.choices).nullish(),
});
const subcommand = z.looseObject({
  ...leaf.shape,
  type: z.literal(1),
  options: z.array(leaf).max(MOST.options).nullish(),
});
const group = z.looseObject({
  ...leaf.shape,
  type: z.literal(2),
  options: z.array(subcommand).max(MOST.options),
});
const slash = z.looseObject({
  type: z.literal(1).nullish(),
  name: z.string().regex(NAME),
  name_localizations: localizations,
  description: z.string().min(1).max(100),
  description_localizations: localizations,
  options: z
    .array(z.union([subcommand, group, leaf]))
    .max(MOST.options)
    .nullish(),
});
const menu = z.looseObject({
  type: z.union([z.literal(2), z.literal(3)]),
  name: z.string().min(1).max(32),
  description: z.literal('').nullish(),
  options: z.array(z.never()).nullish(),
});

type Described = {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null | undefined;
  readonly description?: string | null | undefined;
  readonly description_localizations?: Readonly<Record<string, string>> | null | undefined;
  readonly choices?: readonly z.output<typeof choice>[] | null | undefined;
  readonly options?: readonly unknown[] | null | undefined;
};

/** Why Discord refuses these commands; empty: it does not. */
export function wrongInCommands(commands: readonly unknown[]): string[] {
  const wrong = commands.flatMap(wrongIn);
  const keys = commands.map((one) => {
    const { type, name } = z.looseObject({ type: z.number().nullish(), name: z.unknown() }).parse(one);
    return `${type ?? 1} ${String(name)}`;
  });
  if (new Set(keys).size < keys.length) wrong.push('two commands of one name');
  if (commands.length > MOST.commands + 2 * MOST.perKind) wrong.push(`${commands.length} commands`);
  return wrong;
}

function wrongIn(command: unknown): string[] {
  const parsed = z.union([menu, slash]).safeParse(command);
  if (!parsed.success) {
    const name = z.looseObject({ name: z.string() }).safeParse(command).data?.name;
    return [
      `command ${name}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join()}`,
    ];
  }
  const one = parsed.data;
  if (one.type === 2 || one.type === 3) return [];
  if (one.name !== one.name.toLowerCase()) return [`command ${one.name} is not in lower case`];
  const characters = charactersOf(one);
  const wrong = characters > MOST.characters ? [`command ${one.name} has ${characters} characters`] : [];
  return [...wrong, ...wrongInOptions(one.name, one.options ?? [])];
}

const nested = z.array(z.union([subcommand, group, leaf]));

function wrongInOptions(where: string, options: readonly unknown[]): string[] {
  const list = nested.parse(options);
  const names = list.map(({ name }) => name);
  const wrong: string[] = [];
  if (new Set(names).size < names.length) wrong.push(`${where}: an option twice`);
  if (names.some((name) => name !== name.toLowerCase())) wrong.push(`${where}: an option not in lower case`);
  const optional = list.findIndex(({ required }) => !required);
  if (optional >= 0 && list.slice(optional).some(({ required }) => required)) {
    wrong.push(`${where}: a required option after one that is not`);
  }
  if (list.some(({ autocomplete, choices }) => autocomplete && choices?.length)) {
    wrong.push(`${where}: choices and autocomplete`);
  }
  const inner = list.filter(({ type }) => type <= 2).length;
  if (inner > 0 && inner < list.length) wrong.push(`${where}: subcommands beside options`);
  for (const one of list) {
    if ('options' in one)
      wrong.push(...wrongInOptions(`${where} ${one.name}`, nested.parse(one.options ?? [])));
  }
  return wrong;
}

/** Of names, descriptions and values; of localizations the longest counts. */
function charactersOf(one: Described): number {
  const longest = (text: string, others: Readonly<Record<string, string>> | null | undefined) =>
    Math.max(text.length, ...Object.values(others ?? {}).map(({ length }) => length));
  const own =
    longest(one.name, one.name_localizations) + longest(one.description ?? '', one.description_localizations);
  const values = (one.choices ?? []).reduce(
    (sum, each) => sum + longest(each.name, each.name_localizations) + String(each.value).length,
    0,
  );
  return nested.parse(one.options ?? []).reduce((sum, option) => sum + charactersOf(option), own + values);
}
