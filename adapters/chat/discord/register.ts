import { isDeepStrictEqual } from 'node:util';
import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { ConfigError } from '../../../src/errors.ts';
import { registration } from './commands.ts';
import type { DiscordSettings } from './settings.ts';

type Where = Pick<DiscordSettings, 'applicationId' | 'devGuild'>;

const flag = z.boolean().nullish().transform(Boolean);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const list = <Type extends z.ZodType>(type: Type) =>
  z
    .array(type)
    .nullish()
    .transform((value) => value ?? []);

/**
 * What we set of a command, as it comes back: what was not set comes back empty, false, or not at all.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
const localized = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const named = z.object({
  type: z.number(),
  name: z.string(),
  name_localizations: localized,
  description: text,
  description_localizations: localized,
});
const option = named.extend({
  required: flag,
  autocomplete: flag,
  choices: list(z.object({ name: z.string(), name_localizations: localized, value: z.string() })),
});
const command = named.extend({
  options: list(named.extend({ options: list(option) })),
  contexts: list(z.number()),
  integration_types: list(z.number()),
});
const Registered = z
  .array(command)
  .transform((commands) => commands.toSorted((one, other) => one.name.localeCompare(other.name)));

/** Without it Discord leaves the other languages out. https://docs.discord.com/developers/interactions/application-commands#retrieving-localized-commands */
const WITH_LANGUAGES = new URLSearchParams({ with_localizations: 'true' });

/** Whether Discord shows the commands as they are described now. Rejects with the SDK's own error. */
export async function isInStep(rest: REST, where: Where): Promise<boolean> {
  const registered = Registered.safeParse(await rest.get(routeOf(where), { query: WITH_LANGUAGES }));
  return registered.success && isDeepStrictEqual(registered.data, Registered.parse(registration()));
}

/**
 * Registers the commands, if they are not as they should be: Discord allows 200 new ones a day.
 * Throws ConfigError where Discord refuses it.
 */
export async function register(rest: REST, where: Where): Promise<void> {
  try {
    if (await isInStep(rest, where)) return;
    await rest.put(routeOf(where), { body: registration() });
  } catch (error) {
    throw new ConfigError([problemOf(error, where)]);
  }
}

const routeOf = ({ applicationId, devGuild }: Where) =>
  devGuild === null
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, devGuild);

function problemOf(error: unknown, { devGuild }: Where): string {
  const status = error instanceof DiscordAPIError ? error.status : 0;
  switch (status) {
    case 401:
      return 'DISCORD_TOKEN: Discord refuses it: reset and copy it anew at discord.com/developers/applications, in your app, under Bot.';
    case 403:
    case 404:
      return devGuild === null
        ? 'DISCORD_APPLICATION_ID: is not of the app whose token this is: copy it anew at discord.com/developers/applications, in your app, under General Information.'
        : 'DISCORD_DEV_GUILD: the bot is not in that server, or DISCORD_APPLICATION_ID is of another app: correct the one or the other, or take DISCORD_DEV_GUILD away.';
    default:
      return `DISCORD_API_URL: Discord does not take the commands (${status || 'no answer'}): check this machine's network and proxy, then start again.`;
  }
}
