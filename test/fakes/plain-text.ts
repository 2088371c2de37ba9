import type { PrivateBlock, PrivateMessage, PrivateSpan, Reader } from '../../src/messages/message.ts';
import { formatTime } from '../../src/time/format.ts';

/** A message as somebody would read it aloud who cannot see secrets. The simplest encoder there can be. */
export function plainText({ blocks }: PrivateMessage, reader: Reader): string {
  const spans = (all: readonly PrivateSpan[]) => all.map((span) => spanText(span, reader)).join('');
  const blockText = (block: PrivateBlock): string => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'note':
        return spans(block.spans);
      case 'fields':
        return block.fields.map(({ label, value }) => `${label} ${spans(value)}`).join('\n');
      case 'list':
        return block.items.map((item) => `- ${spans(item)}`).join('\n');
      case 'buttons':
        return block.buttons.map(({ label }) => `[${label}]`).join(' ');
      default:
        return block satisfies never;
    }
  };
  return blocks.map(blockText).join('\n');
}

function spanText(span: PrivateSpan, reader: Reader): string {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
    case 'command':
      return span.text;
    case 'time':
      return formatTime(span.at, reader, span.until === undefined ? {} : { until: span.until });
    case 'person':
      return `@${span.name}`;
    case 'link':
      return span.label;
    case 'secret':
      return '[hidden]';
    default:
      return span satisfies never;
  }
}

/** What the buttons of a message send when they are pressed. */
export const pressesOf = ({ blocks }: PrivateMessage): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'buttons'
      ? block.buttons.flatMap((button) => ('press' in button ? [button.press] : []))
      : [],
  );

/** Every text of a message that a stranger may have had a hand in. */
export const textsOf = ({ notice, blocks }: PrivateMessage): readonly string[] => {
  const spanTexts = (spans: readonly PrivateSpan[]) =>
    spans.flatMap((span) => {
      switch (span.kind) {
        case 'text':
        case 'bold':
        case 'code':
        case 'command':
          return [span.text];
        case 'person':
          return [span.name];
        case 'link':
        case 'secret':
          return [span.label];
        case 'time':
          return [];
        default:
          return span satisfies never;
      }
    });
  return [
    notice,
    ...blocks.flatMap((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
        case 'note':
          return spanTexts(block.spans);
        case 'fields':
          return block.fields.flatMap(({ label, value }) => [label, ...spanTexts(value)]);
        case 'list':
          return block.items.flatMap(spanTexts);
        case 'buttons':
          return block.buttons.map(({ label }) => label);
        default:
          return block satisfies never;
      }
    }),
  ];
};
