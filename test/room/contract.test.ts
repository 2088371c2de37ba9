import { createRoom } from '../../adapters/conference/room/index.ts';
import type { Attendance } from '../../src/ports/attendance.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { conferenceContract } from '../contract/conference.ts';
import { silent } from '../door/a-door.ts';
import { nobodyListens } from '../fakes/a-host.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { nextNumber } from '../fakes/records.ts';

const nobody: Attendance = {
  enter: async () => 'closed',
  renew: async () => false,
  leave: async () => {},
  letIn: async () => 'absent',
  remove: async () => false,
  end: async () => false,
  of: async () => [],
};

conferenceContract('the built-in room', async () => {
  const { provider } = createRoom({
    clock: new FakeClock(),
    random: systemRandom,
    log: silent,
    vault: createVault(createKeyring(systemRandom), systemRandom),
    publicUrl: 'http://localhost:3000',
    dataDir: '',
    credentials: fakeCredentials(),
    attendance: nobody,
    news: nobodyListens,
  });
  return {
    provider,
    meetingId: nextNumber(),
    now: MORNING,
    running: async () => null,
    crash: null,
    close: async () => {},
  };
});
