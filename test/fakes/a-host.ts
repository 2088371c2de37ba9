import { asId, type ForeignId, type Platform, type WorkspaceId } from '../../src/ids.ts';
import type { Host } from '../../src/ports/conference.ts';

/** An organizer, as a provider is told. */
export const aHost = (email: string | null = 'olga@example.org'): Host => ({
  workspace: asId<WorkspaceId>('acme'),
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
