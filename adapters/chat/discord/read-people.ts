import { asId, type ForeignId } from '../../../src/ids.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';

/** A mention as Discord writes it into an option that is typed, or a run of other characters. */
const PIECES = /<(?:@[!&]?|#)\d{1,20}>|[^\s,;<]+/g;
const MENTION = /^<(@[!&]?|#)([1-9]\d{0,19})>$/;
const EMAIL = /^([^\s@<>"(),:;]{1,64}@[^\s@<>"(),:;]{1,190}\.[a-z]{2,24})[.:]?$/i;

/**
 * Everybody who is named in a text: mentions, handles with or without their @, addresses.
 * https://docs.discord.com/developers/reference#message-formatting-formats
 */
export const readPeople = (text: string): readonly PersonRef[] =>
  (text.match(PIECES) ?? []).flatMap((piece) => mentionOf(piece) ?? wordOf(piece) ?? []);

function mentionOf(piece: string): PersonRef | null {
  const [, sign, id = ''] = MENTION.exec(piece) ?? [];
  switch (sign) {
    case undefined:
      return null;
    case '@':
    case '@!':
      return { kind: 'person', foreignId: asId<ForeignId>(id) };
    default:
      // Discord does not name it: who asks about it finds its name, which of a channel begins so.
      return { kind: 'group', foreignId: asId<ForeignId>(id), name: sign === '#' ? '#' : '' };
  }
}

function wordOf(piece: string): PersonRef | null {
  const [, address] = EMAIL.exec(piece) ?? [];
  if (address) return { kind: 'email', address };
  const handle = piece.replace(/^@+/, '').replace(/[.:]+$/, '');
  return handle === '' ? null : { kind: 'handle', handle };
}

/** The same people as a text that reads as them, for a field in which they are typed. */
export const writePeople = (refs: readonly PersonRef[]): string => refs.map((ref) => written(ref)).join(' ');

function written(ref: PersonRef): string {
  switch (ref.kind) {
    case 'person':
      return `<@${ref.foreignId}>`;
    case 'group':
      return ref.name.startsWith('#') ? `<#${ref.foreignId}>` : `<@&${ref.foreignId}>`;
    case 'handle':
      return `@${ref.handle}`;
    case 'email':
      return ref.address;
    default:
      return ref satisfies never;
  }
}
