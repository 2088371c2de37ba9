import { expect, test } from 'vitest';
import { askedLanguage } from '../../src/messages/asked-language.ts';

test.each([
  [undefined, 'en-GB'],
  ['', 'en-GB'],
  ['de', 'de-DE'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de-AT'],
  ['fr-CH, fr;q=0.9, de;q=0.7, en;q=0.8', 'en-GB'],
  ['fr-CH, fr;q=0.9, de;q=0.8, en;q=0.7', 'de-DE'],
  ['de;q=0, en-US', 'en-US'],
  ['fr-FR, fr;q=0.5', 'en-FR'],
  ['*', 'en-GB'],
  ['de;q=much, en', 'en-GB'],
])('a browser that asks for %j gets %s', (asked, language) => {
  expect(askedLanguage(asked)).toBe(language);
});
