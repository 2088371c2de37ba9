import { describe, expect, it } from 'vitest';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import { textOf } from '../fakes/slack/text-of.ts';
import { latchkeyInSlack, type Mode } from './latchkey.ts';

const CODE = /\b[0-9A-HJKMNP-TV-Z]{10}\b/;
const NUMBER = /[2-9]\d\d \d{4} \d{4}/;
/** In the private chat with the bot, where no card is posted. */
const ALONE = 'D';
const PATIENCE = { timeout: 20_000 };

/** Olga's team: Mia's direct messages are closed, and nobody invites Pat. */
async function standup(mode: Mode) {
  const { slack, app } = await latchkeyInSlack(mode);
  const olga = slack.addUser({ name: 'Olga' });
  const ivan = slack.addUser({ name: 'Ivan' });
  const mia = slack.addUser({ name: 'Mia', dmClosed: true });
  const zoe = slack.addUser({ name: 'Zoe' });
  const pat = slack.addUser({ name: 'Pat' });
  const general = slack.addChannel({ name: 'general', members: [olga, ivan, mia, zoe, pat] });
  await slack.slash(olga, general, `/meeting now Standup <@${ivan}|ivan> <@${mia}> @zoe`);
  await sees(() => slack.messages(general), 'Standup');
  const slip = async (user: string) => {
    const message = await sees(() => slack.dm(user), 'Your code for Standup');
    return { code: found(CODE, message), number: found(NUMBER, message), ts: message.ts };
  };
  return { slack, app, general, olga, ivan, mia, zoe, pat, slip };
}

type Shown = ReturnType<FakeSlack['messages']>[number];

/** The newest message that says so, once it is there. */
async function sees(look: () => readonly Shown[], words: string): Promise<Shown> {
  const newest = () => look().findLast((message) => textOf(message).includes(words));
  await expect.poll(() => newest() !== undefined || look().map(textOf), PATIENCE).toBe(true);
  const message = newest();
  if (!message) throw new Error(`nothing says ${words}`);
  return message;
}

const found = (pattern: RegExp, message: Shown): string => pattern.exec(textOf(message))?.[0] ?? '';

/** What everybody can read, and what notifications show: phones of a message's text, desktops of its blocks. */
const open = (slack: FakeSlack, channel: string): string => {
  const posts = slack.requests.filter(({ method }) => method === 'chat.postMessage');
  const notified = posts.map(({ body }) => [body['text'], body['blocks']]);
  return JSON.stringify([slack.messages(channel), notified]);
};

describe.each(['socket', 'http'] as const)('the journey of a meeting in Slack by %s', (mode) => {
  it('gives the code to each invitee in private, and to nobody else', async () => {
    const { slack, general, olga, ivan, mia, zoe, pat, slip } = await standup(mode);
    const mine = await slip(ivan);
    expect(mine.code).toMatch(CODE);
    expect(await slip(zoe)).toMatchObject({ code: mine.code, number: mine.number });
    const card = await sees(() => slack.messages(general), mine.number);
    expect(open(slack, general)).not.toContain(mine.code);
    const report = await sees(() => slack.dm(olga), '2 of 3 have their code');
    expect(textOf(report)).toContain('mia (direct messages are closed)');
    expect(slack.dm(pat)).toEqual([]);

    await slack.press(mia, card, 'Get my code');
    const given = await sees(() => slack.ephemerals(mia), 'Your code for Standup');
    expect(textOf(given)).toContain(mine.code);
    await sees(() => slack.dm(olga), '3 of 3 have their code');

    await slack.press(pat, card, 'Get my code');
    const refused = await sees(() => slack.ephemerals(pat), 'You are not invited');
    expect(textOf(refused)).not.toContain(mine.code);
    expect(open(slack, general)).not.toContain(mine.code);
    const said = slack.requests.filter(({ method }) => /^(?:chat\.postMessage|response_url)$/.test(method));
    const previews = said.map(({ body }) => `${body['unfurl_links']} ${body['unfurl_media']}`);
    expect(new Set(previews)).toEqual(new Set(['false false']));
  });

  it('invites nobody of a connected workspace, and tells them so where they press', async () => {
    const { slack } = await latchkeyInSlack(mode);
    const olga = slack.addUser({ name: 'Olga' });
    const lee = slack.addUser({ name: 'Lee', team: slack.addTeam('Partner').id });
    const gone = slack.addUser({ name: 'Gone', deleted: true });
    const shared = slack.addChannel({ name: 'shared', members: [olga, lee] });
    await slack.slash(olga, shared, `/meeting now Standup <@${lee}|lee> <@${gone}|gone>`);
    const card = await sees(() => slack.messages(shared), 'Standup');
    const answer = await sees(() => slack.ephemerals(olga), 'Standup is live');
    expect(textOf(answer)).toContain('lee is not a member of this workspace');
    expect(textOf(answer)).toContain('gone is not a member of this workspace');
    await slack.shortcut(olga, 'new_meeting');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    const shown = () => textOf(slack.views(olga)[0] ?? { blocks: [] });
    await slack.submit(olga, slack.views(olga)[0] ?? '', { topic: 'Retro' });
    await slack.submit(olga, slack.views(olga)[0] ?? '', { people: [lee] });
    await expect.poll(shown, PATIENCE).toContain('Retro is live');
    expect(shown()).toContain('lee is not a member of this workspace');
    for (const [at, button] of ['Get my code', 'Join', "I'm in"].entries()) {
      await slack.press(lee, card, button);
      await expect.poll(() => slack.ephemerals(lee).length, PATIENCE).toBe(at + 1);
    }
    for (const told of slack.ephemerals(lee)) {
      expect(textOf(told)).toContain('You are not a member of this workspace.');
      expect(textOf(told)).not.toMatch(CODE);
    }
    expect(slack.dm(lee)).toEqual([]);
  });

  it('lets in by the right code, and tells of a wrong one in private', async () => {
    const { slack, general, zoe, slip } = await standup(mode);
    const { code, number } = await slip(zoe);
    const alone = slack.dm(zoe)[0]?.channel ?? '';
    await slack.slash(zoe, alone, `/meeting join ${number} 0000000000`);
    await sees(() => slack.ephemerals(zoe), 'Invalid access code');
    await slack.slash(zoe, alone, `/meeting join ${number} ${code.toLowerCase()}`);
    await sees(() => slack.ephemerals(zoe), 'You can join Standup');
    expect(open(slack, general)).not.toContain(code);
  });

  it('takes the old code away when told to rotate, and sends the new one', async () => {
    const { slack, general, olga, ivan, slip } = await standup(mode);
    const old = await slip(ivan);
    await slip(olga);
    await slack.slash(olga, general, '/meeting rotate Standup');
    await sees(() => slack.dm(ivan), 'Replaced: your code for Standup');
    await expect.poll(async () => (await slip(ivan)).ts, PATIENCE).not.toBe(old.ts);
    const fresh = await slip(ivan);
    expect(fresh.number).toBe(old.number);
    expect(fresh.code).not.toBe(old.code);
    expect(JSON.stringify(slack.dm(ivan))).not.toContain(old.code);
    expect(open(slack, general)).not.toContain(fresh.code);
  });

  it('does a command once that is delivered twice', async () => {
    const { slack, general, ivan, slip } = await standup(mode);
    await slip(ivan);
    await slack.redeliver();
    await slack.slash(ivan, general, '/meeting list');
    const list = await sees(() => slack.ephemerals(ivan), 'Standup');
    expect(textOf(list).match(/Standup/g)).toHaveLength(1);
    expect(slack.messages(general)).toHaveLength(1);
  });
});

it('lets nobody in by their link who was deactivated, and everybody else by theirs', async () => {
  const { slack, ivan, zoe } = await standup('http');
  const linkOf = async (user: string) => {
    const slip = await sees(() => slack.dm(user), 'Your code for Standup');
    const [, meetingId, token] = /\/j\/(\d+)#([\w.-]+)/.exec(JSON.stringify(slip.blocks)) ?? [];
    return { meetingId, token };
  };
  const join = async (link: object) => {
    const body = JSON.stringify({ ...link, name: '' });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(new URL('/api/join', slack.eventsUrl ?? ''), { method: 'POST', headers, body }))
      .status;
  };
  const [ivans, zoes] = await Promise.all([ivan, zoe].map(linkOf));
  expect(await join(ivans ?? {})).toBe(200);
  slack.state.user(ivan).deleted = true;
  await slack.event({ type: 'user_change', user: { id: ivan, team_id: slack.team, deleted: true } });
  expect(await join(ivans ?? {})).toBe(401);
  expect(await join(zoes ?? {})).toBe(200);
});

it('shows on the Home tab what comes next, however many meetings and invitees there are', async () => {
  const { slack } = await latchkeyInSlack('socket');
  const olga = slack.addUser({ name: 'Olga' });
  const many = Array.from({ length: 45 }, (_, at) => slack.addUser({ name: `Person ${at}` }));
  const crew = slack.addGroup({ handle: 'crew', members: many });
  const topic = 'long '.repeat(30);
  await slack.slash(olga, ALONE, `/meeting now ${topic} <!subteam^${crew}>`);
  const seats = await sees(() => slack.ephemerals(olga), 'Invite');
  await slack.press(olga, seats, 'Invite them anyway');
  await sees(() => slack.ephemerals(olga), 'is live');
  for (let meeting = 1; meeting < 10; meeting += 1) {
    await slack.slash(olga, ALONE, `/meeting now ${meeting} ${topic}`);
    await sees(() => slack.ephemerals(olga), `${meeting} long`);
  }
  await slack.openHome(olga);
  await expect.poll(() => slack.home(olga), PATIENCE).not.toBeNull();
  const home = slack.home(olga);
  const shown = home ? textOf(home) : '';
  for (const words of ['New meeting', 'Rotate', '9 more meetings', 'Personal room', 'Choose number'])
    expect(shown).toContain(words);
  expect(shown.replace(/\/j\/\d+/g, '')).not.toMatch(CODE); // the door's address has a number

  // Of a later one the organizer's buttons are behind its menu.
  const menus = home?.blocks.flatMap(({ elements = [] }) =>
    elements.filter(({ type }) => type === 'overflow'),
  );
  expect(menus).toHaveLength(8);
  await slack.press(olga, 'home', menus?.[0]?.options?.at(-1)?.value ?? '');
  await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
  await slack.press(olga, slack.views(olga)[0] ?? '', 'Cancel the meeting');
  await expect.poll(() => textOf(slack.home(olga) ?? { blocks: [] }), PATIENCE).toContain('8 more meetings');
});
