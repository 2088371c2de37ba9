import type { Command } from '../../../src/commands/command.ts';
import { type Field, fieldsOf } from '../../../src/commands/fields.ts';
import { commands } from '../../../src/commands/registry.ts';
import { asId } from '../../../src/ids.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Values } from '../../../src/ports/inbox.ts';
import { optionName } from './commands.ts';
import { isSnowflake } from './ids.ts';
import { readPeople } from './read-people.ts';

export type Option = { readonly name: string; readonly value: string | number | boolean };

const fieldsByName = new Map(commands.map(({ name, input }) => [name, fieldsOf(input)]));

/** The fields of a command that may be one of ours. */
export const fieldsOfNamed = (command: Command['name']): readonly Field[] => fieldsByName.get(command) ?? [];

/** The options of a subcommand as the values of its fields. What is none of its fields is left out. */
export function readOptions(command: string, options: readonly Option[]): Values {
  const fields = fieldsOfNamed(command);
  const given = options.flatMap(({ name, value }) => {
    const field = fields.find((each) => optionName(each) === name);
    return field ? [[field.name, read(field, value)] as const] : [];
  });
  return Object.fromEntries(given);
}

function read({ kind }: Field, value: Option['value']): FieldValue {
  if (typeof value === 'boolean') return value;
  const typed = String(value);
  if (kind !== 'people') return typed;
  // Discord's own chooser gives the bare id.
  return isSnowflake(typed) ? [{ kind: 'person', foreignId: asId(typed) }] : readPeople(typed);
}
