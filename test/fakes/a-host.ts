import { asId, type ForeignId, type Platform } from '../../src/ids.ts';
import type { Host } from '../../src/ports/conference.ts';

/** An organizer, as a provider is told. */
export const aHost = (email: string | null = 'olga@example.org'): Host => ({
  platform: asId<Platform>('playground'),
  person: asId<ForeignId>('olga'),
  name: 'Olga',
  email: async () => email,
});

/** News that nobody listens to. */
export const nobodyListens = {
  async started() {},
  async joined() {},
  async left() {},
  async ended() {},
  async changed() {},
};
