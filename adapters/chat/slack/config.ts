import { isLocalUrl } from '../../../src/config.ts';
import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry, Env } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { SlackSettings } from './settings.ts';

const API_URL = 'https://slack.com/api/';
const BASICS = 'at api.slack.com/apps, in your app, under Basic Information';
const BOT_TOKEN =
  'copy the Bot User OAuth Token, which begins with xoxb-, at api.slack.com/apps, in your app, under OAuth & Permissions';

/** On as soon as any setting of it is there: a bot token for one workspace, or a client id for any number. */
export const slack: ChatEntry = {
  name: asId<Platform>('slack'),
  configure(env) {
    const read = {
      botToken: env['SLACK_BOT_TOKEN'] ?? '',
      appToken: env['SLACK_APP_TOKEN'] ?? '',
      signingSecret: env['SLACK_SIGNING_SECRET'] ?? '',
      clientId: env['SLACK_CLIENT_ID'] ?? '',
      clientSecret: env['SLACK_CLIENT_SECRET'] ?? '',
    };
    const apiUrl = env['SLACK_API_URL'] || API_URL;
    if (Object.values(read).every((value) => value === '')) return { kind: 'off' };
    const problems = [...installProblems(read), ...inboundProblems(read), ...apiUrlProblems(apiUrl)];
    if (problems.length > 0) return { kind: 'wrong', problems };
    const settings: SlackSettings = {
      apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
      inbound: read.appToken
        ? { kind: 'socket', appToken: new Secret(read.appToken) }
        : { kind: 'http', signingSecret: new Secret(read.signingSecret) },
      install: read.botToken
        ? { kind: 'single', botToken: new Secret(read.botToken) }
        : { kind: 'oauth', clientId: read.clientId, clientSecret: new Secret(read.clientSecret) },
    };
    return {
      kind: 'on',
      load: async (parts) => (await import('./index.ts')).createSlack(settings, parts),
      examine: async (publicUrl, credentials) =>
        (await import('./examine.ts')).examineSlack(settings, publicUrl, credentials),
    };
  },
};

type Read = Readonly<
  Record<'botToken' | 'appToken' | 'signingSecret' | 'clientId' | 'clientSecret', NonNullable<Env[string]>>
>;

function installProblems({ botToken, clientId, clientSecret }: Read): readonly string[] {
  if (botToken && (clientId || clientSecret)) {
    return [
      'SLACK_BOT_TOKEN: is for one workspace, SLACK_CLIENT_ID for several: keep one of them and take the other away.',
    ];
  }
  if (botToken) {
    return botToken.startsWith('xoxb-') ? [] : [`SLACK_BOT_TOKEN: this is no bot token: ${BOT_TOKEN}.`];
  }
  if (!clientId && !clientSecret) return [`SLACK_BOT_TOKEN: is missing: ${BOT_TOKEN}.`];
  if (!clientId) return [`SLACK_CLIENT_ID: is missing: copy the Client ID ${BASICS}.`];
  if (!clientSecret) return [`SLACK_CLIENT_SECRET: is missing: copy the Client Secret ${BASICS}.`];
  return [];
}

function inboundProblems({ appToken, signingSecret }: Read): readonly string[] {
  const make = `make an app-level token with the scope connections:write, which begins with xapp-, ${BASICS}`;
  if (appToken) {
    return appToken.startsWith('xapp-') ? [] : [`SLACK_APP_TOKEN: this is no app-level token: ${make}.`];
  }
  if (!signingSecret) {
    return [
      `SLACK_APP_TOKEN: is missing: ${make}; or set SLACK_SIGNING_SECRET to be called at /slack/events instead.`,
    ];
  }
  return /^[0-9a-z]{32}$/i.test(signingSecret)
    ? []
    : [`SLACK_SIGNING_SECRET: this is none: copy its 32 characters ${BASICS}.`];
}

/** Tokens go there, so nobody may read along. */
function apiUrlProblems(url: string): readonly string[] {
  if (URL.canParse(url) && (url.startsWith('https:') || isLocalUrl(url))) return [];
  return [`SLACK_API_URL: use an https address such as ${API_URL}, or take the setting away.`];
}
