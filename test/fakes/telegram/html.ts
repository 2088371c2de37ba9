import type { Entity } from './types.ts';

/** Tags and the entity that they make: https://core.telegram.org/bots/api#html-style */
const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export type Marked = { readonly text: string; readonly entities: readonly Entity[] };

type Open = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: number;
};

/** What Telegram makes of HTML; a string: why it refuses it, with the byte where. */
export function readHtml(html: string): Marked | string {
  const entities: Entity[] = [];
  const open: Open[] = [];
  let text = '';
  let at = 0;
  const offset = () => Buffer.byteLength(html.slice(0, at));
  while (at < html.length) {
    const rest = html.slice(at);
    if (rest[0] !== '<') {
      const [words = ''] = /^[^<]+/.exec(rest) ?? [];
      text += decode(words);
      at += words.length;
      continue;
    }
    const [all, closing = '', name = '', attributes = ''] = /^<(\/?)([a-zA-Z-]*)([^>]*)>/.exec(rest) ?? [];
    const tag = name.toLowerCase();
    if (all === undefined) return `Unclosed start tag at byte offset ${offset()}`;
    if (closing) {
      const last = open.pop();
      if (!last) return `Unexpected end tag at byte offset ${offset()}`;
      if (tag !== '' && tag !== last.tag)
        return `Unmatched end tag at byte offset ${offset()}, expected "</${last.tag}>", found "</${tag}>"`;
      const entity = entityOf(last, text);
      if (entity) entities.push(entity);
    } else {
      if (!(tag in TYPES)) return `Unsupported start tag "${tag}" at byte offset ${offset()}`;
      const read = readAttributes(attributes);
      if (tag === 'span' && read['class'] !== 'tg-spoiler')
        return `Tag "span" must have class "tg-spoiler" at byte offset ${offset()}`;
      if (tag === 'tg-time' && !isTime(read)) return `Invalid time at byte offset ${offset()}`;
      open.push({ tag, attributes: read, at: text.length });
    }
    at += all.length;
  }
  const [unended] = open.slice(-1);
  if (unended) return `Can't find end tag corresponding to start tag "${unended.tag}"`;
  return trimmed(
    text,
    entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length),
  );
}

const LAST_POINT = 0x10_ff_ff; // of Unicode

/** Entities that are not known stay as they are. */
const decode = (written: string): string =>
  written.replace(/&(?:#(x[\da-f]+|\d+)|([a-z]+));?/gi, (all, code: string | undefined, name: string) => {
    if (code === undefined) return NAMED[name] ?? all;
    const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
    return point > LAST_POINT ? all : String.fromCodePoint(point);
  });

const readAttributes = (written: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...written.matchAll(/([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
      ([, key = '', double, single, bare]) => [key.toLowerCase(), decode(double ?? single ?? bare ?? '')],
    ),
  );

/** https://core.telegram.org/bots/api#date-time-entity-formatting */
const isTime = ({ unix = '', format = '' }: Readonly<Record<string, string>>): boolean =>
  /^\d+$/.test(unix) && /^(?:r|w?[dD]?[tT]?)$/.test(format);

function entityOf({ tag, attributes, at }: Open, text: string): Entity | null {
  const place = { offset: at, length: text.length - at };
  if (place.length === 0) return null;
  const type = TYPES[tag] ?? tag;
  const { href = '', unix = '', format = '' } = attributes;
  switch (type) {
    case 'text_link': {
      const url = href || text.slice(at);
      return /^[a-z][a-z0-9+.-]*:/i.test(url) ? { type, ...place, url } : null;
    }
    case 'date_time':
      return { type, ...place, unix_time: Number(unix), ...(format ? { date_time_format: format } : {}) };
    case 'blockquote':
      return { type: 'expandable' in attributes ? 'expandable_blockquote' : type, ...place };
    default:
      return { type, ...place };
  }
}

/** Telegram cuts white space off both ends. */
export function trimmed(text: string, entities: readonly Entity[]): Marked {
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const kept = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset - start + entity.length, shown.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: shown, entities: kept };
}
