import type { types } from '@slack/bolt';
import type { Answer } from '../../../src/messages/answer.ts';
import { encodePrivate, encodePublic } from './encode.ts';

/** Slack's limit on a Home tab. */
const MOST_BLOCKS = 100;

/** *My meetings*: the answers of `list` and of `room`, one below the other. */
export function homeView(answers: readonly Answer[]): types.HomeView {
  const parts = answers.map(blocksOf).filter((blocks) => blocks.length > 0);
  const blocks = parts.flatMap((part, index) =>
    index === 0 ? part : [{ type: 'divider' } as const, ...part],
  );
  return { type: 'home', blocks: blocks.slice(0, MOST_BLOCKS) };
}

function blocksOf(answer: Answer): readonly types.KnownBlock[] {
  switch (answer.kind) {
    case 'private':
    case 'retract':
      return encodePrivate(answer.message).blocks;
    case 'public':
      return encodePublic(answer.message).blocks;
    case 'form':
    case 'nothing':
      return [];
    default:
      return answer satisfies never;
  }
}
