import { z } from 'zod';
import type { Call, Context } from './call.ts';
import { wrongInCommands } from './check-commands.ts';
import { type Answer, invalid, ok, refusal } from './errors.ts';
import type { DiscordState } from './state.ts';
import type { Json } from './types.ts';

const list = z.array(z.record(z.string(), z.unknown()));

export const getCommands = ({ state }: Context, call: Call): Answer =>
  ofApp(state, call, () => ok(listed(state.commands, call)));

export const putCommands = (context: Context, call: Call): Answer =>
  ofApp(context.state, call, () =>
    replace(context, call, null, (commands) => {
      context.state.commands = commands;
    }),
  );

export const getGuildCommands = ({ state }: Context, call: Call): Answer =>
  ofApp(state, call, () => {
    const guild = state.guilds.get(call.at(1));
    return guild?.here ? ok(listed(guild.commands, call)) : refusal(50001);
  });

export const putGuildCommands = (context: Context, call: Call): Answer =>
  ofApp(context.state, call, () => {
    const guild = context.state.guilds.get(call.at(1));
    if (!guild?.here) return refusal(50001);
    return replace(context, call, guild.id, (commands) => {
      guild.commands = commands;
    });
  });

function replace(
  context: Context,
  call: Call,
  guild: string | null,
  keep: (commands: Json[]) => void,
): Answer {
  const parsed = list.safeParse(call.body);
  if (!parsed.success) return invalid('not a list of commands');
  const [wrong] = wrongInCommands(parsed.data);
  if (wrong !== undefined) {
    context.violate(`Discord takes no commands with ${wrong}`);
    return invalid(wrong);
  }
  const commands = registered(context.state, parsed.data, guild);
  keep(commands);
  return ok(commands);
}

/** As Discord shows commands that were registered. */
export function registered(state: DiscordState, commands: readonly Json[], guild: string | null): Json[] {
  return commands.map((command) => {
    const { options, ...rest } = withoutNulls(command);
    return {
      type: 1,
      description: '',
      contexts: null,
      nsfw: false,
      integration_types: [0],
      ...rest,
      default_member_permissions: rest['default_member_permissions'] ?? null,
      name_localizations: rest['name_localizations'] ?? null,
      description_localizations: rest['description_localizations'] ?? null,
      id: state.id(),
      application_id: state.applicationId,
      version: state.id(),
      ...(guild === null ? { dm_permission: true } : { guild_id: guild }),
      ...(options === undefined ? {} : { options: list.parse(options).map(option) }),
    };
  });
}

/** Discord leaves out what is false or empty of an option. */
function option(one: Json): Json {
  const { required, autocomplete, options, ...rest } = withoutNulls(one);
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(autocomplete === true ? { autocomplete } : {}),
    ...(options === undefined ? {} : { options: list.parse(options).map(option) }),
  };
}

/** Translations are listed only where they are asked for (with_localizations). */
function listed(commands: readonly Json[], call: Call): Json[] {
  const all = call.query.get('with_localizations') === 'true';
  return commands.map((command) => (all ? command : untranslated(command)));
}

const TRANSLATED = ['options', 'choices'] as const;

function untranslated({ name_localizations: _, description_localizations: __, ...rest }: Json): Json {
  const inner = TRANSLATED.filter((key) => rest[key] !== undefined);
  return {
    ...rest,
    ...Object.fromEntries(inner.map((key) => [key, list.parse(rest[key]).map(untranslated)])),
  };
}

const withoutNulls = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));

const ofApp = (state: DiscordState, call: Call, then: () => Answer): Answer =>
  call.at(0) === state.applicationId ? then() : refusal(10002);
