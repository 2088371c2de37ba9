import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationIntegrationType,
  InteractionContextType as Context,
  Locale,
  type LocalizationMap,
  ApplicationCommandOptionType as OptionType,
  type RESTPutAPIApplicationCommandsJSONBody,
  ApplicationCommandType as Type,
} from 'discord.js';
import type { Command } from '../../../src/commands/command.ts';
import { type Field, fieldsOf } from '../../../src/commands/fields.ts';
import { commands } from '../../../src/commands/registry.ts';
import { type Catalogue, catalogueFor, locales } from '../../../src/messages/catalogue.ts';
import { cut } from '../../../src/messages/cut.ts';
import { en } from '../../../src/messages/en.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const DESCRIPTION = 100; // characters at most
const CHOICES = 25; // at most, per option

/** The one command, whose subcommands are ours, and the entry in the menu of a person. */
const MEETING = 'meeting';

/** How Discord lets a field be given: chosen by its own means, or as text. */
export type OptionKind = 'text' | 'person' | 'toggle';

export function optionKind({ kind, one }: Field): OptionKind {
  if (kind === 'toggle') return 'toggle';
  // Discord's own chooser takes one; several people, roles and channels are mentioned in a text.
  return kind === 'people' && one ? 'person' : 'text';
}

/** `waiting-room` for the field `waitingRoom`: an option's name is in lower case. */
export const optionName = ({ name }: Pick<Field, 'name'>): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether Discord asks us while the field is typed. */
const isCompleted = ({ needs }: Pick<Command, 'needs'>, { kind }: Pick<Field, 'kind'>): boolean =>
  (kind === 'meeting' && needs.about === 'meeting') || kind === 'when';

/** The fields that are options, in their order: none where a form asks for them, step by step. */
export const optionsOf = ({ form, input }: Pick<Command, 'form' | 'input'>): readonly Field[] =>
  form === null ? fieldsOf(input).toSorted((one, other) => rank(one) - rank(other)) : [];

/** Everything that is registered, made of the commands' own descriptions. */
export function registration(
  listed: readonly Command[] = commands.filter((command) => command.listed),
): RESTPutAPIApplicationCommandsJSONBody {
  const everywhere = {
    contexts: [Context.Guild, Context.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  return [
    {
      ...everywhere,
      type: Type.ChatInput,
      name: MEETING,
      ...described((text) => text.chat.about),
      options: listed.map(subcommand),
    },
    {
      ...everywhere,
      type: Type.User,
      name: en.chat.inviteMenu,
      name_localizations: inLanguages((text) => text.chat.inviteMenu),
    },
  ];
}

function subcommand(command: Command): APIApplicationCommandSubcommandOption {
  return {
    type: OptionType.Subcommand,
    name: command.name,
    name_localizations: inLanguages(({ commandNames }) =>
      new Map(Object.entries(commandNames)).get(command.name),
    ),
    ...described(command.summary),
    options: optionsOf(command).map((field) => option(command, field)),
  };
}

/** Those that must be given come first, else Discord refuses them all; what is seldom wanted comes last. */
const rank = (field: Field): number => (field.required ? 0 : optionKind(field) === 'toggle' ? 2 : 1);

function option(command: Command, field: Field): APIApplicationCommandBasicOption {
  // An option keeps its name: our examples show it. Typed text and menus go by the name of the command.
  const shared = {
    name: optionName(field),
    ...described((text) => describe(field, text)),
    required: field.required,
  };
  const kind = optionKind(field);
  switch (kind) {
    case 'toggle':
      return { ...shared, type: OptionType.Boolean };
    case 'person':
      return { ...shared, type: OptionType.User };
    case 'text': {
      if (isCompleted(command, field)) return { ...shared, type: OptionType.String, autocomplete: true };
      const choices = field.choices(en).map(({ label, value }) => ({
        name: cut(label, DESCRIPTION),
        name_localizations: inLanguages((text) => cut(labelOf(field, value, text), DESCRIPTION)),
        value,
      }));
      return { ...shared, type: OptionType.String, choices: choices.slice(0, CHOICES) };
    }
    default:
      return kind satisfies never;
  }
}

function describe(field: Field, text: Catalogue): string {
  const label = field.label(text);
  const hint = field.hint?.(text) ?? partHint(field, text);
  return hint === null ? label : `${label}: ${hint}`;
}

const labelOf = ({ choices }: Field, value: string, text: Catalogue): string =>
  choices(text).find((choice) => choice.value === value)?.label ?? value;

function partHint({ kind, one, required }: Field, { chat: { parts } }: Catalogue): string | null {
  switch (kind) {
    case 'meeting':
      return required ? null : parts.meeting;
    case 'people':
      return one ? null : parts.people;
    case 'when':
    case 'duration':
      return parts[kind];
    default:
      return null;
  }
}

/** The words in English, and in the other languages. */
const described = (words: (text: Catalogue) => string) => ({
  description: cut(words(en), DESCRIPTION),
  description_localizations: inLanguages((text) => cut(words(text), DESCRIPTION)),
});

/**
 * The same words in every language but English, for each of Discord's locales in which it is spoken; none where a
 * language has none. https://docs.discord.com/developers/reference#locales
 */
function inLanguages(words: (text: Catalogue) => string | undefined): LocalizationMap {
  const texts = locales
    .map((language) => ({ language, text: catalogueFor(language) }))
    .filter(({ text }) => text !== en)
    .flatMap(({ language, text }) =>
      DISCORDS.filter(spokenIn(language)).map((locale) => [locale, words(text)]),
    );
  return Object.fromEntries(texts);
}

const DISCORDS: readonly Locale[] = Object.values(Locale);

const spokenIn =
  (language: string) =>
  (locale: Locale): boolean =>
    new Intl.Locale(locale).language === language;
