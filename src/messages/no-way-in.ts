import type { Verdict } from '../door/door.ts';
import type { MeetingKey } from '../ids.ts';
import type { Relation } from '../meeting/rights.ts';
import { formatTime, formatWait } from '../time/format.ts';
import { button } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { PublicButton, PublicMessage, Reader } from './message.ts';
import { say } from './say.ts';

/** The meeting of the typed ID, if the reader is part of it; null otherwise, so that the answers look alike. */
export type KnownMeeting = { readonly key: MeetingKey; readonly relation: Exclude<Relation, 'none'> };

/** Why the door did not open in chat, and what to do (SPEC.md §8). Only a right code learns more than *invalid*. */
export function noWayIn(
  verdict: Exclude<Verdict, { kind: 'right' }>,
  known: KnownMeeting | null,
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  switch (verdict.kind) {
    case 'invalid': {
      const { title, next } = words.invalidCode;
      return say({ title, items: next, buttons: known ? remedies(known, words) : [] }, words);
    }
    case 'throttled': {
      const lines = [words.throttled.next(formatWait(verdict.retryAfter, reader))];
      return say({ title: words.throttled.title, lines }, words);
    }
    case 'not-open': {
      const lines = [words.notOpen.next(formatTime(verdict.opensAt, reader))];
      return say({ title: words.notOpen.title, lines }, words);
    }
    case 'ended':
      return say({ title: words.ended.title, lines: [words.ended.next] }, words);
    case 'full':
      return say({ title: words.full.title, lines: [words.full.next] }, words);
  }
}

function remedies({ key, relation }: KnownMeeting, words: Catalogue): readonly PublicButton[] {
  return relation === 'invitee'
    ? [button(words.buttons.code, `code:${key}`, 'primary')]
    : [
        button(words.buttons.show, `reveal:${key}`, 'primary'),
        button(words.buttons.rotate, `rotate:${key}`),
        button(words.buttons.recreate, `recreate:${key}`),
      ];
}
