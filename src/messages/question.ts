import type { Question } from '../commands/command.ts';
import type { FormId } from '../ids.ts';
import type { Answer } from './answer.ts';
import { button, buttons } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { Asking } from './en.ts';
import type { Reader } from './message.ts';
import { say } from './say.ts';

/** A command's question, from the catalogue's words for it. `danger`: what it does cannot be undone. */
export function question(asking: Asking, reader: Reader, danger = true): Question {
  const message = say(
    { title: asking.ask, sign: danger ? 'warning' : null, lines: [asking.effect].flat() },
    catalogueFor(reader.locale),
  );
  const { yes, following = null } = asking;
  return { kind: 'question', message, yes, following, danger };
}

/** The question with its buttons; what they answer waits under `id`. */
export function questionMessage(
  { message, yes, following, danger }: Question,
  id: FormId,
  reader: Reader,
): Answer {
  const words = catalogueFor(reader.locale);
  const style = danger ? 'danger' : 'primary';
  const choice = buttons(
    button(yes, `yes:${id}`, style),
    ...(following === null ? [] : [button(following, `yes:${id}:following`, style)]),
    button(words.buttons.leaveIt, `no:${id}`),
  );
  return { kind: 'private', message: { ...message, blocks: [...message.blocks, choice] } };
}
