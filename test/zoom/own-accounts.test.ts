import { expect, it, onTestFinished } from 'vitest';
import { createZoom } from '../../adapters/conference/zoom/index.ts';
import { asId, type ForeignId, type WorkspaceId } from '../../src/ids.ts';
import type { CallNews } from '../../src/ports/call-news.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault } from '../../src/vault/vault.ts';
import { silent } from '../door/a-door.ts';
import { aHost, nobodyListens } from '../fakes/a-host.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { noAttendance } from '../fakes/no-attendance.ts';
import type { Posted } from '../fakes/zoom/webhooks.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { aCall, aGuest, never, passcodeOf } from './a-zoom.ts';

const ACME = asId<ForeignId>('acme');
const PEER = { socket: '127.0.0.1', client: '127.0.0.1' };
const TOKEN = 'the-secret-token-of-acme';

/** The real adapter before a local Zoom; the operator may have an account there, Acme may bring one. */
async function aZoomFor({ operator }: { readonly operator: boolean }) {
  const clock = new FakeClock();
  const zoom = await startZoom({ now: () => clock.now() });
  onTestFinished(() => zoom.close());
  const told: unknown[][] = [];
  const news: CallNews = { ...nobodyListens, changed: async (id) => void told.push(['changed', id]) };
  const credentials = fakeCredentials();
  const urls = { apiUrl: zoom.env.ZOOM_API_URL, oauthUrl: zoom.env.ZOOM_OAUTH_URL };
  const operators = {
    ...urls,
    accountId: zoom.env.ZOOM_ACCOUNT_ID,
    clientId: zoom.env.ZOOM_CLIENT_ID,
    clientSecret: new Secret(zoom.env.ZOOM_CLIENT_SECRET),
    webhookSecret: new Secret(zoom.env.ZOOM_WEBHOOK_SECRET),
    sharedHost: 'me',
  };
  const { provider, routes, accounts } = createZoom(
    {
      ...{ clock, random: systemRandom, log: silent, credentials, news, attendance: noAttendance },
      ...{ vault: createVault(createKeyring(systemRandom), systemRandom), publicUrl: '', dataDir: '' },
    },
    { operators: operator ? operators : null, own: true, urls },
  );
  if (!accounts) throw new Error('nobody may bring an account');
  const typed = (more: Readonly<Record<string, string>> = {}) =>
    new Map(
      Object.entries({
        ...{ accountId: zoom.env.ZOOM_ACCOUNT_ID, clientId: ` ${zoom.env.ZOOM_CLIENT_ID} ` },
        ...{ clientSecret: zoom.env.ZOOM_CLIENT_SECRET, webhookSecret: TOKEN, ...more },
      }).map(([name, value]) => [name, new Secret(value)]),
    );
  const bring = async () => credentials.put(ACME, await accounts.check(typed()));
  const post = async ({ body, headers }: Posted, path: string): Promise<number | undefined> => {
    const url = `https://meet.example.org${path}`;
    return (
      await routes[0]?.handle(new Request(url, { method: 'POST', body, headers: { ...headers } }), PEER)
    )?.status;
  };
  return { zoom, provider, accounts, credentials, typed, bring, post, told };
}

it('takes an account that Zoom takes, with all scopes, and no other', async () => {
  const { zoom, accounts, typed } = await aZoomFor({ operator: false });
  expect(accounts.fields.map(({ name }) => name)).toEqual([...typed().keys()]);
  const reason = (error: unknown) => error;
  await expect(accounts.check(typed({ clientSecret: 'wrong' }))).rejects.toMatchObject({
    reason: 'credentials',
  });
  await expect(accounts.check(typed({ accountId: '' }))).rejects.toMatchObject({ reason: 'credentials' });
  zoom.state.scopes = zoom.state.scopes.slice(1);
  const refused = await accounts.check(typed()).catch(reason);
  expect(refused).toMatchObject({ reason: 'scopes' });
  expect(JSON.stringify(refused)).not.toContain(zoom.env.ZOOM_CLIENT_SECRET);
});

it('runs the calls of a workspace in its own account from the first to the last', async () => {
  const { zoom, provider, bring, credentials } = await aZoomFor({ operator: false });
  const call = aCall();
  await expect(provider.create(call, never)).rejects.toMatchObject({ reason: 'no-workspace-account' });
  await bring();
  const made = await provider.create(call, never);
  const id = made.foreignId.replace('acme/', '');
  expect(made.foreignId).toBe(`acme/${zoom.meeting(id).id}`);
  expect(await provider.find(call, never)).toEqual([made.foreignId]);
  const rotated = await provider.update(made.foreignId, call, true, never);
  expect([rotated.foreignId, passcodeOf(rotated)]).toEqual([made.foreignId, zoom.meeting(id).password]);
  expect(await provider.read(made.foreignId, never)).toEqual(rotated);
  const { url } = await provider.admit(made.foreignId, aGuest('Ivan'), never);
  expect(url.open()).toContain(`/${id}?`);
  await provider.end(made.foreignId, aGuest('Ivan').occurrenceId, false, never);

  // Another secret in its place is used from then on; without any the call can be reached no more.
  const text = (await credentials.get(ACME))?.open() ?? '';
  await credentials.put(ACME, new Secret(text.replace(zoom.env.ZOOM_CLIENT_SECRET, 'another')));
  await expect(provider.read(made.foreignId, never)).rejects.toMatchObject({ reason: 'credentials' });
  await credentials.put(ACME, new Secret(text));
  await provider.remove(made.foreignId, never);
  expect(await provider.read(made.foreignId, never)).toBeNull();
  await credentials.drop(ACME);
  await expect(provider.read(made.foreignId, never)).rejects.toMatchObject({
    reason: 'no-workspace-account',
  });
  expect(await provider.find(call, never)).toEqual([]);
  await expect(provider.read('81234500007', never)).rejects.toMatchObject({ reason: 'no-workspace-account' });
});

it('reaches the calls of an account that is taken away by what was kept of it, and tells it from others', async () => {
  const { zoom, provider, accounts, bring, credentials, typed } = await aZoomFor({ operator: true });
  await bring();
  const { foreignId } = await provider.create(aCall(), never);
  const others = { ...aHost(), workspace: asId<WorkspaceId>('zoo') };
  const operators = await provider.create(aCall({ host: others }), never);
  const begins = accounts.callsBegin(asId<WorkspaceId>('acme'));
  expect([foreignId, operators.foreignId].map((id) => id.startsWith(begins))).toEqual([true, false]);

  const kept = await credentials.get(ACME);
  if (!kept) throw new Error('nothing is kept');
  const renewed = new Secret(kept.open().replace(TOKEN, 'another-token'));
  const elsewhere = new Secret(kept.open().replace(zoom.env.ZOOM_ACCOUNT_ID, 'another-account'));
  expect([renewed, elsewhere].map((other) => accounts.isSame(kept, other))).toEqual([true, false]);
  expect(accounts.isSame(kept, await accounts.check(typed()))).toBe(true);

  await credentials.drop(ACME);
  await accounts.remove(kept, foreignId, never);
  expect(zoom.meetings().map(({ id }) => String(id))).toEqual([operators.foreignId]);
});

it('leaves a call in the account that it was made in, and everybody else in the operator’s', async () => {
  const { zoom, provider, bring } = await aZoomFor({ operator: true });
  const early = aCall();
  const before = await provider.create(early, never);
  expect(before.foreignId).toBe(String(zoom.meetings()[0]?.id));
  await bring();
  expect((await provider.update(before.foreignId, early, false, never)).foreignId).toBe(before.foreignId);
  // Both accounts are one here: it is found in each.
  expect(await provider.find(early, never)).toEqual([`acme/${before.foreignId}`, before.foreignId]);
  const others = { ...aHost(), workspace: asId<WorkspaceId>('zoo') };
  expect((await provider.create(aCall({ host: others }), never)).foreignId).toMatch(/^\d+$/);
  expect((await provider.create(aCall(), never)).foreignId).toMatch(/^acme\/\d+$/);
});

it('believes events of a workspace’s account by its own token alone, and only about its own calls', async () => {
  const { zoom, provider, bring, post, told } = await aZoomFor({ operator: true });
  await bring();
  await provider.create(aCall(), never);
  const [meeting] = zoom.meetings();
  if (!meeting) throw new Error('no meeting');
  const operators = zoom.webhooks.of('meeting.updated', meeting);
  const own = zoom.webhooks.sign(operators.body, undefined, TOKEN);
  expect(await post(own, '/zoom/webhook/acme')).toBe(200);
  expect(told).toEqual([['changed', `acme/${meeting.id}`]]);
  for (const [posted, path] of [
    [operators, '/zoom/webhook/acme'],
    [own, '/zoom/webhook'],
    [own, '/zoom/webhook/zoo'],
    [operators, '/zoom/webhook/zoo'],
  ] as const)
    expect(await post(posted, path)).toBe(401);
  for (const path of ['/zoom/webhook/', '/zoom/webhook/acme/more', '/zoom/webhook/..', '/zoom/other'])
    expect(await post(own, path)).toBe(404);
  expect(told).toHaveLength(1);
  expect(await post(operators, '/zoom/webhook')).toBe(200);
  expect(told.at(-1)).toEqual(['changed', String(meeting.id)]);
});
