import type { OccurrenceId } from '../../../src/ids.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { ConferenceProvider } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { abilities } from './config.ts';
import { issueRoomPass, LINK_LASTS } from './room-pass.ts';
import type { Watch } from './watch.ts';

/**
 * A room is made of who is in it, and that is kept by the attendance: there is nothing to create or change.
 * Whether a call may still be entered is the attendance's to say, too.
 */
export function createProvider(
  { vault, clock, publicUrl, attendance }: ConferenceParts,
  watch: Watch,
): ConferenceProvider {
  async function empty(occurrence: OccurrenceId): Promise<void> {
    watch.end(occurrence);
    const present = await attendance.of(occurrence);
    for (const { personKey } of present) await attendance.leave(occurrence, personKey);
  }

  return {
    abilities,
    create: async ({ id }) => ({ foreignId: id, codes: [] }),
    find: async () => [],
    read: async (foreignId) => ({ foreignId, codes: [] }),
    update: async (foreignId) => ({ foreignId, codes: [] }),
    end: (_foreignId, occurrence) => empty(occurrence),
    async remove(foreignId) {
      for (const occurrence of watch.of(foreignId)) await empty(occurrence);
    },
    async admit(foreignId, guest) {
      const now = clock.now();
      const token = issueRoomPass(vault, { ...guest, call: foreignId, admittedAt: now }, now + LINK_LASTS);
      return { kind: 'room', url: new Secret(`${publicUrl}/room/${guest.occurrenceId}#${token.open()}`) };
    },
  };
}
