import { onTestFinished } from 'vitest';
import { jitsi as entry } from '../../adapters/conference/jitsi/config.ts';
import { createProvider } from '../../adapters/conference/jitsi/provider.ts';
import { HOUR } from '../../src/clock.ts';
import { asId, type ConferenceId, fresh, type OccurrenceId } from '../../src/ids.ts';
import type { Call, Guest } from '../../src/ports/conference.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aHost } from '../fakes/a-host.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { startJitsi } from '../fakes/jitsi/local-jitsi.ts';
import { nextNumber } from '../fakes/records.ts';

export const APP = { id: 'latchkey', secret: 'a-secret-of-thirty-two-characters' };
export const never = new AbortController().signal;

/** The provider before a local Jitsi, both by one clock. */
export async function aJitsi({ app = APP }: { readonly app?: typeof APP | null } = {}) {
  const clock = new FakeClock();
  const server = await startJitsi({ now: () => clock.now(), app });
  onTestFinished(() => server.close());
  const settings = { url: server.url, app: app && { id: app.id, secret: new Secret(app.secret) } };
  const key = new Secret('a-key-of-these-rooms');
  return { clock, server, provider: createProvider({ clock, key }, settings) };
}

/** The settings as the program reads them. */
export function configured(env: Readonly<Record<string, string>>) {
  const read = entry.configure(env);
  if (read.kind !== 'on') throw new Error(`Jitsi is ${read.kind}`);
  return read;
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
  personKey: name.toLowerCase(),
  name,
  host: false,
  organizer: null,
  waits: false,
  link: null,
  ...more,
});
