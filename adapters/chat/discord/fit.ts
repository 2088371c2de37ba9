import type { Line } from './encode-spans.ts';
import { LIMIT } from './limits.ts';

/** A text display or a row of buttons, of whatever the buttons are. */
export type Part<Button> =
  | { readonly kind: 'text'; readonly lines: readonly Line[] }
  | { readonly kind: 'row'; readonly buttons: readonly Button[] };

const MORE: Line = { text: '…', core: null };

/** As much as one message takes. What is cut ends in an ellipsis; codes stay, and so do the last buttons. */
export const fitting = <Button>(parts: readonly Part<Button>[]): readonly Part<Button>[] =>
  fewLetters(fewParts(parts.filter(isSeen)));

const isSeen = <Button>(part: Part<Button>): boolean =>
  part.kind === 'row' ? part.buttons.length > 0 : part.lines.some(({ text }) => text.trim() !== '');

/** Components of the container around them, and of all in it. */
const count = <Button>(parts: readonly Part<Button>[]): number =>
  parts.reduce((sum, part) => sum + 1 + (part.kind === 'row' ? part.buttons.length : 0), 1);

/** Texts that follow each other become one only where they must: apart they are easier to read. */
function fewParts<Button>(parts: readonly Part<Button>[]): readonly Part<Button>[] {
  if (count(parts) <= LIMIT.components) return parts;
  let kept = merged(parts);
  while (count(kept) > LIMIT.components) {
    const at = kept.slice(0, -1).findLastIndex(({ kind }) => kind === 'row');
    kept = merged(kept.map((part, index) => (index === at ? { kind: 'text', lines: [MORE] } : part)));
  }
  return kept;
}

function merged<Button>(parts: readonly Part<Button>[]): readonly Part<Button>[] {
  const all: Part<Button>[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.kind !== 'text' || part.kind !== 'text') all.push(part);
    else all.splice(-1, 1, { kind: 'text', lines: together(last.lines, part.lines) });
  }
  return all;
}

const together = (first: readonly Line[], second: readonly Line[]): readonly Line[] => [
  ...first,
  ...(first.at(-1) === MORE && second[0] === MORE ? second.slice(1) : second),
];

const sizeOf = ({ length }: string): number => length + 1; // with the break after it

function fewLetters<Button>(parts: readonly Part<Button>[]): readonly Part<Button>[] {
  const all = parts.flatMap((part) => (part.kind === 'text' ? part.lines : []));
  if (all.reduce((sum, { text }) => sum + sizeOf(text), 0) <= LIMIT.text) return parts;
  let room = LIMIT.text - sizeOf(MORE.text);
  // Codes are reckoned first: what is around them gets what they leave.
  const kept = new Set(all.filter(({ core }) => core !== null && take(sizeOf(core))));
  let full = false;
  function take(size: number): boolean {
    if (size > room) return false;
    room -= size;
    return true;
  }
  const keep = (line: Line): readonly Line[] => {
    const { text, core } = line;
    const counted = core !== null && kept.has(line) ? sizeOf(core) : 0;
    if (!full && take(sizeOf(text) - counted)) return [line];
    const more = full ? [] : [MORE];
    full = true;
    return core !== null && counted > 0 ? [...more, { text: core, core }] : more;
  };
  return parts
    .map((part) => (part.kind === 'text' ? { ...part, lines: part.lines.flatMap(keep) } : part))
    .filter(isSeen);
}
