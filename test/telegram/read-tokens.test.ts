import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokens } from '../../adapters/chat/telegram/read-tokens.ts';

const mark = (type: string, text: string, said: string, user: { id: number } | null = null) => ({
  type,
  offset: text.indexOf(said),
  length: said.length,
  user,
});

describe('the words of a text in Telegram', () => {
  it('are parted by any space', () => {
    expect(readTokens('  plan \n Standup\tat 9:00 ', [])).toEqual(['plan', 'Standup', 'at', '9:00']);
  });

  it('keep apart whom Telegram marked: by username, by id, by address', () => {
    const text = 'now Standup @Ivan, Mia Long and zoe@example.org.';
    const marks = [
      mark('mention', text, '@Ivan'),
      mark('text_mention', text, 'Mia Long', { id: 7 }),
      mark('email', text, 'zoe@example.org'),
    ];
    expect(readTokens(text, marks)).toEqual([
      'now',
      'Standup',
      { kind: 'handle', handle: 'ivan' },
      { kind: 'person', foreignId: '7' },
      'and',
      { kind: 'email', address: 'zoe@example.org' },
    ]);
  });

  it('count as Telegram counts, also behind an emoji', () => {
    const text = '🎉 👩‍👩‍👧 now @ivan';
    expect(readTokens(text, [mark('mention', text, '@ivan')])).toEqual([
      '🎉',
      '👩‍👩‍👧',
      'now',
      { kind: 'handle', handle: 'ivan' },
    ]);
  });

  it('are the same with the quotes that phones make of plain ones', () => {
    expect(readTokens('plan “My own” ‘x’', [])).toEqual(['plan', '"My', 'own"', "'x'"]);
  });

  it('name nobody where Telegram marked nobody', () => {
    expect(readTokens('now @ivan', [])).toEqual(['now', '@ivan']);
    expect(readTokens('now ivan', [mark('bold', 'now ivan', 'ivan')])).toEqual(['now', 'ivan']);
  });

  it('take any marks without a mistake, and lose no word but what is marked', () => {
    const marks = fc.array(
      fc.record({
        type: fc.constantFrom('mention', 'text_mention', 'email', 'url'),
        offset: fc.nat(40),
        length: fc.nat(40),
        user: fc.option(fc.record({ id: fc.nat() })),
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), marks, (text, all) => {
        const tokens = readTokens(text, all);
        const words = tokens.filter((token) => typeof token === 'string');
        expect(words.every((word) => word !== '' && !/\s/u.test(word))).toBe(true);
        expect(tokens.length - words.length).toBeLessThanOrEqual(all.length);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});
