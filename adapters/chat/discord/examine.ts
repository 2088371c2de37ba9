import { ApplicationFlags, DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { SECOND } from '../../../src/clock.ts';
import { asked, reached, right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import { inviteUrl, missing } from './permissions.ts';
import { isInStep } from './register.ts';
import { createRest } from './rest.ts';
import type { DiscordSettings } from './settings.ts';

const TIMEOUT = 10 * SECOND;

const APP = 'at discord.com/developers/applications, in your app,';

// https://docs.discord.com/developers/resources/application#application-object
const Application = z.object({
  id: z.string(),
  name: z.string(),
  flags: z.number().default(0),
  bot_require_code_grant: z.boolean().default(false),
  interactions_endpoint_url: z.string().nullish(),
});
type Application = z.infer<typeof Application>;

// https://docs.discord.com/developers/resources/user#get-current-user-guilds: `permissions` are the bot's own there.
const Guilds = z.array(z.object({ name: z.string(), permissions: z.coerce.bigint() }));

/** Asks Discord about each setting. Sends no message, and takes no event from a bot that runs meanwhile. */
export async function examineDiscord(settings: DiscordSettings): Promise<readonly Finding[]> {
  const answers = await reach(settings.apiUrl);
  if (answers.fix !== null) return [answers];
  return [answers, ...(await examineApplication(createRest(settings), settings))];
}

async function reach(apiUrl: string): Promise<Finding> {
  const answer = await fetch(`${apiUrl}/v10${Routes.gateway()}`, {
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => null);
  return reached('Discord', apiUrl, answer?.ok ? answer : null);
}

async function examineApplication(rest: REST, settings: DiscordSettings): Promise<readonly Finding[]> {
  const read = await ask(async () => Application.parse(await rest.get(Routes.currentApplication())));
  if ('refused' in read) {
    return [wrong(`DISCORD_TOKEN: ${read.refused}.`, `Press Reset Token and copy it ${APP} under Bot.`)];
  }
  const { id, name } = read.answer;
  const token = right(`DISCORD_TOKEN: accepted, of the app ${name}.`);
  if (id !== settings.applicationId) {
    const what = `DISCORD_APPLICATION_ID: is ${settings.applicationId}, but the token is of the app ${id}.`;
    return [token, wrong(what, `Copy the Application ID of ${name} ${APP} under General Information.`)];
  }
  const [guilds, commands] = await Promise.all([
    examineGuilds(rest, settings.applicationId),
    examineCommands(rest, settings),
  ]);
  return [
    token,
    right('DISCORD_APPLICATION_ID: of the same app.'),
    examineIntent(read.answer, settings.members),
    ...examineEntrance(read.answer),
    commands,
    ...guilds,
  ];
}

/** A verified bot has the one flag, a bot in few servers the other. */
function examineIntent({ flags }: Application, members: boolean): Finding {
  const granted = ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited;
  if (!members) {
    return right(
      'DISCORD_MEMBERS: off. Roles and channels cannot be invited, and who leaves a server is noticed at the door.',
    );
  }
  return (flags & granted) === 0
    ? wrong(
        'DISCORD_MEMBERS: on, but the app may not see who is in a server.',
        `Switch on Server Members Intent ${APP} under Bot, or set DISCORD_MEMBERS=off.`,
      )
    : right('DISCORD_MEMBERS: on, and the app may see who is in a server.');
}

function examineEntrance(application: Application): readonly Finding[] {
  return [
    ...(application.interactions_endpoint_url
      ? [
          wrong(
            'Discord calls an address with commands, so none comes to Latchkey.',
            `Empty Interactions Endpoint URL ${APP} under General Information.`,
          ),
        ]
      : []),
    ...(application.bot_require_code_grant
      ? [
          wrong(
            'Nobody can add the bot to a server.',
            `Switch off Requires OAuth2 Code Grant ${APP} under Bot.`,
          ),
        ]
      : []),
  ];
}

async function examineCommands(rest: REST, settings: DiscordSettings): Promise<Finding> {
  const read = await ask(() => isInStep(rest, settings));
  if ('refused' in read) {
    const what = `Commands: ${read.refused}.`;
    return settings.devGuild === null
      ? wrong(what, 'Try again in a minute.')
      : wrong(what, 'Add the bot to the server of DISCORD_DEV_GUILD, or take that setting away.');
  }
  return read.answer
    ? right('Commands: registered.')
    : wrong('Commands: not as this version has them.', 'Start Latchkey: it registers them.');
}

async function examineGuilds(rest: REST, applicationId: string): Promise<readonly Finding[]> {
  const read = await ask(async () => Guilds.parse(await rest.get(Routes.userGuilds())));
  if ('refused' in read) return [wrong(`Servers: ${read.refused}.`, 'Try again in a minute.')];
  const add = `Open ${inviteUrl(applicationId)}`;
  if (read.answer.length === 0) return [wrong('The bot is in no server.', `${add} and choose one.`)];
  const lacking = read.answer.flatMap(({ name, permissions }) => {
    const lacks = missing(permissions);
    return lacks.length === 0
      ? []
      : [wrong(`In ${name} the bot lacks: ${lacks.join(', ')}.`, `${add} and choose that server again.`)];
  });
  const places = read.answer.length === 1 ? '1 server' : `${read.answer.length} servers`;
  return [right(`The bot is in ${places}.`), ...lacking];
}

const ask = <Answer>(question: () => Promise<Answer>) => asked(question, refusal);

/** Discord's status and code, which are no secret; the rest of the error holds the request. */
const refusal = (error: unknown): string =>
  error instanceof DiscordAPIError
    ? `Discord refuses it (${error.status}, ${error.code})`
    : 'Discord did not answer';
