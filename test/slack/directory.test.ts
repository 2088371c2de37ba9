import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApi } from '../../adapters/chat/slack/api.ts';
import { createDirectory } from '../../adapters/chat/slack/directory.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { readUser, roleOf } from '../../adapters/chat/slack/user.ts';
import { MINUTE } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';

let slack: FakeSlack;
let clock: FakeClock;
let directory: Directory;
let team: ForeignId;
const id = (user: string) => personId(slack.team, user);
const asked = (method: string) => slack.requests.filter((request) => request.method === method).length;
const group = (foreignId: string) =>
  ({ kind: 'group', foreignId: asId<ForeignId>(foreignId), name: 'x' }) as const;

beforeEach(async () => {
  slack = await startSlack();
  clock = new FakeClock();
  const installed = { token: new Secret(slack.botToken), bot: slack.botUser };
  directory = createDirectory(
    createApi({ apiUrl: slack.url }, { of: async () => installed, drop: async () => {} }),
    clock,
  );
  team = asId<ForeignId>(slack.team);
});
afterEach(() => slack.close());

it('reads zone and language, and what is a bot', async () => {
  const olga = slack.addUser({ name: 'Olga', tz: 'America/New_York', locale: 'pt-BR' });
  expect(await directory.profile(team, id(olga))).toMatchObject({
    handle: 'olga',
    zone: 'America/New_York',
    locale: 'pt-BR',
    bot: false,
  });
  expect(await directory.profile(team, id(slack.botUser))).toMatchObject({ bot: true });
  const odd = slack.addUser({ name: 'Odd', tz: 'Mars/Olympus', locale: '!' });
  expect(await directory.profile(team, id(odd))).toMatchObject({ zone: null, locale: 'und' });
});

it('asks about a person once a minute, and then sees that they left', async () => {
  const olga = slack.addUser({ name: 'Olga', owner: true });
  expect(await directory.roleOf(team, id(olga))).toBe('admin');
  slack.state.user(olga).deleted = true;
  expect(await directory.roleOf(team, id(olga))).toBe('admin');
  expect(asked('users.info')).toBe(1);
  await clock.advance(MINUTE);
  expect(await directory.roleOf(team, id(olga))).toBe('none');
});

it('opens a channel into its people without bots and those who left, for whoever is in it', async () => {
  const olga = slack.addUser({ name: 'Olga' });
  const ivan = slack.addUser({ name: 'Ivan' });
  const gone = slack.addUser({ name: 'Gone', deleted: true });
  const channel = slack.addChannel({ name: 'plans', members: [olga, gone], private: true });
  const opened = await directory.expand(team, id(olga), group(channel));
  expect(opened).toMatchObject({ kind: 'people', people: [{ foreignId: id(olga) }] });
  expect(await directory.expand(team, id(ivan), group(channel))).toEqual({ kind: 'unknown' });
});

it('opens a large group without asking about each of its people', async () => {
  const olga = slack.addUser({ name: 'Olga' });
  const many = Array.from({ length: 200 }, (_, at) => slack.addUser({ name: `Person ${at}` }));
  const gone = slack.addUser({ name: 'Gone', deleted: true });
  const opened = await directory.expand(
    team,
    id(olga),
    group(slack.addGroup({ handle: 'all', members: [...many, gone] })),
  );
  expect(opened).toMatchObject({ kind: 'people', people: many.map((user) => ({ foreignId: id(user) })) });
  expect(asked('users.info') + asked('users.list')).toBeLessThan(5);
});

it('knows two hundred who all come at once, although Slack is asked about a hundred a minute', async () => {
  const hall = Array.from({ length: 200 }, (_, at) => slack.addUser({ name: `Person ${at}` }));
  const channel = asId<ForeignId>(slack.addChannel({ name: 'hall', members: hall }));
  slack.enforce();
  const roles = await Promise.all(hall.map((user) => directory.roleOf(team, id(user))));
  expect(roles).toEqual(hall.map(() => 'creator'));
  const inside = await Promise.all(hall.map((user) => directory.isIn(channel, id(user))));
  expect(inside).toEqual(hall.map(() => true));
});

it('sees at once who has come into a channel', async () => {
  const [olga, ivan] = [slack.addUser({ name: 'Olga' }), slack.addUser({ name: 'Ivan' })];
  const channel = slack.addChannel({ name: 'plans', members: [olga] });
  expect(await directory.isIn(asId<ForeignId>(channel), id(olga))).toBe(true);
  slack.state.channels.get(channel)?.members.add(ivan);
  expect(await directory.isIn(asId<ForeignId>(channel), id(ivan))).toBe(true);
});

it('counts as members those of an organization whose home is another of its workspaces', () => {
  const user = { id: 'W1', team_id: 'T2', is_admin: true };
  const role = (given: object) => {
    const read = readUser({ ...user, ...given });
    return read && roleOf(read, 'T1');
  };
  expect(role({ enterprise_user: { teams: ['T2', 'T1'] } })).toBe('admin');
  expect(role({ enterprise_user: { teams: ['T2'] } })).toBe('none');
  expect(role({})).toBe('none');
});

it('says when Slack asks to wait, and remembers no failure', async () => {
  const olga = slack.addUser({ name: 'Olga' });
  slack.fail('users.info', 'rate');
  slack.fail('users.list', 'rate');
  await expect(directory.roleOf(team, id(olga))).rejects.toMatchObject({
    failure: 'later',
    scope: 'workspace',
  });
  expect(await directory.roleOf(team, id(olga))).toBe('creator');
});

it('finds nobody by the name of somebody who left', async () => {
  slack.addUser({ name: 'Gone', deleted: true });
  slack.addUser({ name: 'Olga' });
  expect(await directory.find(team, '@gone')).toBeNull();
  expect(await directory.find(team, '@OLGA')).toMatchObject({ name: 'olga' });
  expect(asked('users.list')).toBe(1);
});
