import { isLocalUrl } from '../../../src/config.ts';
import { asId, type ProviderName } from '../../../src/ids.ts';
import type { ConferenceEntry, Env } from '../../../src/ports/adapter.ts';
import type { Abilities } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { ZoomSettings } from './settings.ts';

export const abilities = {
  seats: null, // by the host's plan, 100 and more: Zoom says it when it is full
  presence: true,
  waitingRoom: true,
  ownCodes: true,
  rotate: 'in-place',
} as const satisfies Abilities;

const API_URL = 'https://api.zoom.us/v2';
const OAUTH_URL = 'https://zoom.us';

const NEEDED = {
  ZOOM_ACCOUNT_ID: 'the Account ID',
  ZOOM_CLIENT_ID: 'the Client ID',
  ZOOM_CLIENT_SECRET: 'the Client Secret',
  ZOOM_WEBHOOK_SECRET: 'the Secret Token, under Feature',
} as const;

/** On as soon as there is an account, or workspaces may bring theirs. */
export const zoom: ConferenceEntry = {
  name: asId<ProviderName>('zoom'),
  label: (text) => text.zoom.label,
  abilities,
  configure(env) {
    const apiUrl = urlOf(env, 'ZOOM_API_URL', API_URL);
    const oauthUrl = urlOf(env, 'ZOOM_OAUTH_URL', OAUTH_URL);
    const sharedHost = env['ZOOM_HOST'] || 'me';
    const missing = Object.keys(NEEDED).filter((name) => (env[name] ?? '') === '');
    const none = missing.length === Object.keys(NEEDED).length;
    const own = env['ZOOM_WORKSPACES'] === 'on';
    const problems = [
      ...switchProblem(env),
      ...(none && own ? urlProblems(env) : none ? [] : problemsOf(env)),
    ];
    if (problems.length > 0) return { kind: 'wrong', problems };
    if (none && !own) return { kind: 'off' };
    const urls = { apiUrl, oauthUrl };
    const settings: ZoomSettings = {
      ...urls,
      accountId: env['ZOOM_ACCOUNT_ID'] ?? '',
      clientId: env['ZOOM_CLIENT_ID'] ?? '',
      clientSecret: new Secret(env['ZOOM_CLIENT_SECRET'] ?? ''),
      webhookSecret: new Secret(env['ZOOM_WEBHOOK_SECRET'] ?? ''),
      sharedHost,
    };
    return {
      kind: 'on',
      needsAccount: none,
      load: async (parts) =>
        (await import('./index.ts')).createZoom(parts, { operators: none ? null : settings, own, urls }),
      examine: async (publicUrl) => {
        const { examineZoom, examineUrls } = await import('./examine.ts');
        return none ? examineUrls(urls) : examineZoom(settings, publicUrl);
      },
    };
  },
};

function problemsOf(env: Env): readonly string[] {
  const missing = Object.entries(NEEDED)
    .filter(([name]) => (env[name] ?? '') === '')
    .map(
      ([name, what]) =>
        `${name}: is missing: copy ${what} of your Server-to-Server OAuth app at marketplace.zoom.us.`,
    );
  const host = env['ZOOM_HOST'] || 'me';
  const unknown = /^[\w.+-]+(@[\w.-]+)?$/.test(host)
    ? []
    : ['ZOOM_HOST: use the e-mail address of a user of your Zoom account, or me.'];
  return [...missing, ...urlProblems(env), ...unknown];
}

const switchProblem = (env: Env): readonly string[] =>
  ['', 'on', 'off'].includes(env['ZOOM_WORKSPACES'] ?? '')
    ? []
    : ['ZOOM_WORKSPACES: use on, to let workspaces bring a Zoom account of their own, or off.'];

function urlProblems(env: Env): readonly string[] {
  return (
    [
      ['ZOOM_API_URL', API_URL],
      ['ZOOM_OAUTH_URL', OAUTH_URL],
    ] as const
  )
    .filter(([name, usual]) => !isSafe(urlOf(env, name, usual)))
    .map(([name, usual]) => `${name}: use an https address such as ${usual}, or take the setting away.`);
}

const urlOf = (env: Env, name: string, usual: string): string => (env[name] || usual).replace(/\/+$/, '');

/** The secret goes there, so nobody may read along. */
const isSafe = (url: string): boolean => URL.canParse(url) && (url.startsWith('https:') || isLocalUrl(url));
