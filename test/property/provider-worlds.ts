import { createProvider as createJitsi } from '../../adapters/conference/jitsi/provider.ts';
import { roomName } from '../../adapters/conference/jitsi/room-name.ts';
import { createProvider as createRoom } from '../../adapters/conference/room/provider.ts';
import { redeemRoomPass } from '../../adapters/conference/room/room-pass.ts';
import { createWatch } from '../../adapters/conference/room/watch.ts';
import { createApi } from '../../adapters/conference/zoom/api.ts';
import { createClient } from '../../adapters/conference/zoom/client.ts';
import { createProvider as createZoom } from '../../adapters/conference/zoom/provider.ts';
import { createTokenSource } from '../../adapters/conference/zoom/token.ts';
import type { Time } from '../../src/clock.ts';
import { ConferenceError } from '../../src/errors.ts';
import { asId, type ProviderName } from '../../src/ids.ts';
import { BUILT_IN } from '../../src/meeting/change-provider.ts';
import type { ConferenceParts } from '../../src/ports/adapter.ts';
import type { ConferenceProvider, WayIn } from '../../src/ports/conference.ts';
import { systemRandom } from '../../src/random.ts';
import { Secret } from '../../src/vault/secret.ts';
import { nobodyListens } from '../fakes/a-host.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { startJitsi } from '../fakes/jitsi/local-jitsi.ts';
import type { CallName, Fault } from '../fakes/zoom/types.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';

type Parts = Omit<ConferenceParts, 'dataDir' | 'credentials' | 'news'>;

/** How a provider takes its next call: does it; does it, and the answer is lost; does nothing, for now or for good. */
export type Mood = 'well' | 'lost' | 'down' | 'refuses';

/** What a call is at the provider itself. */
type There = { readonly id: string; readonly codes: readonly string[]; readonly startsAt: Time };

/** A real provider before a local server that behaves as it does. */
export type ProviderWorld = {
  readonly name: ProviderName;
  provide(parts: Parts): ConferenceProvider;
  /** Whatever runs there; null: it keeps nothing of a call. */
  calls(): readonly There[] | null;
  /** Whether the way in that it gave leads into that call. */
  opens(way: WayIn, foreignId: string): Promise<boolean>;
  /** Makes one of its own requests fail; no effect where it makes none. */
  fail(call: CallName, fault: Fault): void;
  /** Nothing that was planned goes wrong any more. */
  forgive(): void;
  close(): Promise<void>;
};

const quiet = { calls: () => null, fail() {}, forgive() {}, async close() {} } as const;

/** Needs the core's own parts to read what it gives. */
export async function roomWorld(): Promise<ProviderWorld> {
  let given: Parts | null = null;
  return {
    ...quiet,
    name: BUILT_IN,
    provide(parts) {
      given = parts;
      const all = { ...parts, dataDir: '', credentials: fakeCredentials(), news: nobodyListens };
      return createRoom(all, createWatch(all));
    },
    async opens({ url }, foreignId) {
      const { pathname, hash } = new URL(url.open());
      const occurrence = pathname.replace('/room/', '');
      if (!given) throw new Error('the room was not provided');
      const pass = redeemRoomPass(given.vault, new Secret(hash.slice(1)), occurrence, given.clock.now());
      return pass?.call === foreignId;
    },
  };
}

export async function jitsiWorld(clock: FakeClock): Promise<ProviderWorld> {
  const app = { id: 'latchkey', secret: 'a-secret-of-thirty-two-characters' };
  const server = await startJitsi({ now: () => clock.now(), app });
  const settings = { url: server.url, app: { id: app.id, secret: new Secret(app.secret) } };
  const key = new Secret('a-key-of-these-rooms');
  return {
    ...quiet,
    name: asId<ProviderName>('jitsi'),
    provide: ({ clock }) => createJitsi({ clock, key }, settings),
    async opens({ url }, foreignId) {
      const before = server.entered.length;
      const room = roomName(key, foreignId).open();
      return server.enter(url.open()) === null && server.entered[before]?.room === room;
    },
    close: () => server.close(),
  };
}

export async function zoomWorld(clock: FakeClock): Promise<ProviderWorld> {
  const zoom = await startZoom({ now: () => clock.now() });
  for (const name of ['olga', 'ada']) zoom.addUser(`${name}@example.org`);
  const settings = {
    apiUrl: zoom.env.ZOOM_API_URL,
    oauthUrl: zoom.env.ZOOM_OAUTH_URL,
    accountId: zoom.env.ZOOM_ACCOUNT_ID,
    clientId: zoom.env.ZOOM_CLIENT_ID,
    clientSecret: new Secret(zoom.env.ZOOM_CLIENT_SECRET),
    webhookSecret: new Secret(zoom.env.ZOOM_WEBHOOK_SECRET),
    sharedHost: 'me',
  };
  const request: typeof fetch = (input, init) =>
    zoom.fetch(String(input), {
      method: init?.method ?? 'GET',
      headers: init?.headers ?? {},
      body: init?.body ?? null,
    });
  return {
    name: asId<ProviderName>('zoom'),
    provide() {
      const tokens = createTokenSource(settings, clock, request);
      const api = createApi(createClient(settings, tokens, clock, request));
      return createZoom(api, settings, { random: systemRandom, clock });
    },
    calls: () =>
      zoom.meetings().map(({ id, password, start_time }) => ({
        id: String(id),
        codes: [password],
        startsAt: Date.parse(start_time ?? ''),
      })),
    opens: async ({ url }, foreignId) => url.open().includes(`/${foreignId}?`),
    fail: zoom.fail,
    forgive: zoom.forgive,
    close: zoom.close,
  };
}

/** The provider in a mood, one for each of its next calls; then it is well again. */
export function withMoods(provider: ConferenceProvider, moods: Mood[]): ConferenceProvider {
  async function take<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const mood = moods.shift() ?? 'well';
    if (mood === 'down') throw new ConferenceError('transient', 'unavailable');
    if (mood === 'refuses') throw new ConferenceError('permanent', 'rejected');
    const answer = await call();
    if (mood === 'lost') throw new ConferenceError('transient', 'unavailable');
    return answer;
  }
  return {
    ...provider,
    create: (...given) => take(() => provider.create(...given)),
    find: (...given) => take(() => provider.find(...given)),
    read: (...given) => take(() => provider.read(...given)),
    update: (...given) => take(() => provider.update(...given)),
    remove: (...given) => take(() => provider.remove(...given)),
  };
}
