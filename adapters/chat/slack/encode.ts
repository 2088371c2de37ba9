import type { types } from '@slack/bolt';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { cut } from '../../../src/messages/cut.ts';
import type {
  PrivateBlock,
  PrivateButton,
  PrivateMessage,
  PrivateSpan,
  PublicButton,
  Sign,
} from '../../../src/messages/message.ts';
import { SIGNS } from '../../../src/messages/signs.ts';
import { encodeSpans, isPlain, plainText } from './encode-spans.ts';
import { LIMIT, type RichElement, sizeOf, split, takes } from './limits.ts';

/**
 * What a message becomes. Phones make their notifications of `text`, desktops of `blocks`
 * (https://docs.slack.dev/changelog/2026/07/13/notification-changes), and neither ever holds a code: from the first one on
 * a message stands in attachments. There are none in most, which has to be said: an edit keeps those it is silent on.
 * All that people wrote stands in rich text or plain text elements, which Slack does not parse: markup in it shows
 * as typed, and `<!channel>` or `@here` in it reach nobody.
 */
type SlackMessage = {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly attachments: types.MessageAttachment[];
};

/**
 * Opens the secrets that are not hidden: what it makes of a private message is for one person only. What goes to a
 * conversation is a PublicMessage, by the types of `Post` and `Answer`, and holds none.
 */
export function encode({ notice, blocks }: PrivateMessage): SlackMessage {
  const text = encodeNotice(notice);
  const first = blocks.findIndex(holdsCode);
  const open = first < 0 ? blocks : blocks.slice(0, first);
  const rest = first < 0 ? [] : encodeBlocks(blocks.slice(first), MESSAGE);
  return {
    text,
    blocks: encodeBlocks(open, MESSAGE),
    attachments: Array.from({ length: Math.ceil(rest.length / LIMIT.attached) }, (_, at) => ({
      fallback: text,
      blocks: rest.slice(at * LIMIT.attached, (at + 1) * LIMIT.attached),
    })),
  };
}

/**
 * An answer that only its reader sees, where it was asked. It notifies nobody; and without a text of its own Slack makes
 * one of the blocks, where a screen reader would else read that text alone (https://docs.slack.dev/reference/methods/chat.postMessage).
 */
export function encodeInPlace({ notice, blocks }: PrivateMessage) {
  const encoded = encodeBlocks(blocks, MESSAGE);
  return { ...(encoded.length === 0 ? { text: encodeNotice(notice) } : {}), blocks: encoded };
}

const isCode = (span: PrivateSpan): boolean => span.kind === 'secret' && !span.hidden;

function holdsCode(block: PrivateBlock): boolean {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return block.spans.some(isCode);
    case 'fields':
      return block.fields.some(({ value }) => value.some(isCode));
    case 'list':
      return block.items.some((item) => item.some(isCode));
    case 'buttons':
      return false;
    default:
      return block satisfies never;
  }
}

/** How much there may be of it: in blocks, and in characters of JSON. */
type Room = { readonly blocks: number; readonly total: number };
const MESSAGE: Room = { blocks: LIMIT.blocks, total: LIMIT.total };
/** A modal or the Home tab. */
export const VIEW: Room = { blocks: LIMIT.viewBlocks, total: LIMIT.viewTotal };

/** Opens the secrets that are not hidden. */
export const encodeBlocks = (blocks: readonly PrivateBlock[], room: Room): types.KnownBlock[] =>
  fitting(blocks.flatMap(encodeBlock), room);

/** `text` is mrkdwn, the only one here: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function encodeNotice(notice: string): string {
  const line = cut(withoutUnseen(notice.replace(/\s+/gu, ' ')).trim(), LIMIT.notice);
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') || '…';
}

function encodeBlock(block: PrivateBlock): readonly types.KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.sign, block.spans);
    case 'paragraph':
      return richText(encodeSpans(block.spans));
    case 'fields':
      return richText(
        block.fields.flatMap(({ label, value }, index) => [
          ...encodeSpans([
            ...(index > 0 ? [{ kind: 'text', text: '\n' } as const] : []),
            { kind: 'bold', text: label },
            { kind: 'text', text: '   ' },
          ]),
          ...encodeSpans(value),
        ]),
      );
    case 'list':
      return list(block.items.map(encodeSpans));
    case 'note':
      return note(block.spans);
    case 'buttons':
      return actions(block);
    default:
      return block satisfies never;
  }
}

type Spans = Extract<PrivateBlock, { kind: 'note' }>['spans'];

/** A header block is a heading for a screen reader too, but takes plain text only, and little of it. */
function heading(sign: Sign | null, spans: Spans): readonly types.KnownBlock[] {
  const lead = sign === null ? '' : `${SIGNS[sign]} `;
  const text = `${lead}${plainText(spans)}`.trim();
  if (text === '') return [];
  if (isPlain(spans) && text.length <= LIMIT.header)
    return [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
  const elements = encodeSpans([{ kind: 'text', text: lead }, ...spans]);
  return richText(elements.map((element) => ({ ...element, style: { ...element.style, bold: true } })));
}

/** Small where it is nothing but text; a link or a time needs rich text, which has no small form. */
function note(spans: Spans): readonly types.KnownBlock[] {
  const text = plainText(spans);
  if (!isPlain(spans)) return richText(encodeSpans(spans));
  if (text.trim() === '') return [];
  const element = { type: 'plain_text', text: cut(text, LIMIT.text), emoji: false } as const;
  return [{ type: 'context', elements: [element] }];
}

const richText = (elements: readonly RichElement[]): readonly types.RichTextBlock[] =>
  split(elements).map((part) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [...part] }],
  }));

function list(items: readonly (readonly RichElement[])[]): readonly types.RichTextBlock[] {
  const lists: types.RichTextSection[][] = [];
  let room = 0;
  for (const item of items) {
    const [elements] = split(item);
    if (!elements) continue;
    room -= sizeOf(elements);
    if (room < 0 || lists.length === 0) {
      lists.push([]);
      room = LIMIT.text - sizeOf(elements);
    }
    lists.at(-1)?.push({ type: 'rich_text_section', elements: [...elements] });
  }
  return lists.map((elements) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements }],
  }));
}

type Buttons = Extract<PrivateBlock, { kind: 'buttons' }>;

function actions({ buttons, inFront = buttons.length }: Buttons): readonly types.KnownBlock[] {
  const [standing, behind] = apart(buttons, inFront);
  const elements = [
    ...standing.flatMap((each, index) => encodeButton(each, `${each.kind}-${index}`) ?? []),
    ...(behind.length > 0 ? [menu(behind)] : []),
  ];
  return Array.from({ length: Math.ceil(elements.length / LIMIT.buttons) }, (_, at) => ({
    type: 'actions',
    elements: elements.slice(at * LIMIT.buttons, (at + 1) * LIMIT.buttons),
  }));
}

/** What stands, and what is behind a menu: as much as one takes, as there are no two menus in a row. */
function apart(
  buttons: readonly PrivateButton[],
  inFront: number,
): readonly [standing: readonly PrivateButton[], behind: readonly PublicButton[]] {
  const presses = buttons.slice(inFront).flatMap((each) => (each.kind === 'press' ? [each] : []));
  if (presses.length < 2) return [buttons, []];
  const behind = presses.slice(-LIMIT.menu);
  return [buttons.filter((each) => !behind.some((one) => one === each)), behind];
}

/** Behind its three dots. What would stand in red is asked about once more anyway. */
const menu = (buttons: readonly PublicButton[]): types.Overflow => ({
  type: 'overflow',
  action_id: 'menu',
  options: buttons.map(({ label, press }) => ({ text: labelOf(label), value: press })),
});

const labelOf = (label: string): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(withoutUnseen(label).trim(), LIMIT.button) || '…',
  emoji: false,
});

/** Slack cannot copy: pressing *Copy* answers with only that text. A press is known by its `value`. */
function encodeButton(button: PrivateButton, id: string): types.Button | null {
  const common = { type: 'button', action_id: id, text: labelOf(button.label) } as const;
  switch (button.kind) {
    case 'press':
      return { ...common, value: button.press, ...styleOf(button.style) };
    case 'copy':
      return { ...common, value: button.press };
    case 'open': {
      const url = button.url.open();
      return takes(url) ? { ...common, url, ...styleOf(button.style) } : null;
    }
    default:
      return button satisfies never;
  }
}

const styleOf = (style: 'plain' | 'primary' | 'danger') => (style === 'plain' ? {} : { style });

const MORE: types.ContextBlock = { type: 'context', elements: [{ type: 'plain_text', text: '…' }] };

/** As many blocks, and as much in them, as there is room for. What is cut ends in an ellipsis; buttons go last. */
function fitting(blocks: readonly types.KnownBlock[], room: Room): types.KnownBlock[] {
  const fits = (some: readonly types.KnownBlock[]) =>
    some.length <= room.blocks && JSON.stringify(some).length <= room.total;
  const last = blocks.at(-1);
  const tail = last?.type === 'actions' ? [MORE, last] : [MORE];
  const kept = [...blocks];
  while (!fits(kept) && kept.length > tail.length) kept.splice(-tail.length - 1, tail.length + 1, ...tail);
  return kept;
}
