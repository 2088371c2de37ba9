import { catalogueFor, locales } from '../messages/catalogue.ts';

/** By what may be typed for it in any language. The English names come last: they mean the same for everybody. */
const names: ReadonlyMap<string, string> = new Map(
  locales
    .toReversed()
    .flatMap((locale) =>
      Object.entries(catalogueFor(locale).commandNames).map(([name, typed]) => [typed, name]),
    ),
);

/** The command that a typed word names: `planen` is `plan`. What names none stays as it is, in lower case. */
export function commandName(typed: string): string {
  const word = typed.toLowerCase();
  return names.get(word) ?? word;
}
