import { SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { asId, type EventId, type ForeignId, type Platform } from '../../../src/ids.ts';
import type { ChatAdapter } from '../../../src/ports/adapter.ts';
import type { Person } from '../../../src/ports/directory.ts';
import type { Dispatcher, Invocation, Token } from '../../../src/ports/inbox.ts';
import type { Place } from '../../../src/ports/messenger.ts';
import { newId } from '../../../src/random.ts';
import { encode, encodeAnswer } from './encode.ts';

const WORKSPACE = asId<ForeignId>('wire');

const PEOPLE: readonly Person[] = ['Nell', 'Otto'].map((name) => ({
  foreignId: asId<ForeignId>(name.toLowerCase()),
  name,
  handle: name.toLowerCase(),
  bot: false,
  zone: 'UTC',
  locale: 'en',
}));
const personOf = (id: string): Person | null => PEOPLE.find(({ foreignId }) => foreignId === id) ?? null;

/**
 * A chat of two people with the bot. `POST /line-chat/<person>` says a line to it and is answered at once;
 * `GET /line-chat/<person>` reads what it sent by itself.
 */
export function createLineChat(): ChatAdapter {
  let dispatcher: Dispatcher | null = null;
  const sent = new Map<string, { readonly to: string; readonly text: string }>();

  const inboxOf = ({ kind, ...to }: Place): string => {
    if ('person' in to && personOf(to.person)) return to.person;
    throw new DeliveryError(kind === 'person' ? 'unreachable' : 'refused', 'user-gone');
  };

  return {
    inbox: {
      async start(started) {
        dispatcher = started;
      },
      async stop() {
        dispatcher = null;
      },
      ready: () => dispatcher !== null,
    },
    messenger: {
      async send(id, { to, message }) {
        sent.set(id, { to: inboxOf(to), text: encode(message) });
        return id;
      },
      async edit(ref, { to, message }) {
        sent.set(ref, { to: inboxOf(to), text: encode(message) });
      },
      findSent: async (id) => (sent.has(id) ? { kind: 'found', ref: id } : { kind: 'absent' }),
    },
    directory: {
      roleOf: async (_workspace, id) => (personOf(id) ? 'creator' : 'none'),
      isIn: async (conversation, id) => conversation === `wire-${id}`,
      expand: async () => ({ kind: 'unknown' }),
      find: async (_workspace, handle) => personOf(handle),
      profile: async (_workspace, id) => personOf(id),
      emailOf: async () => null,
    },
    pace: {
      perPlace: { messages: 10, per: SECOND },
      perWorkspace: { messages: 100, per: SECOND },
      overall: { messages: 100, per: SECOND },
    },
    routes: [
      {
        path: '/line-chat',
        async handle(request) {
          const actor = personOf(new URL(request.url).pathname.split('/').at(-1) ?? '');
          if (!actor || !dispatcher) return new Response('Not found', { status: 404 });
          if (request.method === 'POST') {
            const said = invocation(actor, await request.text());
            return new Response(encodeAnswer(await dispatcher.handle(said)));
          }
          const mine = [...sent.values()].filter(({ to }) => to === actor.foreignId);
          return new Response(mine.map(({ text }) => text).join('\n\n'));
        },
      },
    ],
  };
}

/** Each person is in a conversation with the bot alone. */
function invocation(actor: Person, line: string): Invocation {
  return {
    event: asId<EventId>(`line-chat:${newId()}`),
    platform: asId<Platform>('line-chat'),
    workspace: { foreignId: WORKSPACE, name: 'Wire' },
    conversation: {
      foreignId: asId<ForeignId>(`wire-${actor.foreignId}`),
      name: 'Latchkey',
      visibility: 'direct',
    },
    actor,
    confidential: true,
    request: { kind: 'words', words: line.split(/\s+/).filter(Boolean).map(readWord) },
  };
}

function readWord(word: string): Token {
  const person = word.startsWith('@') ? personOf(word.slice(1).toLowerCase()) : null;
  return person ? { kind: 'person', foreignId: person.foreignId } : word;
}
