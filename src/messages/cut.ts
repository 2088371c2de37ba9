/** At most `most` UTF-16 units, never half a character. What was cut ends in an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.max(most - 1, 0)).replace(/[\ud800-\udbff]$/u, '')}…`;
}
