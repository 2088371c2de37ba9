import type { Time } from '../../../src/clock.ts';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { endsSoon } from '../../../src/messages/ends-soon.ts';
import { HIDDEN } from '../../../src/messages/hidden.ts';
import type { PrivateSpan, PublicSpan, Reader } from '../../../src/messages/message.ts';
import { formatClock, formatTime } from '../../../src/time/format.ts';
import { isZone } from '../../../src/time/zones.ts';
import { opens, takes } from './limits.ts';

/**
 * Where a text is read. `group`: nothing in it may call somebody or run a command. `answer`: in private, by somebody
 * who has just asked. `told`: in private too, but it comes unasked, so that a locked screen may show it.
 */
export type Reading = 'group' | 'answer' | 'told';

/**
 * A text as it is read, and the tags around it. Where there is too much: `text` may be cut anywhere, a `unit` is there
 * whole or not at all, and a `code` is always there.
 */
export type Piece = {
  readonly text: string;
  readonly open: string;
  readonly close: string;
  readonly kind: 'text' | 'unit' | 'code';
};

/** The pieces of a line. */
export const encodeSpans = (spans: readonly PrivateSpan[], reading: Reading): readonly Piece[] =>
  spans.flatMap((span) => encodeSpan(span, reading)).filter(({ text }) => text !== '');

function encodeSpan(span: PrivateSpan, reading: Reading): readonly Piece[] {
  switch (span.kind) {
    case 'text':
      return [plain(written(span.text, reading))];
    case 'bold':
      return [tagged('b', written(span.text, reading))];
    case 'code':
    case 'command':
      return [tagged('code', seen(span.text))];
    case 'person':
      return [plain(written(span.name, reading))];
    case 'time':
      return time(span);
    case 'link':
      return [link(span, reading)];
    case 'secret':
      return [span.hidden ? tagged('code', HIDDEN) : secret(span.secret.open(), reading)];
    default:
      return span satisfies never;
  }
}

export const plain = (text: string): Piece => ({ text, open: '', close: '', kind: 'text' });

type Tag = 'b' | 'i' | 'code' | 'tg-spoiler';

const tagged = (tag: Tag, text: string): Piece => within(tag, plain(text));

/** The piece inside the tag too. Nothing may stand around a code: https://core.telegram.org/bots/api#formatting-options */
export function within(tag: Tag, piece: Piece): Piece {
  if (piece.open.startsWith('<code>')) return piece;
  return { ...piece, open: `<${tag}>${piece.open}`, close: `${piece.close}</${tag}>` };
}

/**
 * A code stands in monospace, where a tap copies it. In a message that comes unasked it is covered instead, and a tap
 * uncovers it: Telegram shows whole messages on locked screens, but what is under a spoiler neither there nor in the
 * list of chats (https://telegram.org/blog/reactions-spoilers-translations). Nothing can be both.
 */
export const secret = (text: string, reading: Reading): Piece => ({
  ...tagged(reading === 'told' ? 'tg-spoiler' : 'code', text),
  kind: 'code',
});

/** A stranger's text without what cannot be seen. Line breaks stay, as on every other platform. */
const seen = (text: string): string => text.split('\n').map(withoutUnseen).join('\n');

/**
 * What Telegram itself would turn into a mention, which notifies, or into a command, which whoever taps it sends: as
 * MessageEntity.cpp of github.com/tdlib/td finds them. What follows the end may be the next piece.
 */
const FOUND = /(?<![\p{L}\p{N}_])@(?=\w|$)|(?<![\p{L}\p{N}_/<>])\/(?=\w|$)/gu;
/** Not seen, and it parts the sign from the name. */
const WORD_JOINER = '\u2060';

const written = (text: string, reading: Reading): string =>
  reading === 'group' ? seen(text).replace(FOUND, `$&${WORD_JOINER}`) : seen(text);

function link({ label, url }: Extract<PublicSpan, { kind: 'link' }>, reading: Reading): Piece {
  const shown = seen(label).trim();
  if (!takes(url)) return plain(written(shown, reading));
  // Telegram would leave the address away, and only that.
  if (!opens(url)) return plain(shown === url || shown === '' ? url : `${written(shown, reading)} (${url})`);
  return { text: shown || url, open: `<a href="${escaped(url)}">`, close: '</a>', kind: 'text' };
}

/** Weekday, long date, short time; and the time alone: https://core.telegram.org/bots/api#date-time-entity-formatting */
const FULL = 'wDt';
const CLOCK = 't';

/** In the reader's own zone, which Telegram's programs know. Older ones show the text that stands in for it. */
function time({ at, until, zone }: Extract<PublicSpan, { kind: 'time' }>): readonly Piece[] {
  const reader = readerIn(zone);
  if (until === undefined || until === at) return [date(at, FULL, fallback(at, reader))];
  const short = endsSoon(at, until);
  const start = date(at, FULL, fallback(at, reader, { zone: false }));
  const end = short ? `${fallback(until, reader, 'clock')} (${reader.zone})` : fallback(until, reader);
  return [start, plain('–'), date(until, short ? CLOCK : FULL, end)];
}

/** What Telegram keeps of a moment: seconds, in 32 bits. */
const LATEST = 2 ** 31 - 1;

function date(at: Time, format: string, text: string): Piece {
  const unix = Math.floor(at / 1000);
  if (!(unix > 0 && unix <= LATEST)) return { ...plain(text), kind: 'unit' };
  return { text, open: `<tg-time unix="${unix}" format="${format}">`, close: '</tg-time>', kind: 'unit' };
}

function fallback(at: Time, reader: Reader, how: { zone: boolean } | 'clock' = { zone: true }): string {
  if (Number.isNaN(new Date(at).getTime())) return '…';
  return how === 'clock' ? formatClock(at, reader) : formatTime(at, reader, how);
}

/** The stand-in is read by few, and by readers of one message in several languages. */
const readerIn = (zone = 'UTC'): Reader => ({ locale: 'en', zone: isZone(zone) ? zone : 'UTC' });

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
