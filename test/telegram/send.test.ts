import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from '../../adapters/chat/telegram/api.ts';
import { chatId, conversationId } from '../../adapters/chat/telegram/ids.ts';
import { createMessenger } from '../../adapters/chat/telegram/send.ts';
import { systemClock } from '../../src/clock.ts';
import { asId, type DeliveryId, type ForeignId, fresh } from '../../src/ids.ts';
import type { PrivateMessage, PublicMessage } from '../../src/messages/message.ts';
import type { Messenger, Place } from '../../src/ports/messenger.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';

const CODE = 'K7QW3M9XTB';
const never = new AbortController().signal;
const card: PublicMessage = {
  notice: 'Standup',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Standup with @olga' }] }],
};
const slip: PrivateMessage = {
  notice: 'Your code',
  blocks: [
    { kind: 'heading', sign: 'lock', spans: [{ kind: 'text', text: 'Your code for Standup' }] },
    {
      kind: 'paragraph',
      spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
    },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'open', label: 'Join', url: new Secret('https://meet.example.org/j/2#t'), style: 'primary' },
        { kind: 'copy', label: 'Copy passcode', text: new Secret(CODE), press: 'copy-code:x' },
        { kind: 'press', label: "Can't", press: 'rsvp:x:no', style: 'plain' },
      ],
    },
  ],
};

let telegram: FakeTelegram;
let messenger: Messenger;
let olga: number;
const messengerOf = (token: string) =>
  createMessenger(createApi({ apiRoot: telegram.apiRoot, token: new Secret(token) }), systemClock);
const to = (user: number) => ({ kind: 'person', workspace: chatId(-1), person: chatId(user) }) as const;
const within = (chat: number, thread: number | null = null) =>
  ({
    kind: 'conversation',
    workspace: chatId(chat),
    conversation: conversationId({ chat, thread }),
  }) as const;
const send = (user: number, message = slip) =>
  messenger.send(fresh<DeliveryId>(), { to: to(user), message }, never);
const post = (place: Extract<Place, { kind: 'conversation' }>) =>
  messenger.send(fresh<DeliveryId>(), { to: place, message: card }, never);
const requests = (method: string) => telegram.requests.filter((request) => request.method === method);

beforeEach(async () => {
  telegram = await startTelegram();
  messenger = messengerOf(telegram.token);
  olga = telegram.addUser({ name: 'Olga', started: true });
});
afterEach(async () => {
  expect(telegram.violations).toEqual([]);
  await telegram.close();
});

describe('a slip', () => {
  it('comes with its buttons, with its code covered, and without previews', async () => {
    await send(olga);
    const [message] = telegram.privateOf(olga);
    expect(message).toMatchObject({ preview: false, protected: false });
    expect(message?.text).toBe(`🔒 Your code for Standup\n${CODE}`);
    const covered = message?.entities.find(({ type }) => type === 'spoiler');
    expect(message?.text.slice(covered?.offset)).toBe(CODE);
    expect(message?.rows).toMatchObject([
      [{ label: 'Join', url: 'https://meet.example.org/j/2#t' }],
      [{ label: 'Copy passcode', copy: CODE }],
      [{ label: "Can't", data: 'rsvp:x:no' }],
    ]);
  });

  it('loses code and buttons when it is replaced', async () => {
    const ref = await send(olga);
    const replaced: PrivateMessage = { notice: 'Replaced', blocks: card.blocks };
    await messenger.edit(ref, { to: to(olga), message: replaced }, never);
    expect(telegram.privateOf(olga)).toMatchObject([{ text: 'Standup with @olga', buttons: [] }]);
  });

  it('is edited in the chat of its person only, whatever the reference says', async () => {
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    const ref = await post(within(group));
    const edited = messenger.edit(ref, { to: to(olga), message: slip }, never);
    await expect(edited).rejects.toMatchObject({ failure: 'refused', reason: 'message-gone' });
    expect(telegram.messagesIn(group)).toMatchObject([{ edited: false }]);
    expect(requests('editMessageText')).toEqual([]);
  });
});

describe('a person whom no message reaches', () => {
  it('has not started the bot, has blocked it, or is gone', async () => {
    const mia = telegram.addUser({ name: 'Mia' });
    const group = telegram.addGroup({ title: 'Team', members: [olga, mia] });
    await expect(send(mia)).rejects.toMatchObject({ failure: 'unreachable', reason: 'not-started' });
    // No inbox is running that would take note of it.
    void telegram.as(olga).blocks();
    await expect(send(olga)).rejects.toMatchObject({ failure: 'unreachable', reason: 'blocked' });
    telegram.deactivate(olga);
    await expect(send(olga)).rejects.toMatchObject({ failure: 'unreachable', reason: 'user-gone' });
    const nobody = { ...to(olga), person: asId<ForeignId>('nobody') };
    const sent = messenger.send(fresh<DeliveryId>(), { to: nobody, message: slip }, never);
    await expect(sent).rejects.toMatchObject({ failure: 'unreachable', reason: 'user-gone' });
    expect(telegram.messagesIn(group)).toEqual([]);
  });
});

describe('a card', () => {
  it('stands in its topic and calls nobody', async () => {
    const forum = telegram.addGroup({ title: 'Team', members: [olga], forum: true });
    const topic = telegram.addTopic(forum, 'Plans');
    await post(within(forum, topic));
    await post(within(forum));
    expect(telegram.messagesIn(forum)).toMatchObject([
      { topic, text: 'Standup with @\u2060olga', entities: [] },
      { topic: null },
    ]);
  });

  it('follows its group when that becomes a supergroup', async () => {
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    const old = await post(within(group));
    const supergroup = telegram.upgrade(group);
    const ref = await post(within(group));
    expect(ref.startsWith(`${supergroup}:`)).toBe(true);
    expect(telegram.messagesIn(supergroup).filter(({ from }) => from === telegram.botId)).toHaveLength(1);
    const edited = messenger.edit(old, { to: within(group), message: card }, never);
    await expect(edited).rejects.toMatchObject({ failure: 'refused', reason: 'message-gone' });
  });

  it('says why it cannot be posted', async () => {
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    const forum = telegram.addGroup({ title: 'Forum', members: [olga], forum: true });
    await expect(post(within(forum, 9_999))).rejects.toMatchObject({ reason: 'channel-gone' });
    await expect(post(within(-5))).rejects.toMatchObject({ failure: 'refused', reason: 'channel-gone' });
    telegram.setBot(group, 'absent');
    await expect(post(within(group))).rejects.toMatchObject({ failure: 'refused', reason: 'not-in-channel' });
    const odd = { ...within(group), conversation: asId<ForeignId>('general') };
    await expect(post(odd)).rejects.toMatchObject({ failure: 'refused', reason: 'channel-gone' });
  });

  it('says that it was deleted', async () => {
    const group = telegram.addGroup({ title: 'Team', members: [olga] });
    const ref = await post(within(group));
    for (const message of telegram.messagesIn(group)) telegram.removeMessage(message);
    const edit = (one: string) => messenger.edit(one, { to: within(group), message: card }, never);
    await expect(edit(ref)).rejects.toMatchObject({ failure: 'refused', reason: 'message-gone' });
    await expect(edit('not-a-reference')).rejects.toMatchObject({ reason: 'message-gone' });
  });
});

describe('a request', () => {
  it.each([
    [
      'a limit',
      { code: 429, description: 'Too Many Requests: retry after 3', parameters: { retry_after: 3 } },
      'later',
    ],
    ['an error of Telegram', { code: 500, description: 'Internal Server Error' }, 'ambiguous'],
    ['the page of a proxy', { code: 502, body: '<html>Bad Gateway</html>' }, 'ambiguous'],
    ['an answer that is none', { code: 200, body: '{"ok":true,"result":{}}' }, 'ambiguous'],
    ['a lost answer', { drop: 'answer' }, 'ambiguous'],
    ['a lost request', { drop: 'request' }, 'ambiguous'],
  ] as const)(
    'is made once when it meets %s, and its error holds neither code nor token',
    async (_name, fault, failure) => {
      telegram.fail('sendMessage', fault);
      const error: unknown = await send(olga).catch((why: unknown) => why);
      expect(error).toMatchObject({ failure });
      expect(requests('sendMessage')).toHaveLength(1);
      const kept = inspect(error, { depth: null, showHidden: true });
      expect(kept).not.toContain(CODE);
      expect(kept).not.toContain(telegram.token);
    },
  );

  it('surely did not arrive where nobody listens', async () => {
    const gone = await startTelegram();
    await gone.close();
    const api = createApi({ apiRoot: gone.apiRoot, token: new Secret(gone.token) });
    const sent = createMessenger(api, systemClock).send(
      fresh<DeliveryId>(),
      { to: to(olga), message: slip },
      never,
    );
    await expect(sent).rejects.toMatchObject({ failure: 'failed' });
  });

  it('is not waited for when it is told to stop', async () => {
    telegram.slow('sendMessage', 300);
    const stop = new AbortController();
    const sent = messenger.send(fresh<DeliveryId>(), { to: to(olga), message: slip }, stop.signal);
    await vi.waitFor(() => expect(requests('sendMessage')).toHaveLength(1));
    stop.abort();
    await expect(sent).rejects.toMatchObject({ failure: 'ambiguous' });
    await vi.waitFor(() => expect(telegram.privateOf(olga)).toHaveLength(1));
  });

  it('says that the token is good no more', async () => {
    messenger = messengerOf('1:wrong');
    await expect(send(olga)).rejects.toMatchObject({ failure: 'revoked' });
    messenger = messengerOf(telegram.token);
    await send(olga);
    telegram.revoke();
    await expect(send(olga)).rejects.toMatchObject({ failure: 'revoked' });
  });
});

it('keeps to a group’s own limit without holding people back', async () => {
  const group = telegram.addGroup({ title: 'Team', members: [olga] });
  telegram.enforce();
  const sent = await Promise.allSettled(Array.from({ length: 25 }, () => post(within(group))));
  const [late] = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(late).toMatchObject({ failure: 'later', scope: 'place' });
  await send(olga);
});
