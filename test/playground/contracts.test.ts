import { expect } from 'vitest';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Place } from '../../src/ports/messenger.ts';
import { directoryContract } from '../contract/directory.ts';
import { inboxContract } from '../contract/inbox.ts';
import { messengerContract } from '../contract/messenger.ts';
import { startPlayground, temporaryDirectory } from './playground-server.ts';

const id = (text: string) => asId<ForeignId>(text);
const workspace = id('playground');
const person = (name: string) => ({ kind: 'person', workspace, person: id(name) }) as const;
const conversation = (name: string) => ({ kind: 'conversation', workspace, conversation: id(name) }) as const;
const textOf = ({ body }: Entry) => JSON.stringify(body);

async function setUp() {
  const directory = await temporaryDirectory();
  const server = await startPlayground(directory.path);
  return {
    server,
    ...server.adapter,
    async close() {
      await server.close();
      await directory.remove();
    },
  };
}

messengerContract('the playground', async () => {
  const { server, messenger, close } = await setUp();
  return {
    messenger,
    person: person('ivan'),
    other: person('zoe'),
    conversation: conversation('general'),
    closed: person('mia'),
    foreign: conversation('random'),
    finds: true,
    faults: [],
    fail: (fault) => expect.fail(`nothing here is ever ${fault}`),
    async seen(place: Place) {
      const entries =
        place.kind === 'person'
          ? await server.seen(place.person, `dm-${place.person}`)
          : await server.seen('', place.conversation);
      return entries.map(textOf);
    },
    close,
  };
});

directoryContract('the playground', async () => {
  const { server, directory, close } = await setUp();
  await server.post('switches', { as: 'zoe', dmsOpen: true, member: false });
  return {
    directory,
    workspace,
    people: { admin: id('ada'), creator: id('olga'), member: id('ivan'), guest: id('pat'), none: id('zoe') },
    conversation: { id: id('design'), inside: id('ivan'), outside: id('lee') },
    handle: { text: 'Ivan', person: id('ivan') },
    group: {
      id: id('group-team'),
      asker: id('olga'),
      people: [id('olga'), id('ivan'), id('mia'), id('lee')],
      stranger: id('pat'),
    },
    close,
  };
});

inboxContract('the playground', async () => {
  const { server, inbox, close } = await setUp();
  let last: object = {};
  const act = async (did: object) => {
    last = { id: crypto.randomUUID(), as: 'olga', ...did };
    await server.post('act', last);
  };
  return {
    inbox,
    says: (text, where) =>
      act({ kind: 'say', in: where === 'private' ? 'dm-olga' : 'general', text: `/meeting ${text}` }),
    presses: (press) => act({ kind: 'press', in: 'general', press, entry: 'answer:none' }),
    leaves: async () => {
      await server.post('switches', { as: 'olga', dmsOpen: true, member: false });
    },
    redelivers: async () => {
      await server.post('act', last);
    },
    seenBy: async (who) => (await server.seen(who === 'asker' ? 'olga' : 'ivan')).map(textOf).join('\n'),
    close,
  };
});
