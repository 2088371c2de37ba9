import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { type Ice, NO_ICE } from './ice.ts';
import { createProvider } from './provider.ts';
import { createRoutes } from './routes.ts';
import { createWatch } from './watch.ts';

/** The built-in room: people whom the door let in see and hear each other, from browser to browser. */
export function createRoom(parts: ConferenceParts, ice: Ice = NO_ICE): ConferenceAdapter {
  const watch = createWatch(parts);
  return {
    provider: createProvider(parts, watch),
    routes: [{ path: '/room', handle: createRoutes(parts, watch, ice) }],
  };
}
