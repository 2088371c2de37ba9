import { asId, type ForeignId } from '../../src/ids.ts';
import { makeMeetingId } from '../../src/meeting/meeting-id.ts';
import { conferenceContract } from '../contract/conference.ts';
import { directoryContract } from '../contract/directory.ts';
import { inboxContract } from '../contract/inbox.ts';
import { type MessengerFault, messengerContract } from '../contract/messenger.ts';
import type { Fault } from '../fakes/fake-chat.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeInbox } from '../fakes/fake-inbox.ts';
import { FakeProvider } from '../fakes/fake-provider.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { ROOM, ZOOM } from './stage.ts';

const id = (name: string) => asId<ForeignId>(name);
const workspace = id('acme');
const person = (name: string) => ({ kind: 'person', workspace, person: id(name) }) as const;
const conversation = (name: string) => ({ kind: 'conversation', workspace, conversation: id(name) }) as const;
const nothing = async () => {};

const FAULTS: Readonly<Record<MessengerFault, Fault>> = {
  later: { kind: 'later', ms: 1_000, scope: 'place' },
  failed: { kind: 'failed' },
  lost: { kind: 'ambiguous', arrived: true },
  revoked: { kind: 'revoked' },
};

for (const finds of [true, false]) {
  messengerContract(finds ? 'the fake chat' : 'the fake chat that cannot find', async () => {
    const chat = new FakeChat(new FakeClock());
    chat.canFind = finds;
    chat.closed.add(id('mia')).add(id('elsewhere'));
    return {
      messenger: chat,
      person: person('ivan'),
      other: person('lee'),
      conversation: conversation('general'),
      closed: person('mia'),
      foreign: conversation('elsewhere'),
      finds,
      faults: ['later', 'failed', 'lost', 'revoked'],
      fail: (fault) => chat.fail('send', FAULTS[fault]),
      seen: async (place) => chat.seen(place.kind === 'person' ? place.person : place.conversation),
      close: nothing,
    };
  });
}

directoryContract('the fake chat', async () => {
  const chat = new FakeChat(new FakeClock());
  const general = id('general');
  chat.join('ada', 'admin');
  chat.join('olga', 'creator', [general]);
  const ivan = chat.join('ivan', 'member', [general]);
  const gus = chat.join('gus', 'guest');
  chat.groups.set(id('team'), { kind: 'people', people: [ivan, gus] });
  chat.mayNotMention.add(gus.foreignId);
  return {
    directory: chat,
    workspace,
    people: {
      admin: id('ada'),
      creator: id('olga'),
      member: id('ivan'),
      guest: id('gus'),
      none: id('stranger'),
    },
    conversation: { id: general, inside: id('ivan'), outside: id('gus') },
    handle: { text: 'ivan', person: id('ivan') },
    group: { id: id('team'), asker: id('olga'), people: [id('ivan'), id('gus')], stranger: id('gus') },
    close: nothing,
  };
});

inboxContract('the fake inbox', async () => {
  const inbox = new FakeInbox(new FakeChat(new FakeClock()).join('olga', 'creator'));
  return {
    inbox,
    says: (text, where) => inbox.ask({ kind: 'words', words: text.split(' ') }, where),
    presses: (press) => inbox.ask({ kind: 'press', press }),
    leaves: () => inbox.leave(),
    redelivers: () => inbox.redeliver(),
    seenBy: async (who) => inbox.seen(who === 'asker'),
    close: nothing,
  };
});

for (const [name, abilities] of Object.entries({ ROOM, ZOOM })) {
  conferenceContract(`the fake provider as ${name}`, async () => {
    const clock = new FakeClock();
    const provider = new FakeProvider(clock, abilities);
    return {
      provider,
      meetingId: makeMeetingId(seededRandom(name)),
      now: clock.now(),
      running: async () => [...provider.running.keys()],
      crash: () => provider.behave({ kind: 'crash' }),
      close: nothing,
    };
  });
}
