import { onTestFinished } from 'vitest';
import { zoom as entry } from '../../adapters/conference/zoom/config.ts';
import { HOUR } from '../../src/clock.ts';
import { asId, type ConferenceId, fresh, type OccurrenceId } from '../../src/ids.ts';
import type { Env } from '../../src/ports/adapter.ts';
import type { CallNews } from '../../src/ports/call-news.ts';
import type { Call, Guest, Made } from '../../src/ports/conference.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { silent } from '../door/a-door.ts';
import { aHost, nobodyListens } from '../fakes/a-host.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { noAttendance } from '../fakes/no-attendance.ts';
import { nextNumber } from '../fakes/records.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';

export const never = new AbortController().signal;

type Given = { readonly env?: Env; readonly news?: CallNews };

/** The real adapter before a local Zoom, in which Olga has an account of her own. */
export async function aZoom({ env = {}, news = nobodyListens }: Given = {}) {
  const clock = new FakeClock();
  const zoom = await startZoom({ now: () => clock.now() });
  onTestFinished(() => zoom.close());
  const olga = zoom.addUser('olga@example.org');
  const configured = entry.configure({ ...zoom.env, ...env });
  if (configured.kind !== 'on') throw new Error(`Zoom is ${configured.kind}`);
  const { provider, routes } = await configured.load({
    clock,
    random: systemRandom,
    log: silent,
    vault: createVault(createKeyring(systemRandom), systemRandom),
    publicUrl: 'https://meet.example.org',
    dataDir: '',
    credentials: fakeCredentials(),
    attendance: noAttendance,
    news,
  });
  return { zoom, clock, olga, provider, routes };
}

export const aCall = (more: Partial<Call> = {}): Call => ({
  id: fresh<ConferenceId>(),
  meetingId: nextNumber(),
  kind: 'planned',
  host: aHost(),
  topic: 'Standup',
  startsAt: MORNING + HOUR,
  endsAt: MORNING + 2 * HOUR,
  zone: 'Europe/Berlin',
  waitingRoom: 'off',
  ...more,
});

export const aGuest = (name: string, more: Partial<Guest> = {}): Guest => ({
  occurrenceId: asId<OccurrenceId>('occurrence-1'),
  topic: 'Standup',
  account: fresh(),
  personKey: name,
  name,
  host: false,
  organizer: null,
  waits: false,
  link: null,
  ...more,
});

/** Zoom's own passcode, as the slip shows it. */
export const passcodeOf = ({ codes }: Made): string =>
  codes.find(({ label }) => label === 'Zoom passcode')?.secret.open() ?? '';
