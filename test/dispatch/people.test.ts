import { beforeEach, describe, expect, it } from 'vitest';
import { findPeople } from '../../src/dispatch/people.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import type { PersonRef } from '../../src/ports/inbox.ts';
import type { Accounts } from '../../src/ports/store/accounts.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { anAccount, aWorkspace } from '../fakes/records.ts';

const workspace = aWorkspace();
const olga = anAccount({ foreignId: asId<ForeignId>('olga'), name: 'olga', handle: 'olga' });
const ivan = anAccount({ foreignId: asId<ForeignId>('ivan'), name: 'ivan', handle: 'ivan', version: 7 });
/** Was called ivan before. */
const pat = anAccount({ foreignId: asId<ForeignId>('pat'), name: 'pat', handle: 'ivan' });
const lee = anAccount({ foreignId: asId<ForeignId>('lee'), name: 'lee', handle: 'lee' });
const known: readonly Account[] = [pat, ivan, lee];
const accounts: Accounts = {
  byId: async (id) => known.find((account) => account.id === id) ?? null,
  byIds: async (ids) => known.filter(({ id }) => ids.includes(id)),
  byForeign: async (_platform, foreignId) => known.find((one) => one.foreignId === foreignId) ?? null,
  byHandle: async (_platform, handle) => known.filter((one) => one.handle === handle.toLowerCase()),
};

let chat: FakeChat;
beforeEach(() => {
  chat = new FakeChat(new FakeClock());
  for (const name of ['olga', 'ivan', 'zoe']) chat.join(name, 'member');
  const robo = chat.join('robo', 'member');
  chat.members.set(robo.foreignId, {
    person: { ...robo, bot: true },
    role: 'member',
    conversations: [],
  });
});

const person = (name: string): PersonRef => ({ kind: 'person', foreignId: asId<ForeignId>(name) });
const group = (name: string): PersonRef => ({ kind: 'group', foreignId: asId<ForeignId>(name), name });

const named = (...refs: readonly PersonRef[]) =>
  findPeople(refs, olga, workspace, { directory: chat, accounts, mail: false });

function gather(name: string, ...names: readonly string[]): void {
  const people = names.flatMap((one) => chat.members.get(asId<ForeignId>(one))?.person ?? []);
  chat.groups.set(asId<ForeignId>(name), { kind: 'people', people });
}

it('finds people by mention and by handle, known ones as they are known', async () => {
  const { accounts: found, problems } = await named(person('ivan'), { kind: 'handle', handle: 'zoe' });
  expect(found.map(({ name }) => name)).toEqual(['ivan', 'zoe']);
  expect(found[0]).toMatchObject({ id: ivan.id, version: 7 });
  expect(found[1]).toMatchObject({ version: 0 });
  expect(problems).toEqual([]);
});

it('takes addresses where mail is set up, each once', async () => {
  const refs = ['lee@example.org', 'Lee@example.org', 'mia@example.org'].map(
    (address) => ({ kind: 'email', address }) as const,
  );
  const found = await findPeople(refs, olga, workspace, { directory: chat, accounts, mail: true });
  expect(found).toEqual({
    accounts: [],
    outsiders: [],
    usernames: [],
    addresses: ['lee@example.org', 'mia@example.org'],
    problems: [{ name: 'Lee@example.org', why: 'twice' }],
  });
});

it('takes the asker for the account that asks, not for a second one', async () => {
  expect((await named(person('olga'))).accounts).toEqual([olga]);
});

it('knows somebody by what the event told, whom the platform does not describe', async () => {
  const [mia] = (
    await named({ kind: 'person', foreignId: asId<ForeignId>('mia'), told: { name: 'Mia', handle: 'mia_b' } })
  ).outsiders;
  expect(mia).toMatchObject({ foreignId: 'mia', name: 'Mia', handle: 'mia_b', bot: false, version: 0 });
  const described = await named({
    kind: 'person',
    foreignId: asId<ForeignId>('zoe'),
    told: { name: 'Somebody else', handle: null },
  });
  expect(described.accounts.map(({ name }) => name)).toEqual(['zoe']);
});

it('says of each who cannot be invited why, and goes on with the others', async () => {
  const { accounts: found, problems } = await named(
    person('nobody'),
    { kind: 'handle', handle: 'ghost' },
    person('robo'),
    { kind: 'email', address: 'lee@example.org' },
    group('void'),
    person('zoe'),
    person('zoe'),
  );
  expect(found.map(({ name }) => name)).toEqual(['zoe']);
  expect(problems).toEqual([
    { name: 'nobody', why: 'unknown' },
    { name: '@ghost', why: 'unknown' },
    { name: 'lee@example.org', why: 'no-mail' },
    { name: 'void', why: 'group-unknown' },
    { name: 'robo', why: 'bot' },
    { name: 'zoe', why: 'twice' },
  ]);
});

it('keeps whoever is not in the workspace apart: they could not get in', async () => {
  chat.join('lee', 'none');
  chat.join('gone', 'none');
  const found = await named(person('lee'), { kind: 'handle', handle: 'gone' }, person('zoe'));
  expect(found.accounts.map(({ name }) => name)).toEqual(['zoe']);
  expect(found.outsiders.map(({ name }) => name)).toEqual(['lee', 'gone']);
  expect(found.problems).toEqual([]);
});

it('takes a bot for a bot, whatever it is in the workspace', async () => {
  const helper = chat.join('helper', 'none');
  chat.members.set(helper.foreignId, { person: { ...helper, bot: true }, role: 'none', conversations: [] });
  expect((await named(person('helper'))).problems).toEqual([{ name: 'helper', why: 'bot' }]);
});

it('opens a group into its people, once each, and leaves its bots out without a word', async () => {
  gather('crew', 'ivan', 'zoe', 'robo');
  gather('board', 'zoe', 'olga');
  const { accounts: found, problems } = await named(person('ivan'), group('crew'), group('board'));
  expect(found.map(({ name }) => name)).toEqual(['ivan', 'zoe', 'olga']);
  expect(problems).toEqual([]);
});

it('does not open a group for somebody who may not mention it', async () => {
  gather('crew', 'ivan');
  chat.mayNotMention.add(olga.foreignId);
  const { accounts: found, problems } = await named(group('crew'));
  expect(found).toEqual([]);
  expect(problems).toEqual([{ name: 'crew', why: 'group-refused' }]);
});

it('says that a group cannot be opened here, and goes on with the others', async () => {
  chat.groups.set(asId<ForeignId>('crew'), { kind: 'unavailable' });
  const { accounts: found, problems } = await named(group('crew'), person('zoe'));
  expect(found.map(({ name }) => name)).toEqual(['zoe']);
  expect(problems).toEqual([{ name: 'crew', why: 'group-unavailable' }]);
});

const handle = (name: string): PersonRef => ({ kind: 'handle', handle: name });

describe('where the platform tells nobody by their handle', () => {
  beforeEach(() => {
    chat.knowsHandles = false;
    chat.join('pat', 'member');
  });

  it('takes who has met the bot and still has the handle, in whatever case it is typed', async () => {
    const found = await named(handle('Ivan'));
    expect(found.accounts).toMatchObject([{ id: ivan.id, version: 7 }]);
    expect(found.usernames).toEqual([]);
  });

  it('takes nobody by a handle that they have given up, but the handle itself', async () => {
    chat.join('lee', 'member');
    const member = chat.members.get(lee.foreignId) ?? expect.fail();
    chat.members.set(lee.foreignId, { ...member, person: { ...member.person, handle: 'leeroy' } });
    expect(await named(handle('lee'))).toMatchObject({ accounts: [], usernames: ['lee'], problems: [] });
  });

  it('takes nobody whose profile is not told any more', async () => {
    expect(await named(handle('lee'))).toMatchObject({ accounts: [], usernames: ['lee'] });
  });

  it('takes the asker for the account that asks', async () => {
    expect(await named(handle('OLGA'))).toMatchObject({ accounts: [olga], usernames: [] });
  });

  it('says of a handle that is named twice that it is', async () => {
    expect(await named(handle('mia'), handle('Mia'), handle('zoe'))).toMatchObject({
      accounts: [],
      usernames: ['mia', 'zoe'],
      problems: [{ name: '@Mia', why: 'twice' }],
    });
  });
});
