import type { Command } from '../commands/command.ts';
import { bold, button, buttons, command, heading, list, note, paragraph, text } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { PublicMessage, Reader } from './message.ts';

/** Every listed command with what it does and a line that works, from the commands' own descriptions. */
export function help(
  commands: readonly Pick<Command, 'name' | 'listed' | 'summary' | 'example'>[],
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const items = commands
    .filter(({ listed }) => listed)
    .map(({ name, summary, example }) => [bold(name), text(`: ${summary(words)} `), command(example)]);
  return {
    notice: words.help.title,
    blocks: [
      heading(null, words.help.title),
      paragraph(text(words.help.intro)),
      list(items, words),
      note(text(words.help.id)),
      buttons(button(words.buttons.room, 'room'), button(words.buttons.me, 'me')),
    ],
  };
}
