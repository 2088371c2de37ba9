/** Longest topic, in characters (code points): what Zoom takes, and more than any card shows well. */
const LONGEST = 200;

/**
 * What cannot be seen but changes how the rest is read: controls (NUL among them), lone surrogates, bidirectional
 * marks, embeddings, overrides and isolates, zero-width space, the byte order mark. Joiners stay: emoji and some
 * scripts need them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A stranger's text without what cannot be seen. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** A topic as it is kept: one line of plain text. May be empty; texts have a word for that. */
export function cleanTopic(text: string): string {
  const line = withoutUnseen(text.replace(/\s+/gu, ' ')).trim();
  return [...line].slice(0, LONGEST).join('').trim();
}
