import { createRequire } from 'node:module';
import type { Chrono, ParsedResult } from 'chrono-node';

/** Languages whose dates chrono reads for us. To add one: a line here. */
const MODULES = { en: 'chrono-node/en', de: 'chrono-node/de' } as const;
export type Language = keyof typeof MODULES;

/**
 * chrono is loaded when the first date in words is read, and as CommonJS: one language is 40 ms then, where its ES
 * module, all languages at once, takes a third of a second.
 */
const require = createRequire(import.meta.url);
const loaded = new Map<Language, Chrono>();

function reader(language: Language): Chrono {
  const known = loaded.get(language);
  if (known) return known;
  const { casual }: { casual: Chrono } = require(MODULES[language]);
  loaded.set(language, casual);
  return casual;
}

/** The languages in which a reader's dates are read: their own, and English, which everybody types. */
export const languagesOf = (locale: string): readonly Language[] =>
  /^de\b/i.test(locale) ? ['de', 'en'] : ['en'];

/** What chrono finds in a text about days, seen from the beginning of that day; days to come before days past. */
export function chronoResults(
  text: string,
  today: Temporal.PlainDate,
  language: Language,
): readonly ParsedResult[] {
  const instant = new Date(today.toZonedDateTime('UTC').epochMilliseconds);
  return reader(language).parse(text, { instant, timezone: 0 }, { forwardDate: true });
}
