/** All that a reader of Slack sees in some blocks: every text, in its order. */
export function shownText(piece: unknown): string {
  if (Array.isArray(piece)) return piece.map(shownText).join('');
  if (typeof piece !== 'object' || piece === null) return '';
  const own = 'text' in piece ? (typeof piece.text === 'string' ? piece.text : shownText(piece.text)) : '';
  return own + ('elements' in piece ? shownText(piece.elements) : '');
}
