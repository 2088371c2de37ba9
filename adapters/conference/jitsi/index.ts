import type { ConferenceAdapter, ConferenceParts } from '../../../src/ports/adapter.ts';
import { createProvider } from './provider.ts';
import { nameKey } from './room-name.ts';
import type { JitsiSettings } from './settings.ts';

/** Calls on a Jitsi server, which learns of a room only as somebody comes in. */
export async function createJitsi(
  parts: ConferenceParts,
  settings: JitsiSettings,
): Promise<ConferenceAdapter> {
  const key = await nameKey(parts);
  return { provider: createProvider({ clock: parts.clock, key }, settings), routes: [] };
}
