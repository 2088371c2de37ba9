import { asId, type ProviderName } from '../../../src/ids.ts';
import { en } from '../../../src/messages/en.ts';
import type { ConferenceEntry } from '../../../src/ports/adapter.ts';
import type { Abilities } from '../../../src/ports/conference.ts';

/** Needs no setting: it runs in this very program. */
export const abilities = {
  seats: 8, // SPEC.md §6
  presence: true,
  waitingRoom: true,
  ownCodes: false,
  rotate: 'nothing',
} as const satisfies Abilities;

export const room: ConferenceEntry = {
  name: asId<ProviderName>('room'),
  label: en.room.label,
  abilities,
  configure: () => ({
    kind: 'on',
    load: async (parts) => (await import('./index.ts')).createRoom(parts),
  }),
};
