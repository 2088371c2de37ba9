import { commands } from '../../../src/commands/registry.ts';
import { readWords } from '../../../src/commands/words.ts';
import { en } from '../../../src/messages/en.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Token } from '../../../src/ports/inbox.ts';
import { optionName, optionsOf } from './commands.ts';

const byName = new Map(commands.map((command) => [command.name, command]));

/**
 * A command as Discord shows it while it is typed: `/meeting now topic: Standup people: @ivan` for
 * `/meeting now Standup @ivan`. What is none stays as it is.
 */
export function commandLine(words: string): string {
  const [begin, name = '', ...rest] = words.split(' ');
  const command = byName.get(name);
  if (!command) return words;
  const fields = optionsOf(command);
  const read = readWords(rest.map(token), fields, en);
  if (read.rest !== '') return words;
  const options = fields.flatMap((field) => {
    const value = read.values[field.name];
    return value === undefined ? [] : [`${optionName(field)}: ${typed(value)}`];
  });
  return [begin, name, ...options].join(' ');
}

const token = (word: string): Token =>
  word.startsWith('@') ? { kind: 'handle', handle: word.slice(1) } : word;

function typed(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'; // as Discord writes them
  if (typeof value === 'string') return value;
  return value.map((ref) => (ref.kind === 'handle' ? `@${ref.handle}` : '')).join(' ');
}
