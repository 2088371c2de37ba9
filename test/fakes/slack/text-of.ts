import type { Block } from './blocks.ts';

/** Everything that a reader could read in a message or a view, a block a line. */
export const textOf = ({ blocks }: { readonly blocks: readonly Block[] }): string =>
  blocks.map((block) => pieces(block).join('')).join('\n');

/** A link's text and its address; a date as its fallback. */
function pieces(piece: unknown): readonly string[] {
  if (Array.isArray(piece)) return piece.flatMap(pieces);
  if (typeof piece !== 'object' || piece === null) return [];
  const own = ['text', 'fallback']
    .map((key) => Object.entries(piece).find(([name]) => name === key)?.[1])
    .filter((value) => typeof value === 'string');
  const inner = Object.entries(piece).filter(
    ([key, value]) => key !== 'fallback' && typeof value === 'object',
  );
  return [...own, ...inner.flatMap(([, value]) => pieces(value))];
}
