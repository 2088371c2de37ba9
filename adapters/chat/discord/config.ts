import { isLocalUrl } from '../../../src/config.ts';
import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { DiscordSettings } from './settings.ts';

const API_URL = 'https://discord.com/api';
const APP = 'at discord.com/developers/applications, in your app,';
const TOKEN = `press Reset Token and copy it ${APP} under Bot`;
const APPLICATION_ID = `copy the Application ID, a long number, ${APP} under General Information`;

/** On as soon as there is a token or an application id. */
export const discord: ChatEntry = {
  name: asId<Platform>('discord'),
  configure(env) {
    const read = {
      token: env['DISCORD_TOKEN'] ?? '',
      applicationId: env['DISCORD_APPLICATION_ID'] ?? '',
      apiUrl: env['DISCORD_API_URL'] || API_URL,
      members: env['DISCORD_MEMBERS'] || 'off',
      devGuild: env['DISCORD_DEV_GUILD'] ?? '',
    };
    if (read.token === '' && read.applicationId === '') return { kind: 'off' };
    const problems = problemsOf(read);
    if (problems.length > 0) return { kind: 'wrong', problems };
    const settings: DiscordSettings = {
      apiUrl: read.apiUrl.replace(/\/+$/, ''),
      token: new Secret(read.token),
      applicationId: read.applicationId,
      members: read.members === 'on',
      devGuild: read.devGuild || null,
    };
    return {
      kind: 'on',
      load: async (parts) => (await import('./index.ts')).createDiscord(settings, parts),
      examine: async () => (await import('./examine.ts')).examineDiscord(settings),
    };
  },
};

type Read = Readonly<Record<'token' | 'applicationId' | 'apiUrl' | 'members' | 'devGuild', string>>;

function problemsOf({ token, applicationId, apiUrl, members, devGuild }: Read): readonly string[] {
  return [
    ...(token === '' ? [`DISCORD_TOKEN: is missing: ${TOKEN}.`] : []),
    ...(token !== '' && !isToken(token) ? [`DISCORD_TOKEN: this is no bot token: ${TOKEN}.`] : []),
    ...(applicationId === '' ? [`DISCORD_APPLICATION_ID: is missing: ${APPLICATION_ID}.`] : []),
    ...(applicationId !== '' && !isId(applicationId)
      ? [`DISCORD_APPLICATION_ID: this is none: ${APPLICATION_ID}.`]
      : []),
    ...(isSafe(apiUrl)
      ? []
      : [`DISCORD_API_URL: use an https address such as ${API_URL}, or take the setting away.`]),
    ...(members === 'on' || members === 'off' ? [] : ['DISCORD_MEMBERS: use on or off.']),
    ...(devGuild === '' || isId(devGuild)
      ? []
      : ['DISCORD_DEV_GUILD: use the id of a server, a long number, or take the setting away.']),
  ];
}

/** As Discord's ids are since 2015: https://docs.discord.com/developers/reference#snowflakes */
const isId = (id: string): boolean => /^[1-9]\d{16,19}$/.test(id);

/** Three parts between dots; a client secret or a public key has none. */
const isToken = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

/** The token goes there, so nobody may read along. */
const isSafe = (url: string): boolean => URL.canParse(url) && (url.startsWith('https:') || isLocalUrl(url));
