import type { PrivateMessage, PrivateSpan } from '../../../src/messages/message.ts';
import { LIMIT } from './limits.ts';

/** Whether a message holds what only its reader may see: a file, too, which only the private chat takes. */
export const holdsSecret = ({ blocks, calendar }: PrivateMessage): boolean =>
  calendar !== undefined ||
  blocks.some((block) => {
    switch (block.kind) {
      case 'buttons':
        return block.buttons.some(({ kind }) => kind !== 'press');
      case 'fields':
        return block.fields.some(({ value }) => value.some(isSecret));
      case 'list':
        return block.items.some((item) => item.some(isSecret));
      case 'heading':
      case 'paragraph':
      case 'note':
        return block.spans.some(isSecret);
      default:
        return block satisfies never;
    }
  });

const isSecret = (span: PrivateSpan): boolean => span.kind === 'secret' && !span.hidden;

/** The whole of a short message as the plain text of an alert; null: there is more to it. */
export const briefOf = (message: PrivateMessage): string | null =>
  message.blocks.some(({ kind }) => kind === 'buttons') ? null : gistOf(message);

/** What a short message says, whatever buttons it has; null: it is not short. */
export function gistOf({ blocks }: PrivateMessage): string | null {
  const lines: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'buttons') continue;
    if (block.kind !== 'heading' && block.kind !== 'paragraph' && block.kind !== 'note') return null;
    const words = block.spans.map(wordsOf);
    if (words.includes(null)) return null;
    lines.push(words.join(''));
  }
  const text = lines.join('\n').trim();
  return text !== '' && text.length <= LIMIT.alert ? text : null;
}

function wordsOf(span: PrivateSpan): string | null {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
    case 'command':
      return span.text;
    case 'person':
      return span.name;
    case 'time':
    case 'link':
    case 'secret':
      return null;
    default:
      return span satisfies never;
  }
}
