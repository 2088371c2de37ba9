import { join } from 'node:path';
import { SECOND } from '../../../src/clock.ts';
import type { AdapterParts, ChatAdapter } from '../../../src/ports/adapter.ts';
import { createDirectory } from './directory.ts';
import { createInbox } from './inbox.ts';
import { createLive } from './live.ts';
import { createRoutes } from './routes.ts';
import { createMessenger } from './send.ts';
import { openState } from './state.ts';

/** A small chat workspace in the browser, kept in one file of `dataDir`. */
export function createPlayground({ dataDir, vault, clock, log }: AdapterParts): ChatAdapter {
  const state = openState(join(dataDir, 'playground.db'), vault, clock);
  const inbox = createInbox(state);
  const live = createLive(state);
  return {
    inbox: {
      ...inbox,
      async stop() {
        await inbox.stop();
        live.close();
      },
    },
    messenger: createMessenger(state),
    directory: createDirectory(state),
    // A write to the local disk takes milliseconds; this only keeps a large meeting from filling a page at once.
    pace: {
      perPlace: { messages: 10, per: SECOND },
      perWorkspace: { messages: 100, per: SECOND },
      overall: { messages: 100, per: SECOND },
    },
    routes: createRoutes({ state, inbox, live, log }),
  };
}
