import type { Time } from '../../../src/clock.ts';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { cut } from '../../../src/messages/cut.ts';
import { endsSoon } from '../../../src/messages/ends-soon.ts';
import { HIDDEN } from '../../../src/messages/hidden.ts';
import type { PrivateSpan, PublicSpan } from '../../../src/messages/message.ts';
import { zoned } from '../../../src/time/zoned.ts';
import { LIMIT, type RichElement, takes } from './limits.ts';

type Style = NonNullable<RichElement['style']>;

/** The pieces of a line. Slack refuses an empty one. */
export const encodeSpans = (spans: readonly PrivateSpan[]): readonly RichElement[] =>
  spans.flatMap(encodeSpan);

function encodeSpan(span: PrivateSpan): readonly RichElement[] {
  switch (span.kind) {
    case 'text':
      return text(span.text);
    case 'bold':
      return text(span.text, { bold: true });
    case 'code':
    case 'command':
      return text(span.text, { code: true });
    case 'person':
      return text(span.name);
    case 'time':
      return time(span);
    case 'link':
      return link(span);
    case 'secret':
      return text(span.hidden ? HIDDEN : span.secret.open(), { code: true });
    default:
      return span satisfies never;
  }
}

function text(value: string, style?: Style): readonly RichElement[] {
  // Line breaks stay, as on every other platform.
  const seen = value.split('\n').map(withoutUnseen).join('\n');
  return seen === '' ? [] : [{ type: 'text', text: seen, ...(style ? { style } : {}) }];
}

function link({ label, url }: Extract<PublicSpan, { kind: 'link' }>): readonly RichElement[] {
  const shown = cut(withoutUnseen(label).trim(), LIMIT.text);
  if (!takes(url)) return text(shown);
  return [{ type: 'link', url, ...(shown ? { text: shown } : {}) }];
}

/** In the reader's own zone, which Slack knows: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function time({ at, until, zone }: Extract<PublicSpan, { kind: 'time' }>): readonly RichElement[] {
  const start = date(at, '{date_short_pretty} {time}', zone);
  if (until === undefined || until === at) return [start];
  const format = endsSoon(at, until) ? '{time}' : '{date_short_pretty} {time}';
  return [start, { type: 'text', text: '–' }, date(until, format, zone)];
}

const date = (at: Time, format: string, zone: string | undefined): RichElement => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format,
  fallback: fallback(at, zone),
});

/** For programs that do not know Slack's dates, and where the zone is none that we know. */
function fallback(at: Time, zone = 'UTC'): string {
  try {
    const { year, month, day, hour, minute } = zoned(at, zone);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} ${zone}`;
  } catch {
    return zone === 'UTC' ? '…' : fallback(at);
  }
}

/** Whether nothing in it needs more than text. */
export const isPlain = (spans: readonly PublicSpan[]): boolean =>
  spans.every(({ kind }) => kind !== 'link' && kind !== 'time');

export const plainText = (spans: readonly PublicSpan[]): string =>
  encodeSpans(spans)
    .map((element) => (element.type === 'text' ? element.text : ''))
    .join('');
