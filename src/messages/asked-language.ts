import { datesFor, isSpoken } from './catalogue.ts';

/**
 * The language of a page, of those that a browser asks for the one it likes best and there are words for; its first one
 * where there are words for none, so that at least dates are written as its reader knows them. A BCP 47 tag.
 * https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
export function askedLanguage(acceptLanguage: string | undefined): string {
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice('q='.length)) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return datesFor((asked.find(({ tag }) => isSpoken(tag)) ?? asked[0])?.tag ?? '');
}
