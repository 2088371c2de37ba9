import { paragraph, text } from './blocks.ts';
import type { PrivateBlock, PrivateMessage } from './message.ts';

/** One sentence, which is the notice too, and what goes with it. */
export const notice = (words: string, ...more: readonly PrivateBlock[]): PrivateMessage => ({
  notice: words,
  blocks: [paragraph(text(words)), ...more],
});
