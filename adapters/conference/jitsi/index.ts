import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { createProvider } from './provider.ts';
import type { JitsiSettings } from './settings.ts';

/** Calls on a Jitsi server, which learns of a room only as somebody comes in. */
export const createJitsi = (parts: ConferenceParts, settings: JitsiSettings): ConferenceAdapter => ({
  provider: createProvider(parts, settings),
  routes: [],
});
