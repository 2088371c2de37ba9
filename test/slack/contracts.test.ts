import { createApi } from '../../adapters/chat/slack/api.ts';
import { createDirectory } from '../../adapters/chat/slack/directory.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { createMessenger } from '../../adapters/chat/slack/send.ts';
import type { Tokens } from '../../adapters/chat/slack/tokens.ts';
import { systemClock } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Place } from '../../src/ports/messenger.ts';
import { Secret } from '../../src/vault/secret.ts';
import { directoryContract } from '../contract/directory.ts';
import { type MessengerFault, messengerContract } from '../contract/messenger.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';
import { shownText } from './shown-text.ts';

function apiOf(slack: FakeSlack) {
  const installed = { token: new Secret(slack.botToken), bot: slack.botUser };
  const tokens: Tokens = {
    of: async (team) => (team === slack.team ? installed : null),
    drop: async () => {},
  };
  return createApi({ apiUrl: slack.url }, tokens);
}

const FAULTS = {
  later: 'rate',
  failed: { error: 'service_unavailable' },
  lost: 'drop-answer',
  revoked: { error: 'token_revoked' },
} as const satisfies Record<MessengerFault, Parameters<FakeSlack['fail']>[1]>;

messengerContract('Slack', async () => {
  const slack = await startSlack();
  const workspace = asId<ForeignId>(slack.team);
  const person = (user: string) =>
    ({ kind: 'person', workspace, person: personId(slack.team, user) }) as const;
  const channel = (id: string) =>
    ({ kind: 'conversation', workspace, conversation: asId<ForeignId>(id) }) as const;
  const olga = slack.addUser({ name: 'Olga' });
  const users = new Map<string, string>();
  const place = (user: string) => {
    const to = person(user);
    users.set(to.person, user);
    return to;
  };
  return {
    messenger: createMessenger(apiOf(slack)),
    person: place(olga),
    other: place(slack.addUser({ name: 'Ivan' })),
    conversation: channel(slack.addChannel({ name: 'general', members: [olga] })),
    closed: place(slack.addUser({ name: 'Mia', dmClosed: true })),
    foreign: channel(slack.addChannel({ name: 'private', members: [olga], private: true, hasBot: false })),
    finds: true,
    faults: ['later', 'failed', 'lost', 'revoked'],
    fail: (fault) => slack.fail('chat.postMessage', FAULTS[fault]),
    async seen(to: Place) {
      const messages =
        to.kind === 'person' ? slack.dm(users.get(to.person) ?? '') : slack.messages(to.conversation);
      return messages.map(({ blocks }) => shownText(blocks));
    },
    close: () => slack.close(),
  };
});

directoryContract('Slack', async () => {
  const slack = await startSlack();
  const id = (user: string) => personId(slack.team, user);
  const olga = slack.addUser({ name: 'Olga' });
  const ivan = slack.addUser({ name: 'Ivan' });
  const guest = slack.addUser({ name: 'Gast', guest: true });
  const partner = slack.addTeam('Partner');
  return {
    directory: createDirectory(apiOf(slack), systemClock),
    workspace: asId<ForeignId>(slack.team),
    people: {
      admin: id(slack.addUser({ name: 'Ada', admin: true })),
      creator: id(olga),
      guest: id(guest),
      none: id(slack.addUser({ name: 'Stranger', team: partner.id })),
    },
    conversation: {
      id: asId<ForeignId>(slack.addChannel({ name: 'general', members: [olga] })),
      inside: id(olga),
      outside: id(ivan),
    },
    handle: { text: 'ivan', person: id(ivan) },
    group: {
      id: asId<ForeignId>(slack.addGroup({ handle: 'team', members: [olga, ivan] })),
      asker: id(olga),
      people: [id(olga), id(ivan)],
      stranger: id(guest),
    },
    close: () => slack.close(),
  };
});
