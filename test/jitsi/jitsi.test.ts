import { describe, expect, it } from 'vitest';
import { jitsi as entry } from '../../adapters/conference/jitsi/config.ts';
import { examineJitsi } from '../../adapters/conference/jitsi/examine.ts';
import { createProvider } from '../../adapters/conference/jitsi/provider.ts';
import { nameKey, roomName } from '../../adapters/conference/jitsi/room-name.ts';
import { MINUTE, SECOND, systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { startJitsi } from '../fakes/jitsi/local-jitsi.ts';
import { APP, aCall, aGuest, aJitsi, configured, never } from './a-jitsi.ts';

async function way(jitsi: Awaited<ReturnType<typeof aJitsi>>, ...guest: Parameters<typeof aGuest>) {
  const { foreignId } = await jitsi.provider.create(aCall(), never);
  const { url } = await jitsi.provider.admit(foreignId, aGuest(...guest), never);
  return new URL(url.open());
}

const claimsIn = (url: URL) =>
  JSON.parse(Buffer.from(url.searchParams.get('jwt')?.split('.')[1] ?? '', 'base64url').toString());

describe('a room of Jitsi', () => {
  it('has a name of 160 bits, which says nothing of the meeting', async () => {
    const jitsi = await aJitsi();
    const ways = await Promise.all(Array.from({ length: 50 }, () => way(jitsi, 'Ivan')));
    const names = ways.map(({ pathname }) => pathname.slice(1));
    expect(new Set(names).size).toBe(50);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{40}$/);
  });

  it('has a name that nobody makes of what is stored of it, and all of its people the same', async () => {
    const { provider } = await aJitsi();
    const { foreignId } = await provider.create(aCall(), never);
    const ways = await Promise.all(
      ['Ivan', 'Lee'].map((name) => provider.admit(foreignId, aGuest(name), never)),
    );
    const [ivan, lee] = ways.map(({ url }) => new URL(url.open()).pathname);
    expect(ivan).toBe(lee);
    expect(ivan).not.toContain(foreignId);
    expect(roomName(new Secret('another key'), foreignId).open()).not.toBe(ivan?.slice(1));
  });

  it('keeps its name when the program starts again', async () => {
    const parts = { credentials: fakeCredentials(), random: systemRandom };
    const [first, again] = [await nameKey(parts), await nameKey(parts)];
    expect(again.open()).toBe(first.open());
    const elsewhere = await nameKey({ ...parts, credentials: fakeCredentials() });
    expect(elsewhere.open()).not.toBe(first.open());
  });

  it('is another one after a rotation, and the same after a move', async () => {
    const { provider } = await aJitsi();
    const { foreignId } = await provider.create(aCall(), never);
    expect((await provider.update(foreignId, aCall(), false, never)).foreignId).toBe(foreignId);
    expect((await provider.update(foreignId, aCall(), true, never)).foreignId).not.toBe(foreignId);
  });
});

describe('a server that asks for tokens', () => {
  it('lets in whom the door let in, the organizer as moderator', async () => {
    const jitsi = await aJitsi();
    const olga = await way(jitsi, 'Olga', { host: true });
    const ivan = await way(jitsi, 'Ivan');
    expect(await jitsi.server.open(olga.href)).toBe(200);
    expect(await jitsi.server.open(ivan.href)).toBe(200);
    expect(jitsi.server.entered).toEqual([
      { room: olga.pathname.slice(1), name: 'Olga', moderator: true },
      { room: ivan.pathname.slice(1), name: 'Ivan', moderator: false },
    ]);
  });

  it('marks who typed a name of their own', async () => {
    const jitsi = await aJitsi();
    expect(claimsIn(await way(jitsi, 'Lee', { account: null })).context.user.name).toBe('Lee (guest)');
  });

  it('lets nobody in with a token of five minutes ago', async () => {
    const jitsi = await aJitsi();
    const url = await way(jitsi, 'Ivan');
    await jitsi.clock.advance(5 * MINUTE - SECOND);
    expect(await jitsi.server.open(url.href)).toBe(200);
    await jitsi.clock.advance(SECOND);
    expect(await jitsi.server.open(url.href)).toBe(403);
  });

  it('lets nobody into another room, without a token, or with one that was touched', async () => {
    const jitsi = await aJitsi();
    const url = await way(jitsi, 'Ivan');
    const other = new URL(url);
    other.pathname = (await way(jitsi, 'Olga')).pathname;
    expect(await jitsi.server.open(other.href)).toBe(403);
    const without = new URL(url);
    without.search = '';
    expect(await jitsi.server.open(without.href)).toBe(403);
    const [head, body, signature] = url.searchParams.get('jwt')?.split('.') ?? [];
    const claims = { ...claimsIn(url), context: { user: { name: 'Ivan', moderator: 'true' } } };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(forged).not.toBe(body);
    const touched = new URL(url);
    touched.searchParams.set('jwt', `${head}.${forged}.${signature}`);
    expect(await jitsi.server.open(touched.href)).toBe(403);
    expect(jitsi.server.entered).toEqual([]);
  });

  it('reads a token for one room and five minutes, all of whose user is text', async () => {
    const jitsi = await aJitsi();
    const url = await way(jitsi, 'Olga', { host: true });
    const { exp, ...claims } = claimsIn(url);
    expect(exp * SECOND).toBe(jitsi.clock.now() + 5 * MINUTE);
    expect(claims).toEqual({
      room: url.pathname.slice(1),
      iss: APP.id,
      aud: APP.id,
      sub: '127.0.0.1',
      context: { user: { id: 'olga', name: 'Olga', moderator: 'true', affiliation: 'owner' } },
    });
  });

  it('is told the tenant where its address has one', async () => {
    const settings = configured({
      JITSI_URL: 'https://jitsi.example.org/acme/',
      JITSI_APP_ID: APP.id,
      JITSI_APP_SECRET: APP.secret,
    });
    expect(settings.openLinks).toBe(false);
    const provider = createProvider(
      { clock: new FakeClock(), key: new Secret('a key') },
      { url: 'https://jitsi.example.org/acme', app: { id: APP.id, secret: new Secret(APP.secret) } },
    );
    const url = new URL((await provider.admit('abc', aGuest('Ivan'), never)).url.open());
    expect(url.pathname).toBe(`/acme/${claimsIn(url).room}`);
    expect(claimsIn(url).sub).toBe('acme');
  });
});

describe('a server without tokens', () => {
  it('lets in by the room alone, and that is said', async () => {
    const jitsi = await aJitsi({ app: null });
    const url = await way(jitsi, 'Ivan');
    expect(url.search).toBe('');
    expect(await jitsi.server.open(url.href)).toBe(200);
    expect(configured(jitsi.server.env).openLinks).toBe(true);
  });
});

describe('the call', () => {
  it('begins with a preview, with microphone and camera off, and a topic that stays text', async () => {
    const topic = '</script>&config.disableDeepLinking=true#"';
    const url = await way(await aJitsi(), 'Ivan', { topic });
    const wishes = new Map(
      url.hash
        .slice(1)
        .split('&')
        .map((wish) => {
          const [name = '', value = ''] = wish.split('=');
          return [name, JSON.parse(decodeURIComponent(value))];
        }),
    );
    expect(Object.fromEntries(wishes)).toEqual({
      'config.prejoinConfig.enabled': true,
      'config.startWithAudioMuted': true,
      'config.startWithVideoMuted': true,
      'config.subject': topic,
      'userInfo.displayName': 'Ivan',
    });
  });

  it('has no subject without a topic', async () => {
    expect((await way(await aJitsi(), 'Ivan', { topic: '' })).hash).not.toContain('subject');
  });
});

describe('the settings of Jitsi', () => {
  it('are off when nothing is set', () => {
    expect(entry.configure({})).toEqual({ kind: 'off' });
  });

  it.each([
    [{ JITSI_APP_ID: 'a', JITSI_APP_SECRET: APP.secret }, ['JITSI_URL']],
    [{ JITSI_URL: 'http://jitsi.example.org' }, ['JITSI_URL']],
    [{ JITSI_URL: 'https://olga@jitsi.example.org' }, ['JITSI_URL']],
    [{ JITSI_URL: 'https://jitsi.example.org/?a' }, ['JITSI_URL']],
    [{ JITSI_URL: 'https://jitsi.example.org', JITSI_APP_ID: 'a' }, ['JITSI_APP_SECRET']],
    [{ JITSI_URL: 'https://jitsi.example.org', JITSI_APP_SECRET: APP.secret }, ['JITSI_APP_ID']],
    [
      { JITSI_URL: 'nowhere', JITSI_APP_ID: 'a', JITSI_APP_SECRET: 'short' },
      ['JITSI_URL', 'JITSI_APP_SECRET'],
    ],
  ])('name what is wrong in %o', (env, names) => {
    const read = entry.configure(env);
    if (read.kind !== 'wrong') return expect.fail(read.kind);
    expect(read.problems.map((problem) => problem.split(':')[0])).toEqual(names);
    expect(read.problems.join()).not.toContain(APP.secret);
  });
});

describe('doctor', () => {
  const wrong = async (url: string, app: typeof APP | null = null) =>
    (await examineJitsi({ url, app: app && { id: app.id, secret: new Secret(app.secret) } })).filter(
      ({ fix }) => fix !== null,
    );

  async function serverAt(now: number, page?: string) {
    const server = await startJitsi({ now: () => now, app: APP, ...(page ? { page } : {}) });
    return { ...server, [Symbol.asyncDispose]: server.close };
  }

  it('finds nothing wrong with a server by the same clock', async () => {
    await using server = await serverAt(systemClock.now());
    expect(await wrong(server.url)).toEqual([]);
    const all = await configured(server.env).examine('https://meet.example.org');
    expect(all.map(({ fix }) => fix)).toEqual([null, null, null]);
    expect(JSON.stringify(all)).not.toContain(APP.secret);
  });

  it('finds a clock that is off', async () => {
    await using server = await serverAt(systemClock.now() - 10 * MINUTE);
    expect((await wrong(server.url, APP))[0]?.what).toContain('seconds from Jitsi');
  });

  it('finds an address where no Jitsi is', async () => {
    await using server = await serverAt(systemClock.now(), 'It works');
    expect((await wrong(server.url))[0]?.what).toContain('does not answer as a Jitsi server');
    await server.close();
    expect((await wrong(server.url))[0]?.what).toContain('does not answer as a Jitsi server');
  });
});
