import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../../adapters/chat/telegram/api.ts';
import { createDirectory } from '../../adapters/chat/telegram/directory.ts';
import { chatId, conversationId } from '../../adapters/chat/telegram/ids.ts';
import { createPeople, type People } from '../../adapters/chat/telegram/people.ts';
import { MINUTE } from '../../src/clock.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';

let telegram: FakeTelegram;
let clock: FakeClock;
let people: People;
let directory: Directory;
const asked = (method: string) => telegram.requests.filter((request) => request.method === method).length;
const roleOf = (chat: number, user: number) => directory.roleOf(chatId(chat), chatId(user));
const profile = (chat: number, user: number) => directory.profile(chatId(chat), chatId(user));

beforeEach(async () => {
  telegram = await startTelegram();
  clock = new FakeClock();
  const api = createApi({ apiRoot: telegram.apiRoot, token: new Secret(telegram.token) });
  people = createPeople(api, clock);
  directory = createDirectory(people);
});
afterEach(async () => {
  expect(telegram.violations).toEqual([]);
  await telegram.close();
});

describe('in a group', () => {
  it('only its owner and administrators are more than members', async () => {
    const [olga = 0, ivan = 0, mia = 0] = ['Olga', 'Ivan', 'Mia'].map((name) => telegram.addUser({ name }));
    const group = telegram.addGroup({ title: 'Team', members: [olga, ivan, mia], admins: [olga, ivan] });
    expect(await Promise.all([olga, ivan, mia].map((user) => roleOf(group, user)))).toEqual([
      'admin',
      'admin',
      'member',
    ]);
  });

  it('somebody is asked about once more when the connection was cut, and no more than that', async () => {
    const [olga = 0, ivan = 0] = ['Olga', 'Ivan'].map((name) => telegram.addUser({ name }));
    const group = telegram.addGroup({ title: 'Team', members: [olga, ivan] });
    telegram.fail('getChatMember', { drop: 'answer' });
    expect(await roleOf(group, ivan)).toBe('member');
    expect(asked('getChatMember')).toBe(2);
    telegram.fail('getChatMember', { drop: 'request', times: 2 });
    await expect(roleOf(group, olga)).rejects.toMatchObject({ failure: 'ambiguous' });
    expect(asked('getChatMember')).toBe(4);
  });

  it('somebody who left or was banned is nobody, a minute later at most', async () => {
    const [olga = 0, ivan = 0, mia = 0] = ['Olga', 'Ivan', 'Mia'].map((name) => telegram.addUser({ name }));
    const group = telegram.addGroup({ title: 'Team', members: [olga, ivan, mia] });
    const roles = () => Promise.all([ivan, mia, ivan, mia].map((user) => roleOf(group, user)));
    await roles();
    telegram.leave(group, ivan);
    telegram.ban(group, mia);
    expect(await roles()).toEqual(['member', 'member', 'member', 'member']);
    expect(asked('getChatMember')).toBe(2);
    await clock.advance(MINUTE);
    expect(await roles()).toEqual(['none', 'none', 'none', 'none']);
  });

  it.each([
    [true, 'member'],
    [false, 'none'],
  ] as const)('somebody restricted is there or not: %s', async (inside, role) => {
    const olga = telegram.addUser({ name: 'Olga' });
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    const user = { id: olga, is_bot: false, first_name: 'Olga' };
    const result = { status: 'restricted', is_member: inside, user };
    telegram.fail('getChatMember', { code: 200, body: JSON.stringify({ ok: true, result }) });
    expect(await roleOf(group, olga)).toBe(role);
  });

  it('somebody who never came is nobody', async () => {
    const olga = telegram.addUser({ name: 'Olga' });
    const stranger = telegram.addUser({ name: 'Stranger', started: true });
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    expect(await roleOf(group, stranger)).toBe('none');
    expect(await roleOf(group, telegram.addUser({ name: 'Unmet' }))).toBe('none');
  });

  it('everybody sees every topic', async () => {
    const olga = telegram.addUser({ name: 'Olga' });
    const forum = telegram.addGroup({ title: 'Team', members: [olga], forum: true });
    const thread = telegram.addTopic(forum, 'Plans');
    const conversation = conversationId({ chat: forum, thread });
    expect(await directory.isIn(conversation, chatId(olga))).toBe(true);
    expect(await directory.isIn(conversation, chatId(telegram.addUser({ name: 'Unmet' })))).toBe(false);
  });

  it('it follows to the supergroup that the group became', async () => {
    const olga = telegram.addUser({ name: 'Olga' });
    const group = telegram.addGroup({ title: 'Team', members: [olga], admins: [olga] });
    const parameters = { migrate_to_chat_id: telegram.upgrade(group) };
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    telegram.fail('getChatMember', { code: 400, description, parameters });
    expect(await roleOf(group, olga)).toBe('admin');
  });

  it('a bot is told who its administrators are even where the members are hidden', async () => {
    const [olga = 0, mia = 0] = ['Olga', 'Mia'].map((name) => telegram.addUser({ name }));
    const group = telegram.addGroup({ title: 'Team', members: [olga, mia], admins: [olga] });
    const hidden = { code: 400, description: 'Bad Request: CHAT_ADMIN_REQUIRED', times: 9 };
    telegram.fail('getChatMember', hidden);
    expect([await roleOf(group, olga), await roleOf(group, mia)]).toEqual(['admin', 'member']);
    expect(await directory.isIn(chatId(group), chatId(mia))).toBe(false);
  });

  it('that says nothing of itself makes nobody an administrator', async () => {
    const olga = telegram.addUser({ name: 'Olga' });
    const group = telegram.addGroup({ title: 'Team', members: [olga], admins: [olga] });
    const hidden = { code: 400, description: 'Bad Request: CHAT_ADMIN_REQUIRED' };
    telegram.fail('getChatMember', hidden);
    telegram.fail('getChatAdministrators', hidden);
    expect(await roleOf(group, olga)).toBe('member');
  });

  it('that the bot was put out of, those who are invited stay so, and nobody is an administrator', async () => {
    const olga = telegram.addUser({ name: 'Olga', started: true });
    const group = telegram.addGroup({ title: 'Team', members: [olga], admins: [olga] });
    telegram.setBot(group, 'absent');
    expect(await roleOf(group, olga)).toBe('member');
    expect(await directory.isIn(chatId(group), chatId(olga))).toBe(false);
    expect(await profile(group, olga)).toMatchObject({ name: 'Olga' });
  });

  it('it says when Telegram asks to wait, and remembers no failure', async () => {
    const olga = telegram.addUser({ name: 'Olga' });
    const group = telegram.addGroup({ title: 'Team', members: [olga], admins: [olga] });
    telegram.fail('getChatMember', {
      code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 3 },
    });
    await expect(roleOf(group, olga)).rejects.toMatchObject({ failure: 'later', retryAfter: 3000 });
    expect(await roleOf(group, olga)).toBe('admin');
  });
});

describe('in a private chat', () => {
  it('its person is who decides, and whoever is invited there is let in', async () => {
    const olga = telegram.addUser({ name: 'Olga', started: true });
    const mia = telegram.addUser({ name: 'Mia' });
    expect([await roleOf(olga, olga), await roleOf(olga, mia)]).toEqual(['admin', 'member']);
    expect(await directory.isIn(chatId(olga), chatId(olga))).toBe(true);
    expect(await directory.isIn(chatId(olga), chatId(mia))).toBe(false);
    expect(telegram.requests).toEqual([]);
  });
});

describe('a person', () => {
  it('is described as a group or their private chat has them', async () => {
    const olga = telegram.addUser({ name: 'Olga', lastName: 'Diaz', username: 'olga', started: true });
    const mia = telegram.addUser({ name: 'Mia', language: null });
    const group = telegram.addGroup({ title: 'Team', members: [olga, mia] });
    const person = { bot: false, zone: null };
    expect(await profile(olga, olga)).toMatchObject({
      ...person,
      name: 'Olga Diaz',
      handle: 'olga',
      locale: 'und',
    });
    expect(await profile(group, mia)).toMatchObject({
      ...person,
      name: 'Mia',
      handle: null,
      foreignId: chatId(mia),
    });
    const ivan = telegram.addUser({ name: 'Ivan' });
    expect(await profile(group, ivan)).toBeNull();
  });

  it('has the name of now', async () => {
    const olga = telegram.addUser({ name: 'Olga', username: 'olga', started: true });
    await profile(olga, olga);
    telegram.rename(olga, 'olga_diaz');
    await clock.advance(MINUTE);
    expect(await profile(olga, olga)).toMatchObject({ handle: 'olga_diaz' });
  });

  it('is known as an event described them, where Telegram says nothing more', async () => {
    const mia = telegram.addUser({ name: 'Mia' });
    expect(await profile(5, mia)).toBeNull();
    people.saw({ id: mia, is_bot: false, first_name: 'Mia', username: 'mia_b' });
    expect(await profile(5, mia)).toMatchObject({ name: 'Mia', handle: 'mia_b' });
  });

  it('is forgotten when many others came', async () => {
    const mia = telegram.addUser({ name: 'Mia' });
    people.saw({ id: mia, is_bot: false, first_name: 'Mia' });
    for (let id = 1; id <= 5000; id += 1) people.saw({ id, is_bot: false, first_name: 'Other' });
    expect(await profile(5, mia)).toBeNull();
  });

  it('is gone when their account is deleted', async () => {
    people.saw({ id: 77, is_bot: false, first_name: '' });
    expect(await profile(5, 77)).toBeNull();
  });

  it('is nobody where a group has their id', async () => {
    const group = telegram.addGroup({ title: 'Team', members: [telegram.addUser({ name: 'Olga' })] });
    expect(await profile(5, group)).toBeNull();
    expect(await directory.profile(chatId(5), chatId(0))).toBeNull();
  });
});

describe('a username', () => {
  it('says nothing of whose it is, but for the bot’s own', async () => {
    telegram.addUser({ name: 'Olga', username: 'olga', started: true });
    expect(await directory.find(chatId(5), '@olga')).toBe('unmet');
    expect(await directory.find(chatId(5), 'olga')).toBe('unmet');
    expect(await directory.find(chatId(5), `@${telegram.botUsername.toUpperCase()}`)).toMatchObject({
      foreignId: chatId(telegram.botId),
      bot: true,
    });
    expect(asked('getMe')).toBe(1);
  });

  it('that nobody can have is nobody’s', async () => {
    for (const name of ['', '@', 'abc', '1olga', 'olga diaz', 'olga-diaz', 'x'.repeat(33), 'ölga'])
      expect([name, await directory.find(chatId(5), name)]).toEqual([name, null]);
    expect(telegram.requests).toEqual([]);
  });
});
