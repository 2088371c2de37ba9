import { PermissionFlagsBits as Bit } from 'discord.js';
import { expect } from 'vitest';
import { z } from 'zod';
import { createDirectory } from '../../adapters/chat/discord/directory.ts';
import { dmOf } from '../../adapters/chat/discord/ids.ts';
import { createPeople } from '../../adapters/chat/discord/people.ts';
import { createMessenger } from '../../adapters/chat/discord/send.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Place } from '../../src/ports/messenger.ts';
import { directoryContract } from '../contract/directory.ts';
import { type MessengerFault, messengerContract } from '../contract/messenger.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import type { Fault } from '../fakes/discord/types.ts';
import { apiOf } from './discord-api.ts';
import { shownText } from './shown-text.ts';

const id = (text: string): ForeignId => asId(text);

/** What the real Discord would refuse is a failure of ours, whatever the test was about. */
async function closed(discord: FakeDiscord): Promise<void> {
  await discord.close();
  expect(discord.violations).toEqual([]);
}

/** So that nobody waits for their turn to be written to for the first time. */
const hurried: Clock = { ...systemClock, now: () => systemClock.now() * 1000 };

const FAULTS = {
  later: { status: 429, retryAfter: 1 },
  failed: { status: 408, body: {} },
  lost: { drop: 'answer' },
  revoked: { status: 401, code: 0 },
} as const satisfies Record<MessengerFault, Fault>;

messengerContract('Discord', async () => {
  const discord = await startDiscord();
  const workspace = id(discord.guild);
  const person = (user: string) => ({ kind: 'person', workspace, person: id(user) }) as const;
  const channel = (at: string) => ({ kind: 'conversation', workspace, conversation: id(at) }) as const;
  const olga = discord.addUser({ name: 'Olga' });
  return {
    messenger: createMessenger({ api: apiOf(discord), clock: hurried }),
    person: person(olga),
    other: person(discord.addUser({ name: 'Ivan' })),
    conversation: channel(discord.addChannel(discord.guild, { name: 'general' })),
    closed: person(discord.addUser({ name: 'Mia', dms: 'closed' })),
    foreign: channel(discord.addChannel(discord.guild, { name: 'board', only: [olga], bot: 'absent' })),
    finds: true,
    faults: ['later', 'failed', 'lost', 'revoked'],
    fail: (fault) => discord.fail('POST /channels/*/messages', FAULTS[fault]),
    async seen(to: Place) {
      const messages = to.kind === 'person' ? discord.dmsOf(to.person) : discord.messagesIn(to.conversation);
      return messages.map(({ text }) => shownText(text));
    },
    close: () => closed(discord),
  };
});

directoryContract('Discord, in a server', async () => {
  const discord = await startDiscord({ membersIntent: true });
  const { guild } = discord;
  const olga = discord.addUser({ name: 'Olga' });
  const ivan = discord.addUser({ name: 'Ivan' });
  const ada = discord.addUser({ name: 'Ada' });
  const events = discord.addRole(guild, {
    name: 'events',
    permissions: Bit.ManageEvents | Bit.MentionEveryone,
  });
  const elsewhere = discord.addGuild({ name: 'Elsewhere' });
  const crew = discord.addRole(guild, { name: 'crew' });
  discord.giveRole(guild, ada, discord.addRole(guild, { name: 'admins', permissions: Bit.ManageGuild }));
  discord.giveRole(guild, olga, events);
  for (const user of [olga, ivan]) discord.giveRole(guild, user, crew);
  return {
    directory: createDirectory({
      people: createPeople(apiOf(discord), systemClock),
      members: true,
      clock: systemClock,
    }),
    workspace: id(guild),
    people: {
      admin: id(ada),
      creator: id(olga),
      member: id(ivan),
      none: id(discord.addUser({ name: 'Stranger', guilds: [elsewhere] })),
    },
    conversation: {
      id: id(discord.addChannel(guild, { name: 'board', only: [olga] })),
      inside: id(olga),
      outside: id(ivan),
    },
    handle: { text: 'ivan', person: id(ivan) },
    group: { id: id(crew), asker: id(olga), people: [id(olga), id(ivan)], stranger: id(ivan) },
    close: () => closed(discord),
  };
});

directoryContract('Discord, in a private chat', async () => {
  const discord = await startDiscord();
  const olga = discord.addUser({ name: 'Olga' });
  const ivan = discord.addUser({ name: 'Ivan' });
  const api = apiOf(discord);
  const { id: channel } = z
    .object({ id: z.string() })
    .parse(await api.post('/users/@me/channels', { body: { recipient_id: olga } }));
  return {
    directory: createDirectory({
      people: createPeople(api, systemClock),
      members: false,
      clock: systemClock,
    }),
    workspace: dmOf(olga),
    people: { admin: id(olga), member: id(ivan) },
    conversation: { id: id(channel), inside: id(olga), outside: id(ivan) },
    handle: null,
    group: null,
    close: () => closed(discord),
  };
});
