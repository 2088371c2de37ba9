import type { Command, FormReader } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { Values } from '../ports/inbox.ts';

/** What is wrong with the fields of one step, by field, in the reader's words. */
export function checkStep(
  { form, input }: Pick<Command, 'form' | 'input'>,
  step: number,
  values: Values,
  reader: FormReader,
): Readonly<Record<string, string>> {
  const names = form?.steps[step] ?? [];
  const missing = fieldsOf(input).filter(({ name, required }) => required && values[name] === undefined);
  const { required } = catalogueFor(reader.locale).hints;
  const wrong = {
    ...form?.check(values, reader),
    ...Object.fromEntries(missing.map(({ name }) => [name, required])),
  };
  return Object.fromEntries(Object.entries(wrong).filter(([name]) => names.includes(name)));
}
