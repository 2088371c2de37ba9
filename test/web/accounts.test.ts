import { expect, it } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { ConferenceError, DeliveryError } from '../../src/errors.ts';
import { asId, type ForeignId, type ProviderName } from '../../src/ids.ts';
import type { OwnAccounts } from '../../src/ports/adapter.ts';
import { createCredentials } from '../../src/vault/adapter-credentials.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createWorkspaceAccounts } from '../../src/workspace-accounts.ts';
import { type Journey, pressIn } from '../journeys/workspace.ts';
import { OWN, openWeb } from './open-web.ts';

const ROOM = asId<ProviderName>('room');
const CODE = 'canary-of-the-account';

/** A provider that takes one code. */
const taking: OwnAccounts = {
  fields: [{ name: 'code', label: () => 'Code' }],
  webhookPath: (workspace) => `/events/${workspace}`,
  async check(typed) {
    const code = typed.get('code') ?? new Secret('');
    if (code.open() === 'bug') throw new TypeError('a bug');
    if (code.open() !== CODE) throw new ConferenceError('permanent', 'credentials');
    return code;
  },
  isSame: (kept, other) => kept.open() === other.open(),
  callsBegin: () => 'call-',
  async remove() {},
};

/** The web of a workspace that may have an account at the provider of its calls. */
async function openAccounts(account: OwnAccounts = taking) {
  let credentials: ReturnType<typeof createCredentials> | null = null;
  const given: { role: 'as-it-is' | 'unknown' | 'bug' } = { role: 'as-it-is' };
  const web = await openWeb({}, ({ store, vault, clock, log, publicUrl, chat, infos }: Journey) => {
    credentials = createCredentials('conference/room', store.credentials, vault);
    const own = credentials;
    return createWorkspaceAccounts({
      ...{ store, clock, log, publicUrl, providers: infos, accounts: new Map([[ROOM, account]]) },
      committed() {},
      credentialsOf: () => own,
      directoryOf: () => ({
        async roleOf(workspace, person) {
          if (given.role === 'unknown') throw new DeliveryError('failed', 'unavailable');
          if (given.role === 'bug') throw new TypeError('a bug');
          return chat.roleOf(workspace, person);
        },
      }),
    });
  });
  const { workspace, store, send } = web;
  const open = async (who: 'ada' | 'olga') => {
    const { cookie, sees } = await web.signIn(who);
    const page = async () => (await send('/my/accounts', { headers: { Cookie: cookie } })).text();
    const post = (fields: Record<string, string>, headers: Record<string, string> = OWN) =>
      send('/my/accounts', {
        method: 'POST',
        headers: { Cookie: cookie, ...headers },
        body: new URLSearchParams(fields),
      });
    return { sees, page, post };
  };
  const kept = async () => ({
    own: await store.credentials.of('conference/room', asId<ForeignId>(workspace.id)),
    at: (await store.workspaces.byId(workspace.id))?.settings.accountsAt,
  });
  return { ...web, open, kept, given };
}

it('keeps what an admin types, sealed, once the provider takes it, and shows it to nobody', async () => {
  const { open, kept, workspace, lines } = await openAccounts();
  const ada = await open('ada');
  expect(await ada.sees()).toContain('href="/my/accounts"');
  expect(await ada.page()).toContain('This workspace has none of its own.');
  expect(await ada.page()).toContain(`/events/${workspace.id}`);

  const refused = await (await ada.post({ keep: 'room', 'value.code': 'wrong' })).text();
  expect(refused).toContain('The account was not taken');
  expect(refused).toContain('does not take the credentials');
  expect((await kept()).own).toBeNull();

  const taken = await (await ada.post({ keep: 'room', 'value.code': CODE })).text();
  expect(taken).toContain('The account is in use');
  expect(taken).toContain('Replace the account');
  const { own, at } = await kept();
  expect(at).toEqual(['room']);
  expect(own).not.toContain(CODE);
  for (const text of [taken, await ada.page(), await ada.sees(), JSON.stringify(lines)])
    expect(text).not.toContain(CODE);

  const again = await (await ada.post({ keep: 'room', 'value.code': CODE })).text();
  expect(again).toContain('The account is in use');
  expect((await kept()).at).toEqual(['room']);
  const asked = await (await ada.post({ drop: 'room' })).text();
  expect(asked).toContain('Take the account at Calls away?');
  expect(asked).toContain('No meeting has its call in it.');
  expect((await kept()).at).toEqual(['room']);
  expect(await (await ada.post({ drop: 'room', sure: 'yes' })).text()).toContain(
    'The account was taken away',
  );
  expect(await kept()).toEqual({ own: null, at: [] });
});

it('lets nobody but an admin see or set an account, by the role of that moment', async () => {
  const { open, kept, given } = await openAccounts();
  const olga = await open('olga');
  expect(await olga.sees()).not.toContain('href="/my/accounts"');
  expect(await olga.page()).toContain('Nothing to set here');
  for (const fields of [{ keep: 'room', 'value.code': CODE }, { drop: 'room' }])
    expect(await (await olga.post(fields)).text()).toContain('Only admins');
  const ada = await open('ada');
  given.role = 'unknown';
  expect(await (await ada.post({ keep: 'room', 'value.code': CODE })).text()).toContain('Only admins');
  given.role = 'bug';
  expect((await ada.post({ keep: 'room', 'value.code': CODE })).status).toBe(500);
  given.role = 'as-it-is';
  expect((await ada.post({ keep: 'room', 'value.code': 'bug' })).status).toBe(500);
  for (const fields of [{ keep: 'pigeon' }, { drop: 'pigeon' }, {}])
    expect(await (await ada.post(fields)).text()).toContain('Only admins');
  expect((await kept()).at).toEqual([]);
});

it('takes an account from no other page, and from nobody who is not signed in', async () => {
  const { open, kept, send } = await openAccounts();
  const { post } = await open('ada');
  expect((await post({ keep: 'room', 'value.code': CODE }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(
    403,
  );
  const stranger = { method: 'POST', headers: OWN, body: new URLSearchParams({ drop: 'room' }) };
  expect((await send('/my/accounts', stranger)).status).toBe(401);
  expect(await (await send('/my/accounts')).text()).toContain('Ask the bot for your link');
  expect((await send('/my/accounts', { method: 'DELETE' })).status).toBe(405);
  expect((await post({ keep: 'room', 'value.code': 'x'.repeat(20_000) })).status).toBe(413);
  expect((await kept()).own).toBeNull();
});

it('says whose calls are lost with an account, and gives them others', async () => {
  const removed: string[] = [];
  const { open, kept, says, presses, pass, provider, meetingNamed, sees } = await openAccounts({
    ...taking,
    check: async (typed) => typed.get('code') ?? new Secret(''),
    async remove(secret, foreignId) {
      expect(secret.open()).toBe(CODE);
      if (removed.push(foreignId) === 1) throw new ConferenceError('transient', 'unavailable');
    },
  });
  const ada = await open('ada');
  await ada.post({ keep: 'room', 'value.code': CODE });
  await says('olga', 'now Standup @ivan');
  await presses('olga', pressIn(await says('olga', 'plan Retro at tomorrow 10:00 @ivan'), 'Plan it'));
  await says('olga', 'now Over');
  await says('olga', 'end Over');
  await pass(MINUTE);
  const before = await Promise.all(['Standup', 'Retro'].map(meetingNamed));

  const other = await (await ada.post({ keep: 'room', 'value.code': 'another account' })).text();
  expect(other).toContain('This is another account');
  expect(other).toContain('2 meetings have their call in it, 1 of them right now.');
  const asked = await (await ada.post({ drop: 'room' })).text();
  expect(asked).toContain('2 meetings have their call in it, 1 of them right now.');
  expect(asked).toContain('is put out');
  expect(removed).toEqual([]);

  provider.behave({ kind: 'permanent' });
  await ada.post({ drop: 'room', sure: 'yes' });
  expect(await kept()).toEqual({ own: null, at: [] });
  expect(removed).toHaveLength(3);
  await pass(MINUTE);
  const after = await Promise.all(['Standup', 'Retro'].map(meetingNamed));
  expect(after.map(({ conference }) => conference.state).sort()).toEqual(['failed', 'ready']);
  for (const [at, { conference }] of after.entries())
    expect(conference.id).not.toBe(before[at]?.conference.id);
  expect(sees('olga').join()).toContain('could not make the room for');
});
