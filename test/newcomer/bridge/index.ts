import type { ConferenceAdapter } from '../../../src/ports/adapter.ts';
import type { Made } from '../../../src/ports/conference.ts';
import type { RandomBytes } from '../../../src/random.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { abilities } from './config.ts';

/** Calls are lines of the bridge, each with a PIN to be typed on a telephone. */
export function createBridge(url: string, random: RandomBytes): ConferenceAdapter {
  const lineOf = (foreignId: string): Made => {
    const pin = Buffer.from(random(3)).readUIntBE(0, 3).toString().padStart(8, '0');
    return { foreignId, codes: [{ label: 'PIN', secret: new Secret(pin) }] };
  };
  return {
    provider: {
      abilities,
      create: async ({ id }) => lineOf(id),
      find: async ({ id }) => [id],
      read: async (foreignId) => lineOf(foreignId),
      update: async (foreignId) => lineOf(foreignId),
      async end() {},
      async remove() {},
      admit: async (foreignId, { name }) => ({
        kind: 'redirect',
        url: new Secret(`${url}/lines/${foreignId}#${encodeURIComponent(name)}`),
      }),
    },
    routes: [],
  };
}
