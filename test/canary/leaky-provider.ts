import { ConferenceError } from '../../src/errors.ts';
import { asId, type ProviderName } from '../../src/ids.ts';
import type { ConferenceEntry } from '../../src/ports/adapter.ts';
import type { Abilities, Call, Made } from '../../src/ports/conference.ts';
import { newId } from '../../src/random.ts';
import { Secret } from '../../src/vault/secret.ts';

const abilities = {
  seats: null,
  presence: false,
  waitingRoom: false,
  ownCodes: true,
  rotate: 'in-place',
} as const satisfies Abilities;

/**
 * A provider that issues codes of its own. The first time that it is asked to change a call, it fails by a bug, as an
 * SDK does: with the whole request hung on the error. Then it refuses for good; and it admits nobody.
 */
export const leaky: ConferenceEntry = {
  name: asId<ProviderName>('leaky'),
  label: () => 'Leaky bridge',
  abilities,
  configure: () => ({
    kind: 'on',
    examine: async () => [],
    async load() {
      const issued = new Map<string, Made>();
      const failed = new Set<string>();
      const issue = ({ id }: Call): Made => ({
        foreignId: id,
        codes: [{ label: 'Dial-in', secret: new Secret(`dial-${newId()}`) }],
      });
      const failure = (foreignId: string): Error => {
        const codes = issued.get(foreignId)?.codes.map(({ secret }) => secret.open());
        return Object.assign(new Error('500'), { request: { codes }, response: { body: codes?.join() } });
      };
      return {
        provider: {
          abilities,
          async create(call) {
            const made = issued.get(call.id) ?? issue(call);
            issued.set(call.id, made);
            return made;
          },
          find: async ({ id }) => (issued.has(id) ? [id] : []),
          read: async (foreignId) => issued.get(foreignId) ?? null,
          async update(foreignId) {
            if (failed.has(foreignId)) throw new ConferenceError('permanent', 'unavailable');
            failed.add(foreignId);
            throw failure(foreignId);
          },
          async end() {},
          async remove(foreignId) {
            throw failure(foreignId);
          },
          async admit(foreignId) {
            throw failure(foreignId);
          },
        },
        routes: [],
      };
    },
  }),
};
