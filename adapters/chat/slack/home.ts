import type { types } from '@slack/bolt';
import type { Answer } from '../../../src/messages/answer.ts';
import { encodeBlocks, VIEW } from './encode.ts';

/** The answer of `home` as the Home tab; an event that came twice changes nothing of it. */
export function homeView(answer: Answer): types.HomeView | null {
  switch (answer.kind) {
    case 'private':
    case 'public':
    case 'retract':
      return { type: 'home', blocks: encodeBlocks(answer.message.blocks, VIEW) };
    case 'form':
    case 'nothing':
      return null;
    default:
      return answer satisfies never;
  }
}
