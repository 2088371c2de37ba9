import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry } from '../../../src/ports/adapter.ts';

/** On or off as `PLAYGROUND` says; that `auto` is off beside a real platform is settled in src/settings.ts. */
export const playground: ChatEntry = {
  name: asId<Platform>('playground'),
  configure: (env) =>
    env['PLAYGROUND'] === 'off'
      ? { kind: 'off' }
      : {
          kind: 'on',
          load: async (parts) => (await import('./index.ts')).createPlayground(parts),
          examine: async () => [{ what: 'Playground: on, for this machine.', fix: null }],
        },
};
