import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { cut } from '../../../src/messages/cut.ts';
import { endsSoon } from '../../../src/messages/ends-soon.ts';
import { HIDDEN } from '../../../src/messages/hidden.ts';
import type { PrivateSpan, PublicSpan } from '../../../src/messages/message.ts';
import { commandLine } from './command-line.ts';
import { LIMIT } from './limits.ts';

/** A line of Discord's markdown. `core`: the codes in it, by themselves, which must stay when the line has no room. */
export type Line = { readonly text: string; readonly core: string | null };

/** The lines that the spans make. There is at least one; it may be empty. */
export function encodeLines(spans: readonly PrivateSpan[]): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = { text: '', core: null };
  for (const span of spans) {
    for (const [index, piece] of encodeSpan(span).entries()) {
      if (index > 0) {
        lines.push(line);
        line = { text: '', core: null };
      }
      line = joined(line, piece);
    }
  }
  return [...lines, line];
}

/** Two bold or monospace pieces side by side would read as one: something unseen goes between them. */
function joined(line: Line, { text, core }: Line): Line {
  const edge = line.text.at(-1);
  const between = (edge === '*' || edge === '`') && text.startsWith(edge) ? '\u200b' : '';
  const cores = [line.core, core].filter((one) => one !== null);
  return { text: line.text + between + text, core: cores.length > 0 ? cores.join(' ') : null };
}

/** Each piece but the first begins a new line. */
function encodeSpan(span: PrivateSpan): readonly Line[] {
  switch (span.kind) {
    case 'text':
      return plain(span.text);
    case 'bold':
      return plain(span.text, bold);
    case 'code':
      return [only(monospace(cut(oneLine(span.text), LIMIT.line)))];
    case 'command':
      return [only(monospace(cut(commandLine(oneLine(span.text)), LIMIT.line)))];
    case 'person':
      return [only(escaped(cut(oneLine(span.name), LIMIT.line)))];
    case 'time':
      return [only(time(span))];
    case 'link':
      return [only(link(span))];
    case 'secret': {
      const shown = monospace(span.hidden ? HIDDEN : oneLine(span.secret.open()));
      return [{ text: shown, core: span.hidden ? null : shown }];
    }
    default:
      return span satisfies never;
  }
}

const only = (text: string): Line => ({ text, core: null });

/** Line breaks stay, as on every other platform. */
const plain = (text: string, dress = (line: string) => line): readonly Line[] =>
  text.split('\n').map((line) => only(dress(escaped(cut(withoutUnseen(line), LIMIT.line)))));

const oneLine = (text: string): string => withoutUnseen(text.replace(/\s+/gu, ' '));

/** What begins markup, a mention, an emoji or a link; and what begins a list where it stands first. */
const MARKUP = /[\\*_~`|<>[\]()@#:]/g;
const LIST = /^(\s*\d*)([-+.])/;

/**
 * Nothing that people wrote is markup: a backslash before any character but letters, digits and spaces shows it as it
 * is (https://docs.discord.com/developers/reference#message-formatting).
 */
const escaped = (text: string): string => text.replace(MARKUP, '\\$&').replace(LIST, '$1\\$2');

/** Spaces stand outside, where the asterisks still are markup. */
const bold = (text: string): string => text.replace(/^(\s*)(\S.*?)(\s*)$/s, '$1**$2**$3');

/** Backticks in it want two around it; more of them in a row are shown in the common type. */
function monospace(text: string): string {
  if (text.trim() === '') return '';
  if (!text.includes('`')) return `\`${text}\``;
  return text.includes('``') ? escaped(text) : `\`\` ${text} \`\``;
}

/** Nowhere else than where it says. A label that is an address itself is not shown as one: Discord refuses that. */
function link({ label, url }: Extract<PublicSpan, { kind: 'link' }>): string {
  const shown = cut(oneLine(label).trim(), LIMIT.line);
  const target = webAddress(url);
  if (target === null) return escaped(shown);
  return shown === '' || shown.includes('://') ? `<${target}>` : masked(shown, target);
}

export const masked = (label: string, target: string): string => `[${escaped(label)}](<${target}>)`;

/** As it stands in a text: without what would end it there. Null: no page of the web, or too long. */
export function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  const target = href.replace(/[()<>\\`]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^https?:$/.test(protocol) && target.length <= LIMIT.link ? target : null;
}

/** In the reader's own zone: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
function time({ at, until }: Extract<PublicSpan, { kind: 'time' }>): string {
  const near = stamp(at, 'R');
  if (until === undefined || until === at) return `${stamp(at, 'F')} (${near})`;
  const end = stamp(until, endsSoon(at, until) ? 't' : 'F');
  return `${stamp(at, 'F')} – ${end} (${near})`;
}

const stamp = (at: number, style: 'F' | 'R' | 't'): string => `<t:${Math.floor(at / 1000)}:${style}>`;
