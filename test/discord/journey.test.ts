import { describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Message, Reply } from '../fakes/discord/types.ts';
import { createHastyClock } from '../fakes/hasty-clock.ts';
import { latchkeyInDiscord } from './latchkey.ts';

const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const NUMBER = /[2-9]\d\d \d{4} \d{4}/;
const PATIENCE = { timeout: 20_000 };

/**
 * Private chats are opened one after the other, and a report is edited every ten seconds: while nobody waits for an
 * answer, that passes so many times as fast.
 */
const SPEED = 8;
const clock = createHastyClock();

/** Olga's server: she may create events, Mia's direct messages are closed, and nobody invites Pat. */
async function server() {
  const { discord, app } = await latchkeyInDiscord({ clock }, { now: clock.now, membersIntent: true });
  const olga = discord.addUser({ name: 'Olga' });
  discord.giveRole(
    discord.guild,
    olga,
    discord.addRole(discord.guild, { name: 'Hosts', permissions: EVENTS }),
  );
  const ivan = discord.addUser({ name: 'Ivan' });
  const mia = discord.addUser({ name: 'Mia', dms: 'closed' });
  const zoe = discord.addUser({ name: 'Zoe' });
  const pat = discord.addUser({ name: 'Pat' });
  const general = discord.addChannel(discord.guild, { name: 'general' });
  const slip = async (user: string) => {
    const message = await sees(() => discord.dmsOf(user), 'Your code for Standup');
    const code = found(/(?<=Passcode\W+)\w+/, message);
    return { code, number: found(NUMBER, message), id: message.id };
  };
  return { discord, app, general, olga, ivan, mia, zoe, pat, slip };
}

const EVENTS = 1n << 33n; // Manage Events

/** The same, where Olga has started a meeting. */
async function standup() {
  const world = await server();
  const { discord, general, olga, ivan, mia } = world;
  const people = `<@${ivan}> <@${mia}> @zoe`;
  const answer = await discord.as(olga).slash(general, 'now', { topic: 'Standup', people });
  expect(answer).toMatchObject({ kind: 'message', ephemeral: true });
  await sees(() => discord.messagesIn(general), 'Standup');
  return world;
}

/** The newest message that says so, once it is there. */
async function sees(look: () => readonly Message[], words: string, speed = SPEED): Promise<Message> {
  const newest = () => look().findLast((each) => textOf(each).includes(words));
  clock.hurry(speed);
  await expect.poll(() => newest() !== undefined || look().map(textOf), PATIENCE).toBe(true);
  clock.hurry(1);
  const message = newest();
  if (!message) throw new Error(`nothing says ${words}`);
  return message;
}

const found = (pattern: RegExp, message: Message): string => pattern.exec(textOf(message))?.[0] ?? '';

/** What is written, without the backslashes that keep it from being markup. */
function textOf(seen: Message | Reply): string {
  const message = 'kind' in seen ? seen.message : seen;
  return (message?.text ?? '').replaceAll('\\', '');
}

/** What everybody can read. */
const open = (discord: FakeDiscord, channel: string): string => JSON.stringify(discord.messagesIn(channel));

describe('the journey of a meeting in Discord', () => {
  it('gives the code to each invitee in private, and to nobody else', async () => {
    const { discord, general, olga, ivan, mia, zoe, pat, slip } = await standup();
    const mine = await slip(ivan);
    expect(mine.code).toMatch(CODE);
    expect(await slip(zoe)).toMatchObject({ code: mine.code, number: mine.number });
    const card = await sees(() => discord.messagesIn(general), mine.number);
    expect(open(discord, general)).not.toContain(mine.code);
    const report = await sees(() => discord.dmsOf(olga), '2 of 3 have their code');
    expect(textOf(report)).toContain('Mia');
    expect(textOf(report)).toContain('direct messages are closed');
    expect(discord.dmsOf(pat)).toEqual([]);

    const given = await discord.as(mia).press(card, 'Get my code');
    expect(given).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textOf(given)).toContain(mine.code);
    await sees(() => discord.dmsOf(olga), '3 of 3 have their code');

    const refused = await discord.as(pat).press(card, 'Get my code');
    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused)).toContain('You are not invited');
    expect(textOf(refused)).not.toContain(mine.code);
    expect(open(discord, general)).not.toContain(mine.code);
    expect(discord.violations).toEqual([]);
  });

  it('creates a meeting step by step, in modals', async () => {
    const { discord, general, olga, ivan, slip } = await server();
    const person = discord.as(olga);
    const modal = await person.slash(general, 'new');
    expect(modal).toMatchObject({ kind: 'modal', modal: { title: 'New meeting 1/2' } });
    // Discord tells nobody's time zone, so it is asked for once a time is typed.
    const zoneless = await person.fillIn(modal, { Topic: 'Standup', When: 'whenever' });
    expect(zoneless.ephemeral).toBe(true);
    expect(textOf(zoneless)).toContain('Your time zone');
    expect(textOf(zoneless)).toContain('Asked once: your times are read and shown in it.');
    const zone = await person.press(zoneless, 'Continue');
    const wrong = await person.fillIn(zone, { 'Time zone': 'Berlin' });
    expect(textOf(wrong)).toContain('“whenever” was not understood as a time');
    const again = await person.press(wrong, 'Edit again');
    const understood = await person.fillIn(again, { When: 'tomorrow 9:00' });
    expect(textOf(understood)).toContain('Europe/Berlin');
    const second = await person.press(understood, 'Continue');
    expect(second).toMatchObject({ kind: 'modal', modal: { title: 'New meeting 2/2' } });
    const created = await person.fillIn(second, { People: [ivan] });
    expect(textOf(created)).toContain('Standup is planned');
    const { code } = await slip(ivan);
    const card = await sees(() => discord.messagesIn(general), 'Standup');
    expect(textOf(card)).not.toContain(code);
    expect(discord.violations).toEqual([]);
  });

  it('completes a meeting while it is typed, and takes what was chosen', async () => {
    const { discord, general, olga, slip } = await standup();
    const { number } = await slip(olga);
    const choices = await discord.as(olga).completes(general, 'show', 'meeting', 'stand');
    expect(choices).toHaveLength(1);
    const [{ name, value } = { name: '', value: '' }] = choices;
    expect(name).toContain('Standup');
    const details = await discord.as(olga).slash(general, 'show', { meeting: value });
    expect(textOf(details)).toContain(number);
    expect(discord.violations).toEqual([]);
  });

  it("invites from the menu of a person's name", async () => {
    const { discord, general, olga, pat, slip } = await standup();
    const answer = await discord.as(olga).contextMenu('Invite to a meeting', pat, general);
    expect(answer).toMatchObject({ kind: 'message', ephemeral: true });
    expect((await slip(pat)).code).toMatch(CODE);
    expect(discord.violations).toEqual([]);
  });

  it('lets in by the right code, and tells of a wrong one in private', async () => {
    const { discord, general, zoe, slip } = await standup();
    const { code, number } = await slip(zoe);
    const wrong = await discord.as(zoe).slash('dm', 'join', { meeting: number, passcode: '0000000000' });
    expect(textOf(wrong)).toContain('Invalid access code');
    const inside = await discord
      .as(zoe)
      .slash(general, 'join', { meeting: number, passcode: code.toLowerCase() });
    expect(inside.ephemeral).toBe(true);
    expect(textOf(inside)).toContain('You can join Standup');
    expect(open(discord, general)).not.toContain(code);
    expect(discord.violations).toEqual([]);
  });

  it('takes the old code away when told to rotate, and sends the new one', async () => {
    const { discord, general, olga, ivan, slip } = await standup();
    const old = await slip(ivan);
    await slip(olga);
    await discord.as(olga).slash(general, 'rotate', { meeting: 'Standup' });
    await sees(() => discord.dmsOf(ivan), 'Replaced: your code for Standup');
    await expect.poll(async () => (await slip(ivan)).id, PATIENCE).not.toBe(old.id);
    const fresh = await slip(ivan);
    expect(fresh.number).toBe(old.number);
    expect(fresh.code).not.toBe(old.code);
    expect(JSON.stringify(discord.dmsOf(ivan))).not.toContain(old.code);
    expect(open(discord, general)).not.toContain(fresh.code);
    expect(discord.violations).toEqual([]);
  });

  it('keeps a crowd that asks for the code in one message, and shuts it out when the server is locked', async () => {
    const { discord, general, olga } = await server();
    const admins = discord.addRole(discord.guild, { name: 'Admins', permissions: 1n << 5n }); // Manage Guild
    const ada = discord.addUser({ name: 'Ada' });
    discord.giveRole(discord.guild, ada, admins);
    await discord.as(olga).slash(general, 'now', { topic: 'Standup' });
    const card = await sees(() => discord.messagesIn(general), 'Standup');
    const crowd = Array.from({ length: 12 }, (_, at) => discord.addUser({ name: `Raider ${at}` }));
    for (const raider of crowd) {
      const answer = await discord.as(raider).press(card, 'Get my code');
      await discord.as(raider).press(answer, 'Ask the organizer');
    }
    const requests = () => discord.dmsOf(olga).filter((message) => textOf(message).includes('Raider'));
    await expect.poll(() => requests().map(textOf).join(), PATIENCE).toContain('Raider 11');
    expect(requests()).toHaveLength(1);

    const sure = await discord.as(ada).slash(general, 'lock');
    expect(textOf(await discord.as(ada).press(sure, 'Lock'))).toContain('are stopped');
    const late = discord.addUser({ name: 'Late' });
    expect(textOf(await discord.as(late).press(card, 'Get my code'))).toMatch(/locked|stopped/i);
    expect(discord.dmsOf(late)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('takes the link and the right of somebody away who is banned from the server', async () => {
    const { discord, olga, ivan, zoe, slip } = await standup();
    const [known, before] = [await slip(zoe), await slip(ivan)];
    await sees(() => discord.dmsOf(olga), '2 of 3 have their code');
    discord.ban(discord.guild, zoe);
    // Discord lets nobody be written to who shares no server with the bot: the code that they know is dead.
    // Who leaves within a minute shares one rotation.
    await sees(() => discord.dmsOf(ivan), 'Replaced: your code for Standup', 10 * SPEED);
    await sees(() => discord.dmsOf(olga), '1 of 2 have their code');
    expect((await slip(ivan)).code).not.toBe(before.code);
    const answer = await discord.as(zoe).slash('dm', 'join', { meeting: known.number, passcode: known.code });
    expect(textOf(answer)).toContain('Invalid access code');
    expect(textOf(await discord.as(zoe).slash('dm', 'code', { meeting: 'Standup' }))).toContain(
      'No such meeting',
    );
    expect(discord.violations).toEqual([]);
  });

  it('posts the card into the forum post where it was asked for, and gives the code to those who see it', async () => {
    const { discord, olga, pat } = await server();
    const forum = discord.addChannel(discord.guild, { name: 'ideas', kind: 'forum', only: [olga, pat] });
    const post = discord.addChannel(discord.guild, { name: 'a post', kind: 'thread', parent: forum });
    await discord.as(olga).slash(post, 'now', { topic: 'Standup' });
    const card = await sees(() => discord.messagesIn(post), 'Standup');
    expect(discord.messagesIn(forum)).toEqual([]);
    const given = await discord.as(pat).press(card, 'Get my code');
    expect(textOf(given)).toContain('Your code for Standup');
    expect(discord.violations).toEqual([]);
  });

  it('lets nobody create a meeting who may not create events', async () => {
    const { discord, general, pat } = await server();
    const refused = await discord.as(pat).slash(general, 'now', { topic: 'Party' });
    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused)).toContain('You may not create meetings here');
    expect(discord.messagesIn(general)).toEqual([]);
  });

  it('meets in the private chat with the bot too, whoever it is', async () => {
    const { discord, pat, ivan } = await server();
    const answer = await discord.as(pat).slash('dm', 'now', { topic: 'Coffee', people: `<@${ivan}>` });
    expect(textOf(answer)).toContain('Coffee');
    await sees(() => discord.dmsOf(ivan), 'Your code for Coffee');
    expect(discord.violations).toEqual([]);
  });

  it('does a command once that is delivered twice', async () => {
    const { discord, general, ivan, slip } = await standup();
    await slip(ivan);
    await discord.redeliver();
    const list = await discord.as(ivan).slash(general, 'list');
    expect(textOf(list).match(/Standup/g)).toHaveLength(1);
    expect(discord.messagesIn(general)).toHaveLength(1);
  });

  it('answers what was asked while the gateway was away', async () => {
    const { discord, general, mia, slip, ivan } = await standup();
    const { code } = await slip(ivan);
    const card = await sees(() => discord.messagesIn(general), 'Standup');
    discord.cut();
    const given = await discord.as(mia).press(card, 'Get my code');
    expect(textOf(given)).toContain(code);
    expect(discord.violations).toEqual([]);
  });

  it.each(['cut', 'askToReconnect', 'invalidate'] as const)(
    'loses nobody and writes to nobody twice when the gateway goes away in the middle (%s)',
    async (disturb) => {
      const { discord, general, olga, ivan, mia, zoe, pat } = await server();
      const crowd = [
        ivan,
        zoe,
        pat,
        ...Array.from({ length: 9 }, (_, at) => discord.addUser({ name: `P${at}` })),
      ];
      // The answers are slow, so that some are on their way when it happens.
      discord.fail('POST /channels/*/messages', { after: 150, times: 6 });
      const people = [...crowd, mia].map((user) => `<@${user}>`).join(' ');
      const asked = await discord.as(olga).slash(general, 'now', { topic: 'Standup', people });
      await discord.as(olga).press(asked, 'Invite them anyway');
      await sees(() => crowd.flatMap((user) => discord.dmsOf(user)), 'Your code for Standup');
      const before = crowd.filter((user) => discord.dmsOf(user).length === 0).length;
      expect(before).toBeGreaterThan(0);
      discord[disturb]();

      await sees(() => discord.dmsOf(olga), '12 of 13 have their code');
      expect(crowd.map((user) => discord.dmsOf(user).length)).toEqual(crowd.map(() => 1));
      expect(discord.messagesIn(general)).toHaveLength(1);
      await expect.poll(() => discord.connections, PATIENCE).toBe(1);
      const list = await discord.as(ivan).slash(general, 'list');
      expect(textOf(list)).toContain('Standup');
      expect(discord.violations).toEqual([]);
    },
  );
});
