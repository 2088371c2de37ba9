import type { Token } from '../../../src/ports/inbox.ts';
import { chatId } from './ids.ts';

/** What Telegram found in a text. Offsets count UTF-16 code units. */
type Mark = {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** Of a mention of somebody without a username. */
  readonly user: { readonly id: number } | null;
};

/**
 * The words of a text, with the people whom Telegram marked in it kept apart: by username, by a mention of those
 * who have none, or by e-mail address. https://core.telegram.org/bots/api#messageentity
 */
export function readTokens(text: string, marks: readonly Mark[]): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const mark of marks.toSorted((one, other) => one.offset - other.offset)) {
    const token = marked(mark, text);
    if (token === null || mark.offset < at) continue;
    tokens.push(...wordsOf(text.slice(at, mark.offset), tokens));
    tokens.push(token);
    at = mark.offset + mark.length;
  }
  tokens.push(...wordsOf(text.slice(at), tokens));
  return tokens;
}

function marked({ type, offset, length, user }: Mark, text: string): Token | null {
  const said = text.slice(offset, offset + length);
  switch (type) {
    case 'mention':
      return { kind: 'handle', handle: said.replace(/^@/, '').toLowerCase() };
    case 'text_mention':
      return user ? { kind: 'person', foreignId: chatId(user.id) } : null;
    case 'email':
      return { kind: 'email', address: said };
    default:
      return null;
  }
}

/** Phones turn quotes into curly ones. A comma alone is what is left of a list of people. */
function wordsOf(text: string, before: readonly Token[]): readonly string[] {
  const words = text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .split(/\s+/)
    .filter((word) => word !== '');
  return typeof before.at(-1) === 'object' ? words.filter((word) => !/^[,;.:]+$/.test(word)) : words;
}
