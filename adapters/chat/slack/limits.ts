import type { types } from '@slack/bolt';
import { isWeb } from '../../../src/messages/is-web.ts';

/** One piece of rich text, of those that we use. */
export type RichElement = types.RichTextText | types.RichTextLink | types.RichTextDate;

/** What Slack takes, in characters or in pieces: https://docs.slack.dev/reference/block-kit */
export const LIMIT = {
  blocks: 50, // a message
  viewBlocks: 100,
  text: 3000, // a section, and what we put into one rich text
  header: 150,
  notice: 500, // Slack takes 4,000; a notification shows one line
  button: 75, // what stands on it, or in a line of a menu
  buttons: 25, // an actions block
  menu: 5, // lines of an overflow menu
  attached: 5, // blocks in one attachment; of more, Slack may hide some behind "Show more"
  url: 3000,
  /** All blocks of a message: `msg_blocks_too_long` came at 13,200 (github.com/slackapi/bolt-js/issues/2509). */
  total: 12_000,
  /** `view_too_large`: 250 kB (https://docs.slack.dev/reference/methods/views.open); a character may be three bytes. */
  viewTotal: 80_000,
} as const;

export const takes = (url: string): boolean => url.length <= LIMIT.url && isWeb(url);

const textOf = (element: RichElement): string => {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text ?? element.url;
    case 'date':
      return element.fallback ?? '';
    default:
      return element satisfies never;
  }
};

export const sizeOf = (elements: readonly RichElement[]): number =>
  elements.reduce((size, element) => size + textOf(element).length, 0);

/** Parts of at most a section's length each, in their order. Texts longer than that are broken up. */
export function split(elements: readonly RichElement[]): readonly (readonly RichElement[])[] {
  const parts: RichElement[][] = [];
  let room = 0;
  for (const element of elements.flatMap(broken)) {
    const size = sizeOf([element]);
    if (size > room) {
      parts.push([]);
      room = LIMIT.text;
    }
    parts.at(-1)?.push(element);
    room -= size;
  }
  return parts;
}

function broken(element: RichElement): readonly RichElement[] {
  if (element.type !== 'text' || element.text.length <= LIMIT.text) return [element];
  const pieces: RichElement[] = [];
  for (let text = element.text; text !== ''; ) {
    // A high surrogate at the end belongs to the next piece.
    const piece = text.slice(0, LIMIT.text).replace(/[\ud800-\udbff]$/, '') || text.slice(0, LIMIT.text);
    pieces.push({ ...element, text: piece });
    text = text.slice(piece.length);
  }
  return pieces;
}
