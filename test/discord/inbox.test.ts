import { describe, expect, it } from 'vitest';
import { customIdOf } from '../../adapters/chat/discord/custom-id.ts';
import { ConfigError } from '../../src/errors.ts';
import { asId, type DeliveryId } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Departure } from '../../src/ports/inbox.ts';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import { CODE, Core, FORM, firstAnswers, privately, seen, started, textOf } from './core.ts';
import { discordWorld, inboxOn, messageOf } from './discord-world.ts';

const PATIENCE = { timeout: 20_000 };
const DELIVERY = asId<DeliveryId>('0123456789abcdefghij');

const publicly = (words: string): Answer => ({
  kind: 'public',
  message: { notice: words, blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: words }] }] },
});

describe('an interaction', () => {
  it('is acknowledged before the core has an answer', async () => {
    const { discord, core, olga, general } = await started();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    const reply = discord.as(olga).slash(general, 'list');
    await expect.poll(() => firstAnswers(discord), PATIENCE).toEqual([5]);
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
    resolve(privately('At last'));
    expect(await reply).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textOf(await reply)).toContain('At last');
    expect(discord.violations).toEqual([]);
  });

  it('is acknowledged before the core begins, which may take all that this process has', async () => {
    const { discord, core, olga, general } = await started();
    const taken: number[] = [];
    core.answer = () => {
      taken.push(firstAnswers(discord).length);
      return privately('Done');
    };
    const first = await discord.as(olga).slash(general, 'list'); // what has to be looked up is known from here on
    await discord.as(olga).slash(general, 'list');
    await discord.as(olga).press(first, 'Again');
    expect(taken).toEqual([1, 2, 3]);
  });

  it('that is little work is acknowledged by its answer', async () => {
    const { discord, core, olga, general } = await started();
    core.how = 'answer';
    const first = await discord.as(olga).slash(general, 'list');
    expect(first).toMatchObject({ kind: 'message', ephemeral: true });
    expect(await discord.as(olga).press(first, 'Again')).toMatchObject({ kind: 'updated', ephemeral: true });
    expect(firstAnswers(discord)).toEqual([4, 7]);
    expect(discord.requests.filter(({ path }) => path.includes('/webhooks/'))).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('that should be little work is acknowledged while the answer is awaited', async () => {
    const { discord, core, olga, general } = await started();
    core.how = 'answer';
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    const reply = discord.as(olga).slash(general, 'list');
    await expect.poll(() => firstAnswers(discord), PATIENCE).toEqual([5]);
    expect(core.asked).toHaveLength(1);
    resolve(privately('At last'));
    expect(await reply).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textOf(await reply)).toContain('At last');
    expect(discord.violations).toEqual([]);
  });

  it('tells who did what where, in which language', async () => {
    const { discord, core, general } = await started();
    const lee = discord.addUser({ name: 'Lee', username: 'lee.42', locale: 'de', guilds: [] });
    discord.join(discord.guild, lee, { nick: 'The Lee' });
    await discord.as(lee).slash(general, 'rotate', { meeting: '234 5678 9012', passcode: 'K7QW3M9XTB' });
    expect(core.asked[0]).toMatchObject({
      platform: 'discord',
      workspace: { foreignId: discord.guild, name: discord.state.guild(discord.guild).name },
      conversation: { foreignId: general, name: '#general', visibility: 'public' },
      actor: { foreignId: lee, name: 'The Lee', handle: 'lee.42', bot: false, zone: null, locale: 'de' },
      confidential: true,
      request: {
        kind: 'call',
        command: 'rotate',
        values: { meeting: '234 5678 9012', passcode: 'K7QW3M9XTB' },
      },
    });
  });

  it('in the private chat is in a workspace of its own', async () => {
    const { discord, core, olga } = await started();
    await discord.as(olga).slash('dm', 'list');
    expect(core.asked[0]).toMatchObject({
      workspace: { foreignId: `dm:${olga}` },
      conversation: { visibility: 'direct' },
      actor: { name: 'Olga', foreignId: olga },
      request: { kind: 'call', command: 'list', values: {} },
    });
    expect(seen(discord.ephemeralsOf(olga))).toContain('Done');
  });

  it('that is delivered again has the same id, and is not answered twice', async () => {
    const { discord, core, olga, general } = await started();
    core.answer = () => (core.asked.length > 1 ? { kind: 'nothing' } : privately('Done'));
    await discord.as(olga).slash(general, 'list');
    await discord.redeliver();
    await expect.poll(() => core.asked.length, PATIENCE).toBe(2);
    expect(core.asked[0]?.event).toBe(core.asked[1]?.event);
    expect(core.asked[0]?.event).toMatch(/^discord:\d+$/);
    await discord.as(olga).slash(general, 'list');
    expect(discord.ephemeralsOf(olga).map(({ text }) => text.includes('Done'))).toEqual([true, false]);
    expect(discord.dmsOf(olga)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('that was done before, and is acknowledged only now, is told so', async () => {
    const { discord, core, olga, general } = await started();
    core.answer = () => ({ kind: 'nothing' });
    expect(textOf(await discord.as(olga).slash(general, 'list'))).toBe('This was done already.');
    core.how = 'form';
    expect(textOf(await discord.as(olga).slash(general, 'new'))).toBe('This was done already.');
  });
});

describe('an answer', () => {
  it('to a button in a private answer takes its place', async () => {
    const { discord, core, olga, general } = await started();
    core.answer = ({ request }) => privately(request.kind === 'press' ? 'Second' : 'First');
    const first = await discord.as(olga).slash(general, 'list');
    expect(await discord.as(olga).press(first, 'Again')).toMatchObject({ kind: 'updated', ephemeral: true });
    expect(core.asked[1]?.request).toEqual({ kind: 'press', press: 'list' });
    expect(seen(discord.ephemeralsOf(olga))).toContain('Second');
    expect(seen(discord.ephemeralsOf(olga))).not.toContain('First');
    expect(discord.violations).toEqual([]);
  });

  it('that is none leaves the private answer in which a button was pressed', async () => {
    const { discord, core, olga, general } = await started();
    const first = await discord.as(olga).slash(general, 'list');
    core.answer = () => ({ kind: 'nothing' });
    discord
      .as(olga)
      .press(first, 'Again')
      .catch(() => {}); // nothing is seen of it
    await expect.poll(() => firstAnswers(discord), PATIENCE).toEqual([5, 6]);
    await expect.poll(() => core.asked.length, PATIENCE).toBe(2);
    expect(seen(discord.ephemeralsOf(olga))).toContain('Done');
    expect(discord.violations).toEqual([]);
  });

  it('to a button on a card is for who pressed it, and leaves the card', async () => {
    const { discord, olga, ivan, general, card } = await started();
    const posted = messageOf(discord, general, await card(`code:${FORM}`));
    const reply = await discord.as(olga).press(posted, 'Go');
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textOf(reply)).toContain(CODE);
    expect(seen([...discord.ephemeralsOf(ivan), ...discord.messagesIn(general)])).not.toContain(CODE);
    expect(seen(discord.messagesIn(general))).toBe('Card');
  });

  it('to a button knows its press, whatever else the button is known by', async () => {
    const { discord, core, olga, general, card } = await started();
    const posted = messageOf(discord, general, await card(customIdOf(`code:${FORM}`, 3, DELIVERY)));
    await discord.as(olga).press(posted, 'Go');
    expect(core.asked[0]?.request).toEqual({ kind: 'press', press: `code:${FORM}` });
  });

  it('is for all where the command says so, and for the asker alone where the answer does', async () => {
    const { discord, core, olga, general } = await started();
    core.how = 'public';
    core.answer = () => publicly('For all');
    expect(await discord.as(olga).slash(general, 'list')).toMatchObject({ ephemeral: false });
    expect(seen(discord.messagesIn(general))).toBe('For all');
    core.answer = () => privately('For Olga');
    await discord.as(olga).slash(general, 'list');
    await expect.poll(() => seen(discord.ephemeralsOf(olga)), PATIENCE).toContain(CODE);
    expect(seen(discord.messagesIn(general))).toBe('For all');
    expect(discord.violations).toEqual([]);
  });

  it.each([
    ['when Discord knows nothing of the interaction any more', 'POST /interactions/*/*/callback', 10062, 404],
    ['when its token is dead', /webhooks/, 50027, 401],
  ])('comes as a direct message %s', async (_, matcher, code, status) => {
    const { discord, core, olga, general } = await started();
    discord.fail(matcher, { status, code, times: 2 });
    discord
      .as(olga)
      .slash(general, 'list')
      .catch(() => {});
    await expect.poll(() => seen(discord.dmsOf(olga)), PATIENCE).toContain('Done');
    expect(seen(discord.dmsOf(olga))).toContain(CODE);
    expect(core.asked).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('comes beside the message that was closed meanwhile', async () => {
    const { discord, core, olga, general } = await started();
    const first = await discord.as(olga).slash(general, 'list');
    core.answer = () => privately('Second');
    discord.fail(/^PATCH .*original/, { status: 404, code: 10008 });
    discord
      .as(olga)
      .press(first, 'Again')
      .catch(() => {});
    await expect.poll(() => seen(discord.ephemeralsOf(olga)), PATIENCE).toContain('Second');
    expect(discord.dmsOf(olga)).toEqual([]);
  });

  it('comes although Discord said nothing to the acknowledgement', async () => {
    const { discord, olga, general } = await started();
    discord.fail('POST /interactions/*/*/callback', { drop: 'answer' });
    expect(textOf(await discord.as(olga).slash(general, 'list'))).toContain('Done');
    expect(discord.dmsOf(olga)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('is not held back by what the bot sends', async () => {
    const { discord, core, olga, general } = await started();
    discord.enforce();
    core.answer = () => privately('Done');
    const people = Array.from({ length: 60 }, (_, at) => discord.addUser({ name: `Person ${at}` }));
    const replies = await Promise.all(people.map((user) => discord.as(user).slash(general, 'list')));
    expect(replies.every((reply) => textOf(reply).includes('Done'))).toBe(true);
    expect(textOf(await discord.as(olga).slash(general, 'list'))).toContain('Done');
    expect(people.flatMap((user) => discord.dmsOf(user))).toEqual([]);
    expect(discord.violations).toEqual([]);
  });
});

describe('completions', () => {
  it('are what the core suggests for what is typed', async () => {
    const { discord, core, olga, general } = await started();
    core.suggestions = [
      { value: '234 5678 9012', label: 'Standup', hint: '234 5678 9012' },
      { value: '345 6789 0123', label: 'x'.repeat(200), hint: '345 6789 0123' },
      { value: 'y'.repeat(101), label: 'too long', hint: '' },
    ];
    const choices = await discord.as(olga).completes(general, 'rotate', 'meeting', 'St');
    expect(core.typed).toEqual({ kind: 'call', command: 'rotate', values: { meeting: 'St' } });
    expect(choices.map(({ value }) => value)).toEqual(['234 5678 9012', '345 6789 0123']);
    expect(choices[0]?.name).toBe('Standup · 234 5678 9012');
    expect(choices[1]?.name).toHaveLength(100);
    expect(core.asked).toEqual([]);
    expect(discord.violations).toEqual([]);
  });
});

describe('who leaves', () => {
  const departure = (discord: FakeDiscord, person: string): Departure[] => [
    expect.objectContaining({ platform: 'discord', workspace: discord.guild, person }),
  ];

  it('is told where the operator has enabled it', async () => {
    const { discord, core, ivan } = await started();
    discord.leave(discord.guild, ivan);
    await expect.poll(() => core.departed, PATIENCE).toEqual(departure(discord, ivan));
  });

  it('is told of a ban all the same', async () => {
    const { discord, core, ivan } = await started({ members: false, membersIntent: false });
    discord.ban(discord.guild, ivan);
    await expect.poll(() => core.departed, PATIENCE).toEqual(departure(discord, ivan));
  });

  it('may be the bot: nothing is told, and the rest goes on', async () => {
    const { discord, core, olga, general } = await started();
    const other = discord.addGuild({ name: 'Other' });
    discord.outage(other);
    discord.removeBot(other);
    expect(textOf(await discord.as(olga).slash(general, 'list'))).toContain('Done');
    expect(core.departed).toEqual([]);
  });
});

describe('a start', () => {
  it('is refused with a wrong token, and says where to look', async () => {
    const { inbox } = await discordWorld({ token: 'wrong' });
    const start = inbox.start(new Core());
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(/DISCORD_TOKEN.*Reset Token/);
    expect(inbox.ready()).toBe(false);
  });

  it('is refused without the intent that is asked for, and says how to switch it on', async () => {
    const { inbox } = await discordWorld({ membersIntent: false, members: true });
    await expect(inbox.start(new Core())).rejects.toThrow(/DISCORD_MEMBERS.*Server Members Intent/);
    expect(inbox.ready()).toBe(false);
  });

  it('says so when nobody answers', async () => {
    const { discord } = await discordWorld();
    const inbox = inboxOn(discord, { apiUrl: 'http://127.0.0.1:9/api' });
    await expect(inbox.start(new Core())).rejects.toThrow(/DISCORD_API_URL.*does not answer/);
  });
});

/** Everything that is logged. */
function logged() {
  const lines: string[] = [];
  return { lines, log: createLog('debug', { write: (line) => void lines.push(line) }) };
}

describe('the log', () => {
  it('has neither code nor what answers an interaction, whatever goes wrong', async () => {
    const { lines, log } = logged();
    const { discord, inbox, olga, general } = await started({ log });
    discord.fail(/callback|webhooks|messages/, { status: 400, code: 50035, times: 4 });
    discord
      .as(olga)
      .slash(general, 'join', { meeting: '1', passcode: CODE })
      .catch(() => {});
    discord.tell('INTERACTION_CREATE', { type: 2, token: CODE, data: CODE });
    await expect.poll(() => lines.join(''), PATIENCE).toContain('discord event failed');
    await expect.poll(() => lines.join(''), PATIENCE).toContain('discord did not show an answer');
    await inbox.stop();
    const [interaction] = discord.state.interactions.values();
    const all = lines.join('');
    for (const secret of [CODE, discord.token, interaction?.token ?? CODE]) expect(all).not.toContain(secret);
  });
});

describe('the gateway', () => {
  it.each(['cut', 'askToReconnect', 'invalidate'] as const)(
    'comes back after it was lost (%s)',
    async (how) => {
      const { discord, core, olga, general, inbox } = await started();
      discord[how]();
      await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
      await expect.poll(() => inbox.ready(), PATIENCE).toBe(true);
      expect(textOf(await discord.as(olga).slash(general, 'list'))).toContain('Done');
      expect(core.asked).toHaveLength(1);
    },
  );

  it('that is away does not come back after a stop', async () => {
    const { discord, inbox } = await started();
    discord.cut();
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
    await inbox.stop();
    await new Promise((later) => setTimeout(later, 1_500)); // discord.js tries again after half a second
    expect(discord.connections).toBe(0);
  });

  it('is not ready when the token is good no more', async () => {
    const { discord, inbox } = await started();
    discord.revoke();
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
  });
});
