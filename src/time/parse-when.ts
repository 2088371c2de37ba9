import { cutClock, inHalf, type WallClock } from './read-clock.ts';
import { readMinutes } from './read-duration.ts';
import { cutZone, type NamedZone } from './read-zone.ts';
import { findZone } from './zones.ts';

export const LONGEST = 120; // characters: no time is longer, and what is longer need not be looked at

/** What a text says, before a clock and a zone give it a place in time. */
export type When =
  | { readonly kind: 'after'; readonly minutes: number }
  /** With an offset it is a moment already; a zone besides must agree with it. */
  | { readonly kind: 'moment'; readonly iso: string }
  | {
      readonly kind: 'wall';
      /** In lower case; empty: today. */
      readonly day: string;
      readonly clock: WallClock;
      readonly zone: NamedZone | null;
    };

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:t|\s+)(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(z|[+-]\d{2}:\d{2})?(?:\[([a-z0-9_+/-]+)\])?$/;
/** Words that are the day and its half at once. */
const TONIGHT = /\b(?:tonight|this evening|heute abend|heute nacht)\b/;
const HALF_OF_DAY =
  /(?<=^|\s)(?:(?:this|in the)\s+)?(morning|afternoon|evening|vormittags?|nachmittags?|abends?|früh)(?=\s|$)/;

/** `isDay`: whether words say a day. */
export function parseWhen(text: string, isDay: (words: string) => boolean): When | null {
  if (text.length > LONGEST) return null;
  const minutes = /^in\s/.test(text) ? waited(text.slice('in '.length)) : null;
  if (minutes) return { kind: 'after', minutes };

  const [, date, wall, offset, named] = ISO.exec(text) ?? [];
  if (date && wall) {
    if (offset) {
      const time = wall.padStart('00:00'.length, '0');
      return { kind: 'moment', iso: `${date}T${time}${offset}${named ? `[${named}]` : ''}` };
    }
    const [hour = 0, minute = 0] = wall.split(':').map(Number);
    const clock = { hour, minute, kind: 'exact' } as const;
    if (!named) return { kind: 'wall', day: date, clock, zone: null };
    const zone = findZone(named);
    return zone === null ? null : { kind: 'wall', day: date, clock, zone: { kind: 'zone', zone } };
  }
  const readable = (words: string) => {
    const wall = parseWall(words);
    return wall && isDay(wall.day) ? wall : null;
  };
  const plain = readable(text);
  if (plain) return plain;
  const cut = cutZone(text, readable);
  return cut && { ...cut.head, zone: cut.zone };
}

function parseWall(text: string): Extract<When, { kind: 'wall' }> | null {
  // In German `9 am Montag` is no time before noon.
  const cut = cutClock(text.replace(/(\d) am (?=(?:\p{L}+tag|mittwoch)\b)/u, '$1 uhr am '));
  if (!cut || cut.clock.hour > 99) return null;
  const tonight = TONIGHT.test(cut.rest);
  const half = tonight ? 'evening' : HALF_OF_DAY.exec(cut.rest)?.[1];
  const rest = cut.rest.replace(TONIGHT, 'today').replace(HALF_OF_DAY, '').trim();
  const day = rest.replace(/[\s,]+(?:at|um)$/, '').replace(/^um\s/, '');
  if (day !== '' && !/\p{L}|\d/u.test(day)) return null;
  const clock =
    half && cut.clock.kind !== 'exact' && cut.clock.kind !== 'midnight'
      ? inHalf(cut.clock, half, cut.clock.kind)
      : cut.clock;
  return clock && { kind: 'wall', day, clock, zone: null };
}

/** `20 minutes`, `half an hour`, `einer Stunde`. */
function waited(text: string): number | null {
  if (/^(?:half an hour|einer halben stunde)$/.test(text)) return 30;
  const numbered = text
    .replace(/^(?:an?|one|eine[rm]?)\s/, '1 ')
    .replace(/\bstunden?\b/, 'h')
    .replace(/\bminuten?\b/, 'min')
    .replace(/\bund\b/, 'and');
  return readMinutes(numbered);
}

/** A day without the part of it that is named with it: `Friday evening`. */
export const withoutHalf = (text: string): string => text.replace(HALF_OF_DAY, '').trim();
