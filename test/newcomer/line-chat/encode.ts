import type { Answer } from '../../../src/messages/answer.ts';
import type { PrivateBlock, PrivateMessage, PrivateSpan } from '../../../src/messages/message.ts';

/** What an answer is as lines of text. */
export function encodeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'private':
    case 'retract':
    case 'public':
      return encode(answer.message);
    case 'form':
      return answer.form.title;
    case 'nothing':
      return '';
    default:
      return answer satisfies never;
  }
}

/** Opens the secrets: what it returns is for one person only. */
export const encode = ({ blocks }: PrivateMessage): string => blocks.map(encodeBlock).join('\n');

function encodeBlock(block: PrivateBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return encodeSpans(block.spans);
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${encodeSpans(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${encodeSpans(item)}`).join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ');
    default:
      return block satisfies never;
  }
}

const encodeSpans = (spans: readonly PrivateSpan[]): string => spans.map(encodeSpan).join('');

function encodeSpan(span: PrivateSpan): string {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
    case 'command':
      return span.text;
    case 'time':
      return new Date(span.at).toISOString();
    case 'person':
      return span.name;
    case 'link':
      return span.url;
    case 'secret':
      return span.secret.open();
    default:
      return span satisfies never;
  }
}
