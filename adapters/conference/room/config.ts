import { asId, type ProviderName } from '../../../src/ids.ts';
import type { ConferenceEntry, Env } from '../../../src/ports/adapter.ts';
import type { Abilities } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { Ice } from './ice.ts';

/** Needs no setting: it runs in this very program. */
export const abilities = {
  seats: 8, // SPEC.md §6
  presence: true,
  waitingRoom: true,
  ownCodes: false,
  rotate: 'nothing',
} as const satisfies Abilities;

export const room: ConferenceEntry = {
  name: asId<ProviderName>('room'),
  label: ({ room }) => room.label,
  abilities,
  configure(env) {
    const { ice, problems } = readIce(env);
    if (problems.length > 0) return { kind: 'wrong', problems };
    return {
      kind: 'on',
      load: async (parts) => (await import('./index.ts')).createRoom(parts, ice),
      // It is this program, and browsers alone know whether a TURN server can be reached from where they are.
      examine: async () => [],
    };
  },
};

const ADDRESS = /^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:]+\](:\d{1,5})?$/;
const TRANSPORT = /\?transport=(udp|tcp)$/;

/** `STUN_URLS`, `TURN_URLS`, `TURN_SECRET`. Nothing unless set: no third party learns who calls whom. */
function readIce(env: Env): { readonly ice: Ice; readonly problems: readonly string[] } {
  const stun = listOf(env['STUN_URLS']);
  const turn = listOf(env['TURN_URLS']);
  const secret = env['TURN_SECRET'] ?? '';
  const problems = [
    ...stun
      .filter((url) => !isUrl(url, ['stun', 'stuns'], false))
      .map(
        (url) => `STUN_URLS: ${url} is no STUN address: use such as stun:stun.example.org:3478, with commas.`,
      ),
    ...turn
      .filter((url) => !isUrl(url, ['turn', 'turns'], true))
      .map(
        (url) => `TURN_URLS: ${url} is no TURN address: use such as turn:turn.example.org:3478, with commas.`,
      ),
    ...(turn.length > 0 && secret === ''
      ? ['TURN_SECRET: set it to static-auth-secret of your TURN server, or take TURN_URLS away.']
      : []),
    ...(turn.length === 0 && secret !== ''
      ? ['TURN_URLS: set it to the address of the TURN server, or take TURN_SECRET away.']
      : []),
  ];
  return {
    ice: { stun, turn: turn.length > 0 ? { urls: turn, secret: new Secret(secret) } : null },
    problems,
  };
}

const listOf = (text = ''): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

function isUrl(url: string, schemes: readonly string[], mayHaveTransport: boolean): boolean {
  const [scheme = '', ...rest] = url.split(':');
  const address = mayHaveTransport ? rest.join(':').replace(TRANSPORT, '') : rest.join(':');
  return schemes.includes(scheme) && ADDRESS.test(address);
}
