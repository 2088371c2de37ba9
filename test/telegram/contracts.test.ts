import { expect } from 'vitest';
import { createApi } from '../../adapters/chat/telegram/api.ts';
import { createDirectory } from '../../adapters/chat/telegram/directory.ts';
import { chatId, conversationId } from '../../adapters/chat/telegram/ids.ts';
import { createPeople } from '../../adapters/chat/telegram/people.ts';
import { createMessenger } from '../../adapters/chat/telegram/send.ts';
import { systemClock } from '../../src/clock.ts';
import type { ForeignId } from '../../src/ids.ts';
import type { Place } from '../../src/ports/messenger.ts';
import { Secret } from '../../src/vault/secret.ts';
import { directoryContract } from '../contract/directory.ts';
import { type MessengerFault, messengerContract } from '../contract/messenger.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';

const apiOf = (telegram: FakeTelegram) =>
  createApi({ apiRoot: telegram.apiRoot, token: new Secret(telegram.token) });

async function closed(telegram: FakeTelegram): Promise<void> {
  expect(telegram.violations).toEqual([]);
  await telegram.close();
}

const FAULTS = {
  later: { code: 429, description: 'Too Many Requests: retry after 2', parameters: { retry_after: 2 } },
  lost: { drop: 'answer' },
  revoked: { code: 401, description: 'Unauthorized' },
} as const satisfies Record<Exclude<MessengerFault, 'failed'>, Parameters<FakeTelegram['fail']>[1]>;

messengerContract('Telegram', async () => {
  const telegram = await startTelegram();
  const olga = telegram.addUser({ name: 'Olga', started: true });
  const group = telegram.addGroup({ title: 'Team', members: [olga] });
  const workspace = chatId(group);
  const person = (user: number) => ({ kind: 'person', workspace, person: chatId(user) }) as const;
  const conversation = (id: ForeignId) => ({ kind: 'conversation', workspace, conversation: id }) as const;
  const away = telegram.addGroup({ title: 'Elsewhere', members: [olga], bot: 'absent' });
  return {
    messenger: createMessenger(apiOf(telegram), systemClock),
    person: person(olga),
    other: person(telegram.addUser({ name: 'Ivan', started: true })),
    conversation: conversation(workspace),
    closed: person(telegram.addUser({ name: 'Mia' })),
    foreign: conversation(chatId(away)),
    finds: false,
    // Nothing that Telegram answers says that it surely did not take a message and will take it later.
    faults: ['later', 'lost', 'revoked'],
    fail(fault) {
      if (fault !== 'failed') telegram.fail('sendMessage', FAULTS[fault]);
    },
    async seen(to: Place) {
      const chat = Number(to.kind === 'person' ? to.person : to.conversation);
      return telegram.messagesIn(chat).map(({ text }) => text);
    },
    close: () => closed(telegram),
  };
});

directoryContract('Telegram', async () => {
  const telegram = await startTelegram();
  const [olga = 0, ivan = 0] = ['Olga', 'Ivan'].map((name) => telegram.addUser({ name }));
  const stranger = telegram.addUser({ name: 'Stranger', started: true });
  const forum = telegram.addGroup({ title: 'Team', members: [olga, ivan], admins: [olga], forum: true });
  return {
    directory: createDirectory(createPeople(apiOf(telegram), systemClock)),
    workspace: chatId(forum),
    people: { admin: chatId(olga), member: chatId(ivan), none: chatId(stranger) },
    conversation: {
      id: conversationId({ chat: forum, thread: telegram.addTopic(forum, 'Plans') }),
      inside: chatId(ivan),
      outside: chatId(stranger),
    },
    handle: null,
    group: null,
    close: () => closed(telegram),
  };
});
