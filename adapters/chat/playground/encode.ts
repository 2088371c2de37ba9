import type { Time } from '../../../src/clock.ts';
import type { CalendarEntry } from '../../../src/messages/calendar-entry.ts';
import { isWeb } from '../../../src/messages/is-web.ts';
import type {
  PrivateButton,
  PrivateMessage,
  PrivateSpan,
  PublicButton,
  PublicMessage,
  PublicSpan,
  Sign,
} from '../../../src/messages/message.ts';
import { calendarFile } from '../../../src/time/calendar-file.ts';

/**
 * Messages as the page gets them: plain JSON that it builds elements from, text by text, so that nothing in it
 * can become markup. As in the core, what is public has no member that could hold a secret.
 */
export type PublicShownSpan =
  | { readonly kind: 'text' | 'bold' | 'code' | 'person'; readonly text: string }
  | { readonly kind: 'time'; readonly at: Time; readonly until: Time | null }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export type ShownSpan =
  | PublicShownSpan
  | { readonly kind: 'secret'; readonly label: string; readonly text: string; readonly hidden: boolean };

export type PublicShownButton = PublicButton;

export type ShownButton =
  | PublicShownButton
  | {
      readonly kind: 'open';
      readonly label: string;
      readonly url: string;
      readonly style: 'plain' | 'primary';
    }
  | { readonly kind: 'copy'; readonly label: string; readonly text: string; readonly press: string };

/** `Plain` is a span of headings and notes, which hold no secret in private messages either. */
type Block<Plain, Span, Button> =
  | { readonly kind: 'heading'; readonly sign: Sign | null; readonly spans: readonly Plain[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: readonly Span[] }[];
    }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'note'; readonly spans: readonly Plain[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

type Shown<Span, Button> = {
  readonly notice: string;
  readonly blocks: readonly Block<PublicShownSpan, Span, Button>[];
};
export type PublicShown = Shown<PublicShownSpan, PublicShownButton>;
export type PrivateShown = Shown<ShownSpan, ShownButton> & {
  /** A calendar file, to be downloaded. */
  readonly file?: { readonly name: string; readonly text: string };
};

export const encodePublic = (message: PublicMessage): PublicShown => ({
  notice: clean(message.notice),
  blocks: message.blocks.map((block) => encodeBlock(block, encodePublicSpan, encodePublicButton)),
});

/** Opens the secrets: what it returns is for one person only. */
export const encodePrivate = ({ notice, blocks, calendar }: PrivateMessage): PrivateShown => ({
  notice: clean(notice),
  blocks: blocks.map((block) => encodeBlock(block, encodePrivateSpan, encodePrivateButton)),
  ...(calendar && { file: fileOf(calendar) }),
});

function fileOf(calendar: CalendarEntry): { readonly name: string; readonly text: string } {
  const { name, text } = calendarFile(calendar);
  return { name, text };
}

function encodeBlock<Span, Button, ToSpan, ToButton>(
  block: Block<PublicSpan, Span, Button>,
  toSpan: (span: Span) => ToSpan,
  toButton: (button: Button) => ToButton,
): Block<PublicShownSpan, ToSpan, ToButton> {
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, sign: block.sign, spans: block.spans.map(encodePublicSpan) };
    case 'note':
      return { kind: block.kind, spans: block.spans.map(encodePublicSpan) };
    case 'paragraph':
      return { kind: block.kind, spans: block.spans.map(toSpan) };
    case 'fields': {
      const fields = block.fields.map(({ label, value }) => ({
        label: clean(label),
        value: value.map(toSpan),
      }));
      return { kind: block.kind, fields };
    }
    case 'list':
      return { kind: block.kind, items: block.items.map((item) => item.map(toSpan)) };
    case 'buttons':
      return { kind: block.kind, buttons: block.buttons.map(toButton) };
    default:
      return block satisfies never;
  }
}

export function encodePublicSpan(span: PublicSpan): PublicShownSpan {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
      return { kind: span.kind, text: clean(span.text) };
    case 'command':
      return { kind: 'code', text: clean(span.text) };
    case 'person':
      return { kind: span.kind, text: clean(span.name) };
    case 'time':
      return { kind: span.kind, at: span.at, until: span.until ?? null };
    case 'link': {
      const text = clean(span.label);
      return isWeb(span.url) ? { kind: span.kind, text, url: span.url } : { kind: 'text', text };
    }
    default:
      return span satisfies never;
  }
}

function encodePrivateSpan(span: PrivateSpan): ShownSpan {
  if (span.kind !== 'secret') return encodePublicSpan(span);
  return { kind: span.kind, label: clean(span.label), text: clean(span.secret.open()), hidden: span.hidden };
}

const encodePublicButton = (button: PublicButton): PublicShownButton => ({
  ...button,
  label: clean(button.label),
});

function encodePrivateButton(button: PrivateButton): ShownButton {
  const label = clean(button.label);
  switch (button.kind) {
    case 'press':
      return encodePublicButton(button);
    case 'open':
      return { kind: button.kind, label, url: openable(button.url.open()), style: button.style };
    case 'copy':
      return { kind: button.kind, label, text: button.text.open(), press: button.press };
    default:
      return button satisfies never;
  }
}

function openable(url: string): string {
  if (!isWeb(url)) throw new TypeError('A button opens http or https only.');
  return url;
}

/** Control characters but the line break, and what reverses or hides text: names and topics are hostile. */
const UNWANTED = /[^\P{Cc}\n]|[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export const clean = (text: string): string => text.replace(UNWANTED, '');
