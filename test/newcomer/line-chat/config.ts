import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry } from '../../../src/ports/adapter.ts';

/** A chat of plain lines over HTTP, switched on by `LINE_CHAT=on`. */
export const lineChat: ChatEntry = {
  name: asId<Platform>('line-chat'),
  configure: ({ LINE_CHAT: wanted }) =>
    wanted === 'on'
      ? {
          kind: 'on',
          load: async () => (await import('./index.ts')).createLineChat(),
          examine: async () => [],
        }
      : { kind: 'off' },
};
