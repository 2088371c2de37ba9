import type { PersonRef } from '../../../src/ports/inbox.ts';
import { readTokens } from './receive.ts';

/** Those whom no list of Slack's offers (user groups, addresses, names), as they are typed into a form. */
export const showPeople = (refs: readonly PersonRef[]): string => refs.flatMap(shown).join(', ');

function shown(ref: PersonRef): readonly string[] {
  switch (ref.kind) {
    case 'person':
      return [];
    case 'group':
      return [`@${ref.name}`];
    case 'handle':
      return [`@${ref.handle}`];
    case 'email':
      return [ref.address];
    default:
      return ref satisfies never;
  }
}

/**
 * Read as typed words are, but for one thing: Slack escapes nothing here, so that brackets are what somebody typed and
 * name nobody by id. A bare word is a name, too.
 */
export function readPeople(text: string, team: string): readonly PersonRef[] {
  const typed = text.replace(/[,;]/g, ' ').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return readTokens(typed, team).map((token) =>
    typeof token === 'string' ? { kind: 'handle', handle: token.toLowerCase() } : token,
  );
}
