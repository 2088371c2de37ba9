import type { EventId, Platform } from '../../../src/ids.ts';
import { asId } from '../../../src/ids.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Conversation, Invocation, PersonRef, Token } from '../../../src/ports/inbox.ts';
import {
  BOT,
  channelOf,
  conversationFor,
  GROUPS,
  personOf,
  RESIDENTS,
  type Resident,
  WORKSPACE,
} from './workspace.ts';

/** What somebody types: words for the bot, words for everybody, or a slash command that nobody here has. */
export type Typed =
  | { readonly kind: 'command'; readonly words: readonly Token[] }
  | { readonly kind: 'talk' }
  | { readonly kind: 'other-command'; readonly name: string };

const COMMAND = '/meeting';

/** In private with the bot every line is for it; elsewhere only what begins with `/meeting`. */
export function readTyped(line: string, actor: Resident, conversation: Conversation): Typed {
  const [first = '', ...rest] = line.split(/\s+/).filter(Boolean);
  if (first.toLowerCase() === COMMAND) return { kind: 'command', words: readTokens(rest, actor) };
  if (first.startsWith('/')) return { kind: 'other-command', name: first };
  if (conversation.visibility !== 'direct') return { kind: 'talk' };
  return { kind: 'command', words: readTokens([first, ...rest].filter(Boolean), actor) };
}

/** A half-typed command line; its last word is the one being typed, empty behind a space. Null: no command. */
export function readUnfinished(
  line: string,
  actor: Resident,
  conversation: Conversation,
): readonly Token[] | null {
  const typed = readTyped(line, actor, conversation);
  if (typed.kind !== 'command') return null;
  return /\s$/.test(line) ? [...typed.words, ''] : typed.words;
}

const readTokens = (words: readonly string[], actor: Resident): readonly Token[] =>
  words.map((word) => mentioned(word, actor) ?? word);

/** What a form's people field holds: there a bare word names somebody too. */
export const readPeople = (text: string, actor: Resident): readonly PersonRef[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((word) => mentioned(word, actor) ?? { kind: 'handle', handle: word });

const MENTION = /^@([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])[,;.:]?$/u;
const CHANNEL = /^#([\p{L}\p{N}_-]+)[,;.:]?$/u;
const EMAIL = /^[^\s@<>"(),:;]{1,64}@[^\s@<>"(),:;]{1,190}\.[a-z]{2,24}$/i;

function mentioned(word: string, actor: Resident): PersonRef | null {
  const handle = MENTION.exec(word)?.[1]?.toLowerCase();
  if (handle) {
    const person = [...RESIDENTS, BOT].find((each) => each.handle === handle);
    if (person) return { kind: 'person', foreignId: person.foreignId };
    const group = GROUPS.find((each) => each.handle === handle);
    if (group) return { kind: 'group', foreignId: group.foreignId, name: group.handle };
    return { kind: 'handle', handle };
  }
  const name = CHANNEL.exec(word)?.[1]?.toLowerCase();
  const channel = name ? channelOf(name) : null;
  // A private channel is plain text for whoever is not in it, so that nobody can probe for its name.
  if (channel && conversationFor(actor, channel.foreignId))
    return { kind: 'group', foreignId: channel.foreignId, name: channel.name };
  return EMAIL.test(word) ? { kind: 'email', address: word } : null;
}

/** The values of a submitted step: people come as typed, and a field left empty is left out. */
export function readValues(
  values: Readonly<Record<string, string | boolean | { readonly people: string }>>,
  actor: Resident,
): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, FieldValue][] => {
      if (typeof value === 'object') return [[name, readPeople(value.people, actor)]];
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** Everything here is confidential: a slash command is seen only by its author, as on Slack and Discord. */
export function invocation(
  id: string,
  actor: Resident,
  conversation: Conversation,
  request: Invocation['request'],
): Invocation {
  return {
    event: asId<EventId>(`playground:${id}`),
    platform: asId<Platform>('playground'),
    workspace: WORKSPACE,
    conversation,
    actor: personOf(actor),
    confidential: true,
    request,
  };
}
