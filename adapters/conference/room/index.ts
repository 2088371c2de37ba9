import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { createProvider } from './provider.ts';
import { createRoutes } from './routes.ts';
import { createWatch } from './watch.ts';

/** The built-in room: people whom the door let in see who else is there. */
export function createRoom(parts: ConferenceParts): ConferenceAdapter {
  const watch = createWatch(parts);
  return {
    provider: createProvider(parts, watch),
    routes: [{ path: '/room', handle: createRoutes(parts, watch) }],
  };
}
