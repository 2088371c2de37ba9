import { expect, test } from 'vitest';
import { outcome } from './outcome.ts';
import { phrases } from './phrases.ts';

test.each(phrases)(
  'each phrase is read as it is meant, or asked about ($locale, $zone)',
  ({ lines, ...asker }) => {
    const expected = lines.trim().split('\n');
    const read = expected.map((line) => {
      const phrase = line.slice(0, line.indexOf(' | '));
      return `${phrase} | ${outcome(phrase, asker)}`;
    });
    expect(read).toEqual(expected);
  },
);

test('the corpus is large, and a third of it is asked about', () => {
  const all = phrases.flatMap(({ lines }) => lines.trim().split('\n'));
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(all.filter((line) => line.includes(' | ? ')).length).toBeGreaterThan(all.length / 3);
});
