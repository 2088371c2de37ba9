import { asId, type ProviderName } from '../../../src/ids.ts';
import type { ConferenceEntry } from '../../../src/ports/adapter.ts';
import type { Abilities } from '../../../src/ports/conference.ts';

export const abilities = {
  seats: 100,
  presence: false,
  waitingRoom: false,
  ownCodes: true,
  rotate: 'in-place',
} as const satisfies Abilities;

/** A telephone bridge, where `BRIDGE_URL` says how it is reached. */
export const bridge: ConferenceEntry = {
  name: asId<ProviderName>('bridge'),
  label: () => 'Telephone bridge',
  abilities,
  configure({ BRIDGE_URL: url }) {
    if (url === undefined) return { kind: 'off' };
    if (!URL.canParse(url)) return { kind: 'wrong', problems: ['BRIDGE_URL: use an https address.'] };
    return {
      kind: 'on',
      load: async ({ random }) => (await import('./index.ts')).createBridge(url, random),
      examine: async () => [],
    };
  },
};
