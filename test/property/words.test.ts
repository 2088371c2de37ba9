import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import { readWords } from '../../src/commands/words.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { en } from '../../src/messages/en.ts';
import type { PersonRef, Token } from '../../src/ports/inbox.ts';

const TYPICAL =
  'at for to in my room with links every weekday until daily 234 5678 9012 23456789012 9:30 tomorrow 15 min K7QW3M9XTB Standup';

const word = fc.oneof(
  fc.constantFrom(...TYPICAL.split(' ')),
  fc.string({ minLength: 1 }).filter((text) => !/\s/.test(text)),
);
const person = fc.nat(99).map((id): PersonRef => ({ kind: 'person', foreignId: asId<ForeignId>(`p${id}`) }));
const line = fc.uniqueArray(fc.oneof({ weight: 5, arbitrary: word }, person), {
  maxLength: 12,
  selector: (token) => JSON.stringify(token),
});

/** Words that only announce what follows, or are a switch: `at`, `for`, `in my room`. */
const ANNOUNCING = new Set(
  commands.flatMap(({ input }) => fieldsOf(input).flatMap(({ keyword }) => keyword?.split(' ') ?? [])),
);

test('every word that is typed ends in a value, among the people, or is said to be left over', () => {
  fc.assert(
    fc.property(fc.constantFrom(...commands), line, ({ input }, tokens: readonly Token[]) => {
      const { values, rest } = readWords(tokens, fieldsOf(input), en);
      const read = Object.values(values);
      // A passcode is joined from its groups.
      const kept = [...read.filter((value) => typeof value === 'string'), rest].join('').replaceAll(' ', '');
      const people = read.filter(Array.isArray).flat();
      for (const token of tokens) {
        if (typeof token !== 'string') {
          expect(people.includes(token) || (token.kind === 'person' && rest.includes(token.foreignId))).toBe(
            true,
          );
        } else if (!ANNOUNCING.has(token.toLowerCase())) expect(kept).toContain(token);
      }
    }),
    { numRuns: 1_000 },
  );
});
