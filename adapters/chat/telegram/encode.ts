import type { InlineKeyboardMarkup } from 'grammy/types';
import { cut } from '../../../src/messages/cut.ts';
import type {
  PrivateBlock,
  PrivateButton,
  PrivateMessage,
  PublicMessage,
} from '../../../src/messages/message.ts';
import { SIGNS } from '../../../src/messages/signs.ts';
import { encodeSpans, escaped, type Piece, plain, type Reading, secret, within } from './encode-spans.ts';
import { keyboardOf } from './keyboard.ts';
import { LIMIT, opens, takes } from './limits.ts';

/** What sendMessage and editMessageText take, but for the place. An edit without a keyboard takes the old one away. */
export type TelegramMessage = {
  readonly text: string;
  readonly parse_mode: 'HTML';
  /** Telegram would fetch a personal link to show what is behind it. */
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup?: InlineKeyboardMarkup;
};

/** For many eyes: what people wrote in it neither calls anybody nor runs anything. */
export const encodePublic = (message: PublicMessage): TelegramMessage => encode(message, 'group');

/** Opens the secrets that are not hidden: for the private chat of one person, who has just asked. */
export const encodePrivate = (message: PrivateMessage): TelegramMessage => encode(message, 'answer');

/** Likewise, but it arrives by itself: no notification shows a code. */
export const encodeDelivered = (message: PrivateMessage): TelegramMessage => encode(message, 'told');

/**
 * Not protected from forwarding and saving (`protect_content`): that takes away *Copy* and screenshots too, which
 * people need to type a code in elsewhere, cannot be lifted by an edit, and keeps no code from anybody who means to
 * pass it on. The slip says what not to do.
 */
function encode({ blocks }: PrivateMessage, reading: Reading): TelegramMessage {
  const text = htmlOf(fitting(linesOf(blocks, reading)));
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const rows = keyboardOf(buttons);
  return {
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(rows.length > 0 ? { reply_markup: { inline_keyboard: rows } } : {}),
  };
}

type Line = readonly Piece[];

/** An empty line between things that do not belong together. */
function linesOf(blocks: readonly PrivateBlock[], reading: Reading): readonly Line[] {
  const lines: Line[] = [];
  let above: PrivateBlock['kind'] | null = null;
  for (const block of blocks) {
    const own = written(block, reading).filter((line) => line.length > 0);
    if (own.length === 0) continue;
    const goesOn = block.kind === 'paragraph' && (above === 'heading' || above === 'paragraph');
    if (above !== null && !goesOn) lines.push([]);
    lines.push(...own);
    above = block.kind;
  }
  return lines;
}

function written(block: PrivateBlock, reading: Reading): readonly Line[] {
  switch (block.kind) {
    case 'heading': {
      const lead = block.sign === null ? [] : [plain(`${SIGNS[block.sign]} `)];
      return [[...lead, ...encodeSpans(block.spans, reading)].map((piece) => within('b', piece))];
    }
    case 'paragraph':
      return [encodeSpans(block.spans, reading)];
    case 'fields':
      return block.fields.map(({ label, value }) => [
        ...encodeSpans([{ kind: 'bold', text: label }, GAP], reading),
        ...encodeSpans(value, reading),
      ]);
    case 'list':
      return block.items.map((item) => [plain('• '), ...encodeSpans(item, reading)]);
    case 'note':
      return [encodeSpans(block.spans, reading).map((piece) => within('i', piece))];
    case 'buttons':
      return block.buttons.flatMap((button) => unopened(button, reading));
    default:
      return block satisfies never;
  }
}

const GAP = { kind: 'text', text: '   ' } as const;

/** A link that no button may open, such as one to this machine, is there to be copied. */
function unopened(button: PrivateButton, reading: Reading): readonly Line[] {
  if (button.kind !== 'open') return [];
  const url = button.url.open();
  if (!takes(url) || opens(url)) return [];
  return [[...encodeSpans([{ kind: 'bold', text: button.label }, GAP], reading), secret(url, reading)]];
}

const MORE: Line = [plain('…')];

const sizeOf = (line: Line): number => line.reduce((size, { text }) => size + text.length, 0);
const totalOf = (lines: readonly Line[]): number => lines.reduce((size, line) => size + sizeOf(line) + 1, -1);
const holdsCode = (line: Line): boolean => line.some(({ kind }) => kind === 'code');

/** Characters of other things in the line of a code, when room is short. */
const BESIDE_CODE = 200;

/** As much as one message takes, from the top. A line with a code stays wherever it stands. */
function fitting(lines: readonly Line[]): readonly Line[] {
  if (totalOf(lines) <= LIMIT.text) return lines;
  const all = lines.map((line) => (holdsCode(line) ? shortened(line, BESIDE_CODE) : line));
  let room = LIMIT.text - 1 - totalOf([...all.filter(holdsCode), MORE]);
  const kept: Line[] = [];
  for (const line of all) {
    if (holdsCode(line)) {
      kept.push(line);
    } else if (room > 0) {
      const shorter = shortened(line, room);
      kept.push(shorter);
      room = shorter === line ? room - sizeOf(line) - 1 : 0;
    }
  }
  // More codes than a message takes, which no message of ours has.
  while (totalOf([...kept, MORE]) > LIMIT.text) kept.pop();
  return [...kept, MORE];
}

/** At most `most` characters besides its codes. */
function shortened(line: Line, most: number): Line {
  if (sizeOf(line) <= most) return line;
  let room = most;
  return line.flatMap((piece) => {
    if (piece.kind === 'code') return [piece];
    if (piece.text.length <= room) {
      room -= piece.text.length;
      return [piece];
    }
    const text = piece.kind === 'unit' || room < 2 ? '' : cut(piece.text, room);
    room = 0;
    return text === '' ? [] : [{ ...piece, text }];
  });
}

function htmlOf(lines: readonly Line[]): string {
  const html = lines.map((line) =>
    line.map(({ open, text, close }) => open + escaped(text) + close).join(''),
  );
  const text = lines.flat().map((piece) => piece.text);
  // "Message text is empty", says Telegram of what nobody can see.
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.join('')) ? html.join('\n') : '…';
}
