import { de } from './de.ts';
import { en } from './en.ts';

/** All words that people read. English is the measure: another language lacking one does not compile. */
export type Catalogue = typeof en;

type Language = {
  readonly text: Catalogue;
  /** The locale whose dates are used when the reader's region is not known. */
  readonly dates: string;
};

const english: Language = { text: en, dates: 'en-GB' };
const FIRST = 'en';

/** To add a language: a file like en.ts whose object `satisfies Catalogue`, and a line here. */
const languages: ReadonlyMap<string, Language> = new Map([
  [FIRST, english],
  ['de', { text: de, dates: 'de-DE' }],
]);

/** Every language there is, the first for whoever speaks none of them. */
export const locales: readonly string[] = [...languages.keys()];

/** The words in the reader's language (BCP 47), else English. */
export function catalogueFor(locale: string): Catalogue {
  return languageOf(parse(locale)).text;
}

/** How dates and numbers are written beside those words: their language, with the reader's region. */
export function datesFor(locale: string): string {
  const parsed = parse(locale);
  const { dates } = languageOf(parsed);
  return parsed?.region ? `${new Intl.Locale(dates).language}-${parsed.region}` : dates;
}

/** Another language, but dates and clocks as they are written there: `en` for somebody with `de-DE` is `en-DE`. */
export function inLanguage(language: string, locale: string): string {
  const parsed = parse(locale);
  if (parsed?.language === language) return locale;
  return parsed?.region ? `${language}-${parsed.region}` : language;
}

/** Which of the languages somebody with this locale reads. */
export const languageFor = (locale: string): string => {
  const language = parse(locale)?.language ?? '';
  return languages.has(language) ? language : FIRST;
};

/** Whether there are words in the language of this locale. */
export const isSpoken = (locale: string): boolean => languages.has(parse(locale)?.language ?? '');

/** Every language to choose from, by its own name. */
export const languageChoices: readonly { readonly value: string; readonly label: string }[] = [
  ...languages.keys(),
].map((value) => {
  const name = new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value;
  return { value, label: name };
});

function languageOf(locale: Intl.Locale | null): Language {
  return (locale && languages.get(locale.language)) ?? english;
}

/** Platforms send what they like: a locale that is none is nobody's language. */
function parse(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(locale);
  } catch {
    return null;
  }
}
