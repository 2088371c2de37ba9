import { createPlayground } from '../../adapters/chat/playground/index.ts';
import { systemClock } from '../../src/clock.ts';
import { asId, type DeliveryId, type ForeignId } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import { createVault } from '../../src/vault/vault.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { newKeyring } from './playground-server.ts';

/** A process of its own that sends one message after another and writes the id of each one accepted, until killed. */
const random = seededRandom('sender');
const { messenger } = createPlayground({
  clock: systemClock,
  random,
  log: createLog('silent'),
  vault: createVault(newKeyring(), random),
  publicUrl: 'http://localhost:3000',
  credentials: fakeCredentials(),
  dataDir: process.argv[2] ?? '',
});
const to = {
  kind: 'person',
  workspace: asId<ForeignId>('playground'),
  person: asId<ForeignId>('ivan'),
} as const;
for (let count = 1; ; count += 1) {
  const id = asId<DeliveryId>(`d${count}`);
  await messenger.send(id, { to, message: { notice: `${count}`, blocks: [] } }, new AbortController().signal);
  process.stdout.write(`${id}\n`);
  await new Promise((turn) => setImmediate(turn));
}
