import { heading, list, paragraph, buttons as row, text } from './blocks.ts';
import type { Catalogue } from './catalogue.ts';
import type { PublicButton, PublicMessage, PublicSpan, Sign } from './message.ts';

type Saying = {
  /** First what happened. It is also the notice. */
  readonly title: string;
  readonly sign?: Sign | null;
  /** Then what to do: a paragraph each. */
  readonly lines?: readonly (string | PublicSpan | readonly PublicSpan[])[];
  readonly items?: readonly string[];
  readonly buttons?: readonly PublicButton[];
};

/** The shape of most answers. Has no place for a secret. */
export function say(
  { title, sign = null, lines = [], items = [], buttons = [] }: Saying,
  words: Catalogue,
): PublicMessage {
  return {
    notice: title,
    blocks: [
      heading(sign, title),
      ...lines.map((line) => paragraph(...spansOf(line))),
      ...(items.length > 0
        ? [
            list(
              items.map((item) => [text(item)]),
              words,
            ),
          ]
        : []),
      ...(buttons.length > 0 ? [row(...buttons)] : []),
    ],
  };
}

function spansOf(line: string | PublicSpan | readonly PublicSpan[]): readonly PublicSpan[] {
  if (typeof line === 'string') return [text(line)];
  return 'kind' in line ? [line] : line;
}
