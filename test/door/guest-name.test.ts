import { describe, expect, it } from 'vitest';
import { cleanName, looksLike } from '../../src/door/guest-name.ts';

describe('a typed name', () => {
  it.each([
    ['  Mia   Wong\n', 'Mia Wong'],
    ['Mia\u0000\u202eWong', 'MiaWong'],
    ['<b>@everyone</b>', '<b>@everyone</b>'],
    ['\u200b \u202e\u0007', ''],
    ['\u200d\u200d', ''],
    ['🎉', '🎉'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(cleanName(typed)).toBe(shown);
  });

  it('is cut at 60 characters, never inside one', () => {
    expect(cleanName('🎉'.repeat(100))).toBe('🎉'.repeat(60));
  });
});

describe('a name that looks like', () => {
  it.each([
    ['Olga', 'olga'],
    ['Olga', ' O L G A '],
    ['Olga', 'Оlgа'], // Cyrillic О and а
    ['Olga', 'ΟLGA'], // Greek Ο
    ['Olga', 'Ｏｌｇａ'],
    ['Olga', 'Ólgà'],
    ['Olga', '0lga'],
    ['Olga', 'O\u200blga'],
    ['Ivan Petrov', 'ivan.petrov'],
    ['Ivan', 'lvan'],
    ['Ivan', '|van'],
    ['Ivan', '1van'],
    ['Marna', 'Mama'],
    ['Will', 'VVill'],
    ['🎉', ' 🎉'],
  ])('%j: %j', (name, other) => {
    expect(looksLike(name, other)).toBe(true);
  });

  it.each([
    ['Olga', 'Olga K'],
    ['Olga', 'Helga'],
    ['Ivan', 'Ivana'],
    ['🎉', '🌵'],
    ['Ольга', 'Олег'],
  ])('is not %j: %j', (name, other) => {
    expect(looksLike(name, other)).toBe(false);
  });
});
