import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { optionKind, optionName, registration } from '../../adapters/chat/discord/commands.ts';
import { commandName } from '../../src/commands/command-name.ts';
import { type Field, field, fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';

const localizations = z.record(z.string(), z.string()).optional();

/** What is looked at of a command, a subcommand and an option alike. */
const part = z.object({
  name: z.string(),
  name_localizations: localizations,
  description: z.string().optional(),
  description_localizations: localizations,
  type: z.number(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z
    .array(z.object({ name: z.string(), name_localizations: localizations, value: z.string() }))
    .optional(),
  get options() {
    return z.array(part).optional();
  },
});
type Part = z.infer<typeof part>;

const registered = z.array(part).parse(registration());
const [meeting] = registered;
const subcommands = meeting?.options ?? [];
const below = ({ options = [] }: Part): readonly Part[] => options.flatMap((each) => [each, ...below(each)]);
const all = registered.flatMap((each) => [each, ...below(each)]);
const optionsOf = (name: string) => subcommands.find((each) => each.name === name)?.options ?? [];

describe("the commands in Discord's menus", () => {
  it('are all that are listed, under one command, and an entry in the menu of a person', () => {
    expect(registered.map(({ name, type }) => [name, type])).toEqual([
      ['meeting', 1],
      ['Invite to a meeting', 2],
    ]);
    expect(subcommands.map(({ name }) => name)).toEqual(
      commands.filter(({ listed }) => listed).map(({ name }) => name),
    );
  });

  it('can be typed in servers and to the bot', () => {
    for (const each of registration()) {
      expect(each).toMatchObject({ contexts: [0, 1], integration_types: [0] });
    }
  });

  it('ask for what a command needs, as Discord lets it be given', () => {
    const given = (name: string) =>
      optionsOf(name).map((each) => [each.name, each.type, each.required, each.autocomplete ?? false]);
    expect(given('plan')).toEqual([
      ['topic', 3, true, false],
      ['when', 3, true, true],
      ['duration', 3, false, false],
      ['repeats', 3, false, false],
      ['people', 3, false, false],
      ['room', 5, false, false],
    ]);
    expect(given('cohost')).toEqual([
      ['meeting', 3, false, true],
      ['person', 6, false, false],
    ]);
    expect(given('join')).toEqual([
      ['meeting', 3, true, false],
      ['passcode', 3, true, false],
    ]);
  });

  it('leave to the form what a form asks for', () => {
    const withForm = commands.filter(({ listed, form }) => listed && form);
    expect(withForm.length).toBeGreaterThan(0);
    for (const { name } of withForm) expect(optionsOf(name)).toEqual([]);
  });

  it('name options in lower case, and know a choice by its value', () => {
    const size = z.object({
      waitingRoom: field.choice(
        ['off', 'all'],
        () => 'Waiting room',
        () => [{ value: 'off', label: 'Off' }],
      ),
    });
    const [command] = commands;
    if (!command) throw new Error('there are commands');
    const [made] = z.array(part).parse(registration([{ ...command, form: null, input: size }]));
    expect(made?.options?.[0]?.options).toEqual([
      {
        name: 'waiting-room',
        description: 'Waiting room',
        description_localizations: { de: 'Waiting room' },
        type: 3,
        required: true,
        choices: [{ name: 'Off', name_localizations: { de: 'Off' }, value: 'off' }],
      },
    ]);
  });

  it('cut a description that is longer than Discord takes', () => {
    const [command] = commands;
    if (!command) throw new Error('there are commands');
    const long = { ...command, summary: () => 'a'.repeat(101) };
    const [made] = z.array(part).parse(registration([long]));
    expect(made?.options?.[0]?.description).toBe(`${'a'.repeat(99)}…`);
  });
});

describe('the commands in German', () => {
  it('have names and descriptions of their own', () => {
    expect(meeting).toMatchObject({
      description_localizations: { de: expect.stringContaining('Besprechung') },
    });
    expect(meeting?.name_localizations).toBeUndefined();
    expect(registered[1]).toMatchObject({ name_localizations: { de: 'Zu Besprechung einladen' } });
    for (const { name, name_localizations, description_localizations } of subcommands) {
      const { de } = name_localizations ?? {};
      expect(commandName(de ?? '')).toBe(name);
      expect(description_localizations).toMatchObject({ de: expect.stringMatching(/./) });
    }
    expect(optionsOf('plan')[0]?.description_localizations).toEqual({ de: 'Thema' });
  });

  it('are as short as Discord wants them, and each has its own name', () => {
    for (const { name_localizations = {}, description_localizations = {}, choices = [] } of all) {
      for (const name of Object.values(name_localizations)) expect(name.length).toBeLessThanOrEqual(32);
      for (const each of Object.values(description_localizations))
        expect(each.length).toBeLessThanOrEqual(100);
      for (const { name_localizations: names = {} } of choices) {
        for (const name of Object.values(names)) expect(name.length).toBeLessThanOrEqual(100);
      }
    }
    const named = subcommands.map(({ name_localizations = {} }) => name_localizations['de'] ?? '');
    for (const name of named) expect(name).toMatch(/^[-_'\p{Ll}\p{N}]{1,32}$/u);
    expect(new Set(named).size).toBe(named.length);
  });
});

describe("Discord's limits, where its schema does not know them", () => {
  // https://docs.discord.com/developers/interactions/application-commands
  it('hold for names: lower case, no spaces, 32 characters', () => {
    const typed = all.filter((each) => each.name !== 'Invite to a meeting');
    for (const { name } of typed) expect(name).toMatch(/^[-_'\p{Ll}\p{N}]{1,32}$/u);
    for (const { name } of registered) expect(name.length).toBeLessThanOrEqual(32);
  });

  it('hold for numbers: 25 subcommands, 25 options, 25 choices, each name once', () => {
    for (const { options = [], choices = [] } of all) {
      expect(options.length).toBeLessThanOrEqual(25);
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    }
  });

  it('hold for the order: what must be given comes first', () => {
    for (const { options = [] } of subcommands) {
      const required = options.map((each) => each.required === true);
      expect(required).toEqual(required.toSorted((one, other) => Number(other) - Number(one)));
    }
  });

  it('hold for the whole: 8,000 characters of names, descriptions and values', () => {
    // "Only the longest localization for each field (including the default value) is counted"
    const longest = (text: string, others: Readonly<Record<string, string>> = {}): number =>
      Math.max(...[text, ...Object.values(others)].map(({ length }) => length));
    const size = ({ choices = [], options = [], ...one }: Part): number =>
      longest(one.name, one.name_localizations) +
      longest(one.description ?? '', one.description_localizations) +
      choices.reduce(
        (sum, each) => sum + longest(each.name, each.name_localizations) + each.value.length,
        0,
      ) +
      options.reduce((sum, each) => sum + size(each), 0);
    for (const each of registered) expect(size(each)).toBeLessThanOrEqual(8_000);
  });

  it('hold for suggestions: none beside fixed choices', () => {
    for (const { autocomplete, choices = [] } of all) {
      if (autocomplete) expect(choices).toEqual([]);
    }
  });
});

describe('an option of a field', () => {
  const fields = commands.flatMap(({ input }) => fieldsOf(input));
  const named = (name: string): Field => {
    const found = fields.find((each) => each.name === name);
    if (!found) throw new Error(`no field ${name}`);
    return found;
  };

  it.each([
    ['people', 'text', 'people'],
    ['person', 'person', 'person'],
    ['links', 'toggle', 'links'],
    ['waitingRoom', 'text', 'waiting-room'],
    ['when', 'text', 'when'],
  ] as const)('%s is given as %s, under the name %s', (name, kind, option) => {
    expect(optionKind(named(name))).toBe(kind);
    expect(optionName(named(name))).toBe(option);
  });
});

const specs = process.env['SPECS_DIR'];
it.skipIf(!specs)("is what Discord's own schema takes (skipped where SPECS_DIR is unset)", () => {
  const schema: object = JSON.parse(readFileSync(join(specs ?? '', 'discord.json'), 'utf8'));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(schema, 'discord');
  const path = ['paths', '/applications/{application_id}/commands', 'put', 'requestBody', 'content'];
  const pointer = [...path, 'application/json', 'schema']
    .map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const valid = ajv.compile({ $ref: `discord#/${pointer}` });
  expect(valid(registration()), JSON.stringify(valid.errors)).toBe(true);
  expect(valid([{ name: 'a'.repeat(33) }])).toBe(false);
});
