import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import type { FakeTelegram, Message, Seen } from '../fakes/telegram/telegram-server.ts';
import { CODE, field, form, ID, openly, secretly, short, started, withButton } from './core.ts';
import type { Setting } from './telegram-world.ts';

type World = Awaited<ReturnType<typeof started>>;

let world: World;
async function start(setting: Setting = {}): Promise<World> {
  world = await started(setting);
  return world;
}
afterEach(async () => {
  await world.close();
  expect(world.telegram.violations).toEqual([]);
});

const EXPOSED: Answer = {
  kind: 'retract',
  message: {
    notice: 'Exposed',
    blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Others could read it.' }] }],
  },
};

const texts = (messages: readonly Message[]): readonly string[] => messages.map(({ text }) => text);
/** What everybody in the group can read, and could ever. */
const open = ({ telegram, group }: World): string =>
  JSON.stringify(telegram.historyOf(group).filter(({ ephemeralFor }) => ephemeralFor === null));
const answersToPresses = ({ requests }: FakeTelegram) =>
  requests.filter(({ method }) => method === 'answerCallbackQuery');
/** Everything that somebody saw of it. */
const said = ({ messages, edited, alert, toast }: Seen): string =>
  [...texts(messages), ...texts(edited), alert ?? '', toast ?? ''].join('\n');

describe('a command in the private chat', () => {
  it('is answered there, with the code', async () => {
    const { telegram, olga, core } = await start();
    core.answer = () => secretly('Your code');
    const { messages } = await telegram.as(olga).types('private', '/meeting code');
    expect(texts(messages)).toEqual([`Your code\n${CODE}`]);
  });

  it('is answered for everybody as for one', async () => {
    const { telegram, olga, core } = await start();
    core.how = 'public';
    core.answer = () => openly('Cancelled');
    const { messages } = await telegram.as(olga).types('private', '/meeting cancel');
    expect(texts(messages)).toEqual(['Cancelled']);
  });

  it('is answered nothing the second time', async () => {
    const { telegram, olga, core } = await start();
    core.answer = () => ({ kind: 'nothing' });
    expect((await telegram.as(olga).types('private', '/meeting list')).messages).toEqual([]);
  });

  it('is answered when Telegram takes messages again', async () => {
    const { telegram, olga } = await start();
    telegram.fail('sendMessage', {
      code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 1 },
    });
    const { messages } = await telegram.as(olga).types('private', '/meeting list');
    expect(texts(messages)).toEqual(['Done']);
  });

  it('is answered once, although the answer of Telegram got lost', async () => {
    const { telegram, olga } = await start();
    telegram.fail('sendMessage', { drop: 'answer' });
    const { messages } = await telegram.as(olga).types('private', '/meeting list');
    expect(texts(messages)).toEqual(['Done']);
  });
});

describe('a press in the private chat', () => {
  it('is answered in the place of the answer that it was made in', async () => {
    const { telegram, olga, core } = await start();
    core.answer = () => withButton('First', 'list');
    const first = await telegram.as(olga).types('private', '/meeting list');
    core.answer = () => secretly('Second');
    const second = await telegram.as(olga).press(only(first.messages), 'Again');
    expect(second).toMatchObject({ messages: [], answered: true, alert: null });
    expect(texts(second.edited)).toEqual([`Second\n${CODE}`]);
  });

  it('is answered below a message that came by itself, which stays', async () => {
    const { telegram, olga, api } = await start();
    await api.call((methods) =>
      methods.sendMessage({
        chat_id: olga,
        text: 'Slip',
        reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'show:x' }]] },
      }),
    );
    const seen = await telegram.as(olga).press(only(telegram.privateOf(olga)), 'Go');
    expect(texts(seen.messages)).toEqual(['Done']);
    expect(texts(telegram.privateOf(olga))).toEqual(['Slip', 'Done']);
  });

  it('is answered below an answer that was deleted meanwhile', async () => {
    const { telegram, olga, core } = await start();
    core.answer = () => withButton('First', 'list');
    const first = await telegram.as(olga).types('private', '/meeting list');
    core.answer = () => {
      telegram.removeMessage(only(first.messages));
      return short('Second');
    };
    const seen = await telegram.as(olga).press(only(first.messages), 'Again');
    expect(texts(seen.messages)).toEqual(['Second']);
  });
});

describe('a press in a group', () => {
  const pressed = async (who: 'olga' | 'ivan', press = `code:${ID}`) =>
    world.telegram.as(world[who]).press(await world.card(press), 'Go');

  it('is answered at the button where it is short and no secret', async () => {
    const { core } = await start();
    core.answer = () => short('You are coming.');
    expect(await pressed('ivan')).toMatchObject({ alert: 'You are coming.', messages: [], url: null });
  });

  it.each(['secret', 'long', 'with a button'])(
    'is answered in the private chat where it is %s',
    async (kind) => {
      const { core, telegram, olga } = await start();
      const words = kind === 'long' ? 'x'.repeat(201) : 'Your code';
      core.answer = () =>
        kind === 'secret' ? secretly(words) : kind === 'long' ? short(words) : withButton(words, 'list');
      const seen = await pressed('olga');
      expect(seen.alert).toMatch(/private chat/);
      expect(texts(telegram.privateOf(olga)).join()).toContain(words);
      expect(open(world)).not.toContain(words);
    },
  );

  it('opens the private chat where that is not open, and is made there once more', async () => {
    const { core, telegram, ivan, group } = await start();
    core.answer = () => secretly('Your code');
    const seen = await pressed('ivan');
    expect(seen).toMatchObject({ alert: null, messages: [], answered: true });
    const there = await telegram.as(ivan).openUrl(seen);
    expect(core.request).toEqual({ kind: 'press', press: `code:${ID}` });
    expect(core.asked.at(-1)?.conversation.visibility).toBe('direct');
    expect(said(there)).toContain(CODE);
    expect(telegram.messagesIn(group)).toHaveLength(1);
    expect(open(world)).not.toContain(CODE);
  });

  it('does the same for somebody who blocked the bot', async () => {
    const { core, telegram, olga } = await start();
    await telegram.as(olga).blocks();
    core.answer = () => secretly('Your code');
    const seen = await pressed('olga');
    expect(said(await telegram.as(olga).openUrl(seen))).toContain(CODE);
  });

  it('says at the button what no link can bring about, where the private chat is not open', async () => {
    const { core } = await start();
    core.answer = () => withButton('You are not invited.', `ask:${ID}`);
    expect(await pressed('ivan', `rsvp:${ID}:yes`)).toMatchObject({
      alert: 'You are not invited.',
      url: null,
    });
  });

  it('is answered for everybody where the command is', async () => {
    const { core, telegram, group } = await start();
    core.how = 'public';
    core.answer = () => openly('It has started.');
    expect(await pressed('olga')).toMatchObject({ alert: null, answered: true });
    expect(texts(telegram.messagesIn(group))).toEqual(['Card', 'It has started.']);
  });

  it('is answered for everybody when Telegram takes messages again', async () => {
    const { core, telegram, group } = await start();
    core.how = 'public';
    core.answer = () => openly('It has started.');
    const card = await world.card(`start:${ID}`);
    telegram.fail('sendMessage', {
      code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 1 },
    });
    expect(await telegram.as(world.olga).press(card, 'Go')).toMatchObject({ alert: null, answered: true });
    await expect.poll(() => texts(telegram.messagesIn(group))).toEqual(['Card', 'It has started.']);
  });

  it('is never answered for everybody where the command is private', async () => {
    const { core, telegram, group } = await start();
    core.answer = () => openly('Only for her.');
    expect(await pressed('olga')).toMatchObject({ alert: 'Only for her.' });
    expect(texts(telegram.messagesIn(group))).toEqual(['Card']);
  });

  it('stops waiting when the answer takes long, which then comes to the private chat', async () => {
    const clock = new FakeClock();
    const { core, telegram, olga } = await start({ clock });
    const { promise, resolve } = Promise.withResolvers<void>();
    core.answer = () => promise.then(() => short('Done at last.'));
    const seen = pressed('olga');
    await expect.poll(() => core.asked.length).toBe(1);
    await clock.advance(10_000);
    await expect.poll(() => answersToPresses(telegram)).toHaveLength(1);
    resolve();
    expect((await seen).toast).toMatch(/Working/);
    await expect.poll(() => texts(telegram.privateOf(olga))).toEqual(['Done at last.']);
    expect(answersToPresses(telegram)).toHaveLength(1);
  });

  it('leads its maker alone into a private chat that is not open, when the answer takes long', async () => {
    const clock = new FakeClock();
    const { core, telegram, ivan } = await start({ clock });
    const { promise, resolve } = Promise.withResolvers<void>();
    core.answer = () => promise.then(() => withButton('You are not invited.', `ask:${ID}`));
    const seen = pressed('ivan', `rsvp:${ID}:yes`);
    await expect.poll(() => core.asked.length).toBe(1);
    await clock.advance(10_000);
    await expect.poll(() => answersToPresses(telegram)).toHaveLength(1);
    resolve();
    await seen;
    await expect.poll(() => telegram.ephemeralsOf(ivan)).toHaveLength(1);
    expect(only(telegram.ephemeralsOf(ivan)).buttons[0]?.url).toMatch(/\?start=list$/);
    expect(telegram.messagesIn(world.group).filter(({ ephemeralFor }) => ephemeralFor === null)).toHaveLength(
      1,
    );
  });

  it('is told when it was made before', async () => {
    const { core } = await start();
    core.answer = () => ({ kind: 'nothing' });
    expect(await pressed('olga')).toMatchObject({ toast: 'This was done already.', messages: [] });
  });

  it('that shows a mistake of ours is in the log, and the asker is told', async () => {
    const lines: string[] = [];
    const { core } = await start({ log: createLog('warn', { write: (line) => lines.push(line) }) });
    core.answer = () => Promise.reject(new TypeError('a bug'));
    expect((await pressed('olga')).alert).toMatch(/Try again/);
    expect(lines.join()).toContain('a bug');
  });

  it('is answered exactly once, whatever comes of it', async () => {
    const { core, telegram } = await start();
    const answers = [
      short('Yes'),
      secretly('Code'),
      openly('All'),
      form([field('topic')]),
      { kind: 'nothing' } as const,
    ];
    for (const answer of answers) {
      core.answer = () => answer;
      expect((await pressed('olga')).answered).toBe(true);
      expect((await pressed('ivan')).answered).toBe(true);
    }
    expect(answersToPresses(telegram)).toHaveLength(2 * answers.length);
  });

  it('is told when Telegram does not take the answer', async () => {
    const { core, telegram } = await start();
    core.answer = () => secretly('Your code');
    telegram.fail('sendMessage', {
      code: 500,
      description: 'Internal Server Error',
      times: 9,
      chat: world.olga,
    });
    expect((await pressed('olga')).alert).toMatch(/Try again/);
  });
});

describe('a command in a group', () => {
  const types = (who: 'olga' | 'ivan', text: string) =>
    world.telegram.as(world[who]).types(world.group, text);
  /** Older apps, and menus that Telegram did not take: what is typed is there for everybody. */
  const openCommands = async () => {
    const { api } = world;
    await api.call((methods) => methods.deleteMyCommands({ scope: { type: 'all_group_chats' } }));
  };

  it('is answered beside it to its writer alone, while Telegram hides it', async () => {
    const { core, telegram, olga, ivan } = await start();
    core.answer = () => withButton('No meetings.', 'new');
    const { messages } = await types('olga', '/meeting list');
    expect(messages).toMatchObject([{ text: 'No meetings.', ephemeralFor: olga }]);
    expect(telegram.ephemeralsOf(ivan)).toEqual([]);
    expect(open(world)).not.toContain('No meetings.');
  });

  it('is answered in the same ephemeral message when a button in it is pressed', async () => {
    const { core, telegram, olga } = await start();
    core.answer = () => withButton('First', 'list');
    const first = await types('olga', '/meeting list');
    core.answer = () => short('Second');
    const second = await telegram.as(olga).press(only(first.messages), 'Again');
    expect(second.edited).toMatchObject([{ text: 'Second', ephemeralFor: olga }]);
    expect(second).toMatchObject({ messages: [], alert: null, answered: true });
  });

  it.each(['by an ephemeral command', 'by an open command'])(
    'gets its code in the private chat alone, %s',
    async (how) => {
      const { core, telegram, olga } = await start();
      if (how === 'by an open command') await openCommands();
      core.answer = () => secretly('Your code');
      await types('olga', '/meeting code');
      expect(texts(telegram.privateOf(olga)).join()).toContain(CODE);
      expect(JSON.stringify(telegram.historyOf(world.group))).not.toContain(CODE);
    },
  );

  it('leads into the private chat where that is not open: its writer alone, where Telegram hides it', async () => {
    const { core, telegram, ivan } = await start();
    core.answer = () => secretly('Your code');
    const { messages } = await types('ivan', '/meeting code 234 5678 9012');
    expect(messages).toMatchObject([{ ephemeralFor: ivan, buttons: [{ data: null }] }]);
    const there = await telegram.as(ivan).openUrl(only(only(messages).buttons));
    expect(core.request).toEqual({ kind: 'press', press: 'code:23456789012' });
    expect(said(there)).toContain(CODE);
  });

  it('leads there for everybody to see where all have read the command, and by no word that was typed', async () => {
    const { core, telegram, group } = await start();
    await openCommands();
    core.answer = () => secretly('Your code');
    const typed = await types('ivan', `/meeting join ${CODE}`);
    expect(typed.messages).toMatchObject([{ ephemeralFor: null, buttons: [{ data: null }] }]);
    expect(only(only(typed.messages).buttons).url).toMatch(/\?start=join$/);
    expect(telegram.messagesIn(group).at(-1)?.replyTo).not.toBeNull();
  });

  it('leads to its form, which knows where it was asked for, where the private chat is not open', async () => {
    const { core, telegram, ivan } = await start();
    core.answer = () => form([field('topic')]);
    const { messages } = await types('ivan', '/meeting new');
    const there = await telegram.as(ivan).openUrl(only(only(messages).buttons));
    expect(core.request).toEqual({ kind: 'press', press: `next:${ID}` });
    expect(said(there)).toContain('New meeting');
  });

  it('opens its form in the private chat', async () => {
    const { core, telegram, olga } = await start();
    core.answer = () => form([field('topic')]);
    await types('olga', '/meeting new');
    expect(texts(telegram.privateOf(olga)).join()).toContain('New meeting');
    expect(open(world)).not.toContain('New meeting');
  });

  it('is taken back where it holds a passcode and the bot may, and answered in private', async () => {
    const { core, telegram, olga, group } = await start({ bot: 'admin' });
    await openCommands();
    core.answer = () => EXPOSED;
    const typed = `/meeting join 234 5678 9012 ${CODE}`;
    await types('olga', typed);
    expect(texts(telegram.messagesIn(group))).not.toContain(typed);
    expect(texts(telegram.privateOf(olga))).toEqual(['Others could read it.']);
  });

  it('is answered in private all the same where the bot may not take it back', async () => {
    const { core, telegram, olga, group } = await start();
    await openCommands();
    core.answer = () => EXPOSED;
    await types('olga', '/meeting join 1');
    expect(texts(telegram.messagesIn(group))).toEqual(['/meeting join 1']);
    expect(texts(telegram.privateOf(olga))).toEqual(['Others could read it.']);
  });

  it('is answered in private where the bot may not write in the group', async () => {
    const { core, telegram, olga, group } = await start();
    core.how = 'public';
    core.answer = () => openly('It has started.');
    telegram.fail('sendMessage', {
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
      chat: group,
      times: 2,
    });
    await types('olga', '/meeting start');
    expect(texts(telegram.privateOf(olga))).toEqual(['It has started.']);
  });

  it('is answered in the topic where it was written', async () => {
    const { core, telegram, olga } = await start();
    core.how = 'public';
    core.answer = () => openly('It has started.');
    const forum = telegram.addGroup({ title: 'Forum', members: [olga], admins: [olga], forum: true });
    const topic = telegram.addTopic(forum, 'Plans');
    const { messages } = await telegram.as(olga).types(forum, '/meeting start', { topic });
    expect(messages).toMatchObject([{ text: 'It has started.', topic }]);
    expect(core.asked.at(-1)?.conversation.foreignId).toBe(`${forum}/${topic}`);
  });

  it.each(['group', { channel: 'News' }] as const)('gets a way out when it comes from %j', async (behalf) => {
    const { core, telegram, olga, group } = await start();
    await openCommands();
    await telegram.as(olga).types(group, '/meeting now Standup', { behalf });
    const [answer] = telegram.messagesIn(group).slice(-1);
    expect(answer?.text).toMatch(/Write as yourself/);
    expect(answer?.buttons[0]?.url).toMatch(/\?start=new$/);
    expect(core.asked).toEqual([]);
  });
});

describe('what Telegram tells besides', () => {
  it('a group that moves, whoever leaves it, and who can be written to again', async () => {
    const { core, telegram, olga, ivan, group } = await start();
    const moved = telegram.upgrade(group);
    telegram.leave(moved, ivan);
    await telegram.settled();
    await telegram.as(olga).blocks();
    expect(core.met).toEqual([]);
    await telegram.as(olga).unblocks();
    expect(core.moved).toEqual([{ platform: 'telegram', from: String(group), to: String(moved) }]);
    expect(core.departed).toMatchObject([{ workspace: String(moved), person: String(ivan) }]);
    expect(core.met).toEqual([{ platform: 'telegram', person: String(olga) }]);
  });

  it('names people whom the bot never met: those who are mentioned without a username, or chosen', async () => {
    const { telegram, olga, people } = await start();
    const mia = telegram.addUser({ name: 'Mia' });
    const lee = telegram.addUser({ name: 'Lee' });
    expect(await people.describe(mia, null)).toBeNull();
    await telegram.as(olga).types('private', '/meeting now @Mia', { mentions: [mia] });
    expect(await people.describe(mia, null)).toMatchObject({ first_name: 'Mia' });
    const { core } = world;
    core.answer = () => form([field('people', { kind: 'people' })], { asking: 'people' });
    await telegram.as(olga).types('private', '/meeting new');
    await telegram.as(olga).sharesUsers([lee]);
    expect(await people.describe(lee, null)).toMatchObject({ first_name: 'Lee' });
  });
});

function only<One>(all: readonly One[]): One {
  const [one, ...others] = all;
  if (one === undefined || others.length > 0) throw new Error(`there are ${all.length}`);
  return one;
}
