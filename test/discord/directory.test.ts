import { PermissionFlagsBits as Bit } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory } from '../../adapters/chat/discord/directory.ts';
import { dmOf, userOfDm } from '../../adapters/chat/discord/ids.ts';
import { createPeople } from '../../adapters/chat/discord/people.ts';
import { MINUTE, systemClock } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { apiOf } from './discord-api.ts';

let discord: FakeDiscord;
let clock: FakeClock;
let directory: Directory;
let workspace: ForeignId;
let olga: ForeignId;
let ivan: ForeignId;

const id = (text: string): ForeignId => asId(text);
const directoryOf = (members: boolean) =>
  createDirectory({ people: createPeople(apiOf(discord), clock), members, clock });
const role = (permissions: bigint, mentionable = false) =>
  discord.addRole(discord.guild, { name: 'crew', permissions, mentionable });
const give = (person: ForeignId, ...roles: readonly string[]) => {
  for (const one of roles) discord.giveRole(discord.guild, person, one);
};
const open = (group: string, asker = olga) =>
  directory.expand(workspace, asker, { kind: 'group', foreignId: id(group), name: 'group' });
const peopleOf = async (group: string) => {
  const opened = await open(group);
  return opened.kind === 'people' ? opened.people.map(({ name }) => name).sort() : opened.kind;
};

beforeEach(async () => {
  discord = await startDiscord({ membersIntent: true });
  clock = new FakeClock();
  workspace = id(discord.guild);
  directory = directoryOf(true);
  olga = id(discord.addUser({ name: 'Olga' }));
  ivan = id(discord.addUser({ name: 'Ivan' }));
});
afterEach(async () => {
  await discord.close();
  expect(discord.violations).toEqual([]);
});

describe('what somebody is in a server', () => {
  it('follows from ownership and from what the roles permit together', async () => {
    const owner = discord.addUser({ name: 'Owner' });
    const owned = discord.addGuild({ name: 'Owned', owner });
    expect(await directory.roleOf(id(owned), id(owner))).toBe('admin');
    give(olga, role(Bit.Administrator));
    give(ivan, role(Bit.SendMessages), role(Bit.ManageEvents));
    expect(await directory.roleOf(workspace, olga)).toBe('admin');
    expect(await directory.roleOf(workspace, ivan)).toBe('creator');
  });

  it('is asked about once a minute, and then anew', async () => {
    const asked = () => discord.requests.length;
    expect(await directory.roleOf(workspace, olga)).toBe('member');
    const first = asked();
    await directory.roleOf(workspace, olga);
    expect(asked()).toBe(first);
    discord.leave(discord.guild, olga);
    await clock.advance(MINUTE);
    expect(await directory.roleOf(workspace, olga)).toBe('none');
  });

  it('is nothing where the bot is not', async () => {
    discord.removeBot(discord.guild);
    expect(await directory.roleOf(workspace, olga)).toBe('none');
  });
});

describe('a private chat with the bot', () => {
  it('is a workspace of its own, in which only its owner has a right', async () => {
    const dm = dmOf(olga);
    expect(userOfDm(dm)).toBe(olga);
    expect(userOfDm('dm:not-a-number')).toBeNull();
    expect(await directory.roleOf(dm, olga)).toBe('admin');
    expect(await directory.roleOf(dm, ivan)).toBe('member');
    expect(await directory.roleOf(dm, id('4'))).toBe('none');
    expect((await directory.profile(dm, ivan))?.name).toBe('Ivan');
    expect(await directory.find(dm, 'ivan')).toBeNull();
    expect(await directory.expand(dm, olga, { kind: 'group', foreignId: workspace, name: 'x' })).toEqual({
      kind: 'unknown',
    });
  });
});

describe('who can see a channel', () => {
  it('follows from the roles, then from what the channel allows and denies', async () => {
    const board = id(discord.addChannel(discord.guild, { name: 'board', only: [olga] }));
    expect(await directory.isIn(board, olga)).toBe(true);
    expect(await directory.isIn(board, ivan)).toBe(false);
    give(ivan, role(Bit.Administrator));
    await clock.advance(MINUTE);
    expect(await directory.isIn(board, ivan)).toBe(true);
  });

  it('is who can see its parent, for a thread; who was let in, for a private one', async () => {
    const parent = discord.addChannel(discord.guild, { name: 'board', only: [olga, ivan] });
    const lee = id(discord.addUser({ name: 'Lee' }));
    const thread = id(discord.addChannel(discord.guild, { name: 'talk', kind: 'thread', parent }));
    const closed = id(
      discord.addChannel(discord.guild, { name: 'aside', kind: 'private-thread', parent, only: [olga] }),
    );
    const seeing = async (channel: ForeignId) =>
      Promise.all([olga, ivan, lee].map((person) => directory.isIn(channel, person)));
    expect(await seeing(thread)).toEqual([true, true, false]);
    expect(await seeing(closed)).toEqual([true, false, false]);
  });
});

describe('a group', () => {
  it('may be opened when its role may be mentioned, and leaves bots out', async () => {
    const crew = role(0n, true);
    const robo = id(discord.addUser({ name: 'Robo', bot: true }));
    for (const person of [olga, ivan, robo]) give(person, crew);
    expect(await peopleOf(crew)).toEqual(['Ivan', 'Olga']);
  });

  it('is everybody only for who may mention everybody', async () => {
    expect(await open(discord.guild)).toEqual({ kind: 'refused' });
    give(olga, role(Bit.MentionEveryone));
    await clock.advance(MINUTE);
    expect(await peopleOf(discord.guild)).toEqual(expect.arrayContaining(['Ivan', 'Olga']));
  });

  it('is who can see a channel, and who is in a thread', async () => {
    give(olga, role(Bit.MentionEveryone));
    const lee = id(discord.addUser({ name: 'Lee' }));
    const parent = discord.addChannel(discord.guild, { name: 'board', only: [olga, ivan] });
    expect(await peopleOf(parent)).toEqual(['Ivan', 'Olga', 'Owner of Acme']);
    const thread = { name: 'aside', kind: 'private-thread', parent, only: [olga, lee] } as const;
    expect(await peopleOf(discord.addChannel(discord.guild, thread))).toEqual(['Lee', 'Olga']);
    expect(await open(parent, lee)).toEqual({ kind: 'unknown' });
    expect(await open(parent, ivan)).toEqual({ kind: 'refused' });
  });

  it('cannot be opened where the operator has not enabled it', async () => {
    directory = directoryOf(false);
    const [crew, board] = [role(0n, true), role(0n)];
    expect(await open(crew)).toEqual({ kind: 'unavailable' });
    expect(await open(board)).toEqual({ kind: 'refused' });
    expect(discord.requests.some(({ path }) => path.endsWith('/members'))).toBe(false);
  });

  it('is none of another server', async () => {
    const other = discord.addGuild({ name: 'Other' });
    const channel = discord.addChannel(other, { name: 'board' });
    expect(await open(channel)).toEqual({ kind: 'unknown' });
    expect(await open('../../guilds')).toEqual({ kind: 'unknown' });
  });

  it('reads a server of more than a page', async () => {
    const crew = role(0n, true);
    for (let count = 0; count < 1005; count += 1) {
      const guest = id(discord.addUser({ name: `Guest ${count}` }));
      if (count % 500 === 0) give(guest, crew);
    }
    expect(await peopleOf(crew)).toEqual(['Guest 0', 'Guest 1000', 'Guest 500']);
  });
});

describe('a name that people type', () => {
  it('is the user name, or the name shown of only one of them', async () => {
    const nick = id(discord.addUser({ name: 'Someone', username: 'x.y_z' }));
    discord.join(discord.guild, nick, { nick: 'The Boss' });
    const found = async (handle: string) => {
      const person = await directory.find(workspace, handle);
      return person === null || person === 'unmet' ? person : person.foreignId;
    };
    expect(await found('@IVAN')).toBe(ivan);
    expect(await found('x.y_z')).toBe(nick);
    expect(await found('the boss')).toBe(nick);
    expect(await found('iva')).toBeNull();
    expect(await found('@')).toBeNull();
    expect(await found('x'.repeat(200))).toBeNull();
  });

  it('is nobody when several are shown by it', async () => {
    for (const username of ['one', 'two']) discord.addUser({ name: 'Alex', username });
    expect(await directory.find(workspace, 'alex')).toBeNull();
  });
});

it('describes somebody by the name that the server shows', async () => {
  discord.join(discord.guild, olga, { nick: 'Olga (host)' });
  expect(await directory.profile(workspace, olga)).toEqual({
    foreignId: olga,
    name: 'Olga (host)',
    handle: 'olga',
    bot: false,
    zone: null,
    locale: 'und',
  });
});

it('knows somebody who is not in the server, but as nothing there', async () => {
  const other = discord.addGuild({ name: 'Other' });
  const lee = id(discord.addUser({ name: 'Lee', guilds: [other] }));
  expect((await directory.profile(workspace, lee))?.name).toBe('Lee');
  expect(await directory.roleOf(workspace, lee)).toBe('none');
});

it('waits for a moment when Discord asks to, and no longer', async () => {
  const headers = { 'retry-after': '0.05', 'x-ratelimit-reset-after': '0.05' };
  directory = createDirectory({
    people: createPeople(apiOf(discord), systemClock),
    members: true,
    clock: systemClock,
  });
  discord.fail('GET /guilds/*/members/*', { status: 429, headers });
  expect(await directory.roleOf(workspace, olga)).toBe('member');
  discord.fail('GET /guilds/*/members/*', { status: 429, retryAfter: 60 });
  await expect(directory.roleOf(workspace, ivan)).rejects.toMatchObject({ failure: 'later' });
});
