import { isLocalUrl } from '../../../src/config.ts';
import { asId, type ProviderName } from '../../../src/ids.ts';
import type { ConferenceEntry, Env } from '../../../src/ports/adapter.ts';
import type { Abilities } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { JitsiSettings } from './settings.ts';

export const abilities = {
  seats: null, // as many as the server bears
  presence: false,
  waitingRoom: false, // a lobby is switched on by a moderator in the call or by a plugin of the server, not by a URL
  ownCodes: false,
  rotate: 'recreate',
} as const satisfies Abilities;

/** Letters and digits that are as hard to guess as the key of an HMAC with SHA-256 should be (RFC 7518, section 3.2). */
const SHORTEST_SECRET = 32;

/** On as soon as there is a server. */
export const jitsi: ConferenceEntry = {
  name: asId<ProviderName>('jitsi'),
  label: (text) => text.jitsi.label,
  abilities,
  configure(env) {
    const { JITSI_URL: url = '', JITSI_APP_ID: appId = '', JITSI_APP_SECRET: secret = '' } = env;
    if (url === '' && appId === '' && secret === '') return { kind: 'off' };
    const problems = problemsOf(env);
    if (problems.length > 0) return { kind: 'wrong', problems };
    const settings: JitsiSettings = {
      url: url.replace(/\/+$/, ''),
      app: appId === '' ? null : { id: appId, secret: new Secret(secret) },
    };
    return {
      kind: 'on',
      openLinks: settings.app === null,
      load: async (parts) => (await import('./index.ts')).createJitsi(parts, settings),
      examine: async () => (await import('./examine.ts')).examineJitsi(settings),
    };
  },
};

function problemsOf(env: Env): readonly string[] {
  const { JITSI_URL: url = '', JITSI_APP_ID: appId = '', JITSI_APP_SECRET: secret = '' } = env;
  return [
    ...(isBase(url)
      ? []
      : ['JITSI_URL: use the https address of your Jitsi server, such as https://jitsi.example.org.']),
    ...(appId === '' && secret !== ''
      ? ['JITSI_APP_ID: set it to app_id of the server, or take JITSI_APP_SECRET away.']
      : []),
    ...(appId !== '' && secret === ''
      ? ['JITSI_APP_SECRET: set it to app_secret of the server, or take JITSI_APP_ID away.']
      : []),
    ...(secret !== '' && secret.length < SHORTEST_SECRET
      ? [
          `JITSI_APP_SECRET: use at least ${SHORTEST_SECRET} characters here and on the server, such as those of: openssl rand -hex 32.`,
        ]
      : []),
  ];
}

/** Whoever reads along gets the way in, so that nobody may. */
function isBase(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLocalUrl(text))) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === ''
  );
}
