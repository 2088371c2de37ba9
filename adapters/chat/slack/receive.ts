import { asId, type EventId, type ForeignId } from '../../../src/ids.ts';
import { UNKNOWN_LOCALE } from '../../../src/messages/reader-of.ts';
import type { Person } from '../../../src/ports/directory.ts';
import type { Conversation, Invocation, PersonRef, Token } from '../../../src/ports/inbox.ts';
import { personId, SLACK } from './ids.ts';

/** Who did something, as far as the event itself tells. */
export type Actor = { readonly team: string; readonly user: string; readonly name: string };

/** A mention as Slack writes it into a command (`<@U1|olga>`), a bare `<`, or a run of other characters. */
const PIECES = /<[^<>]*>|[^\s<]+|</g;
const HANDLE = /^@([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])[,;.:]?$/u;
const EMAIL = /^([^\s@<>"(),:;]{1,64}@[^\s@<>"(),:;]{1,190}\.[a-z]{2,24})[,;.:]?$/i;

/**
 * The words of a command, with what Slack marked as a mention kept apart.
 * https://docs.slack.dev/interactivity/implementing-slash-commands/#escaping
 */
export function readTokens(text: string, team: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const token = mentionOf(piece, team) ?? readWord(piece);
    // What is left of a list of mentions: `<@U1>, <@U2>`.
    const isComma = typeof token === 'string' && /^[,;.:]+$/.test(token) && typeof tokens.at(-1) === 'object';
    if (token !== '' && !isComma) tokens.push(token);
  }
  return tokens;
}

function mentionOf(piece: string, team: string): PersonRef | null {
  const [, id = '', label = ''] = /^<([^|<>]+)(?:\|([^<>]*))?>$/.exec(piece) ?? [];
  const shown = unescaped(label);
  if (/^@[UW][A-Z0-9]+$/.test(id)) return { kind: 'person', foreignId: personId(team, id.slice(1)) };
  if (/^#[CG][A-Z0-9]+$/.test(id)) return group(id.slice(1), shown ? `#${shown}` : '');
  if (/^!subteam\^S[A-Z0-9]+$/.test(id)) return group(id.slice('!subteam^'.length), shown.replace(/^@/, ''));
  if (/^!(?:here|channel|everyone)$/.test(id)) return { kind: 'handle', handle: id.slice(1) };
  const [, address] = /^mailto:(.+)$/.exec(id) ?? [];
  return address && EMAIL.test(address) ? { kind: 'email', address } : null;
}

const group = (id: string, name: string): PersonRef => ({
  kind: 'group',
  foreignId: asId<ForeignId>(id),
  name: name || id,
});

function readWord(piece: string): Token {
  // A link is what was typed: its label, or its address.
  const [, address, label] = /^<(https?:[^|<>]+)(?:\|([^<>]*))?>$/.exec(piece) ?? [];
  const word = unescaped(label || address || piece)
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'");
  const [, handle] = HANDLE.exec(word) ?? [];
  if (handle) return { kind: 'handle', handle: handle.toLowerCase() };
  const [, email] = EMAIL.exec(word) ?? [];
  return email ? { kind: 'email', address: email } : word;
}

/** Slack escapes these three, and no other. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/**
 * `D…` is taken for the private chat with the bot: in one of two people only the asker sees what was typed.
 * No name: the event has none (https://docs.slack.dev/interactivity/implementing-slash-commands).
 */
export function readConversation({ id, name }: { readonly id: string; readonly name: string }): Conversation {
  const foreignId = asId<ForeignId>(id);
  if (id.startsWith('D') || name === 'directmessage') {
    return { foreignId, name: 'Latchkey', visibility: 'direct' };
  }
  if (name === 'privategroup' || name.startsWith('mpdm-')) {
    return { foreignId, name: '', visibility: 'private' };
  }
  return { foreignId, name: name && `#${name}`, visibility: id.startsWith('G') ? 'private' : 'public' };
}

/** Where there is no conversation (Home, a global shortcut), the person's own stands for it. */
export const privateChat = (user: string): Conversation =>
  readConversation({ id: user, name: 'directmessage' });

/** `id`: the platform's own, the same when the event is delivered again. */
export function invocation(
  id: string,
  team: { readonly id: string; readonly name: string },
  conversation: Conversation,
  actor: Person,
  request: Invocation['request'],
): Invocation {
  return {
    event: asId<EventId>(`slack:${id}`),
    platform: SLACK,
    workspace: { foreignId: asId<ForeignId>(team.id), name: team.name },
    conversation,
    actor,
    // A slash command, a button and a modal are seen by the one who uses them.
    confidential: true,
    request,
  };
}

/** The actor as the event names them, for when Slack does not describe them in time. */
export const personOf = ({ team, user, name }: Actor): Person => ({
  foreignId: personId(team, user),
  name,
  handle: name,
  bot: false,
  zone: null,
  locale: UNKNOWN_LOCALE,
});
