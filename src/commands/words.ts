import type { Catalogue } from '../messages/catalogue.ts';
import type { FieldValue } from '../messages/form.ts';
import type { PersonRef, Token, Values } from '../ports/inbox.ts';
import { readMinutes } from '../time/read-duration.ts';
import { looksLikePlan } from '../time/read-plan.ts';
import { saysEvery } from '../time/read-rule.ts';
import { looksLikeWhen } from '../time/read-when.ts';
import type { Field, Keyword } from './fields.ts';

/** What typed words say. `rest`: what no field could take, never dropped in silence. */
export type Read = { readonly values: Values; readonly rest: string };

/**
 * Reads the words after the command's name into its fields: mentions are the people, `at`, `for` and the like
 * announce times, leading digits are the meeting ID, and what is left is the text. The words that announce something
 * are understood in English and in the asker's language.
 */
export function readWords(tokens: readonly Token[], fields: readonly Field[], text: Catalogue): Read {
  const values: Record<string, FieldValue> = {};
  const spoken = (keyword: Keyword) => [keyword, text.keywords[keyword]];
  const named = (kind: Field['kind']) => fields.find((field) => field.kind === kind);
  let words: readonly string[] = tokens.filter((token) => typeof token === 'string');

  const people = tokens.filter((token): token is PersonRef => typeof token !== 'string');
  const peopleField = named('people');
  if (peopleField && people.length > 0) values[peopleField.name] = people;

  for (const field of fields) {
    if (field.kind !== 'toggle' || !field.keyword) continue;
    const without = cutPhrase(words, spoken(field.keyword));
    if (!without) continue;
    values[field.name] = true;
    words = without;
  }

  const duration = named('duration');
  if (duration?.keyword) {
    const at = lastIndex(words, spoken(duration.keyword), (after) => readMinutes(after) !== null);
    if (at !== null) {
      values[duration.name] = words.slice(at + 1).join(' ');
      words = words.slice(0, at);
    }
  }

  const meeting = named('meeting');
  if (meeting) {
    const digits = leadingDigits(words);
    if (digits > 0) {
      values[meeting.name] = words.slice(0, digits).join(' ');
      words = words.slice(digits);
    }
  }

  const when = named('when');
  if (when && words.length > 0) {
    const textMissing = fields.some(
      ({ kind, name }) => (kind === 'text' || kind === 'meeting') && !(name in values),
    );
    const split = splitWhen(words, when.keyword ? spoken(when.keyword) : [], textMissing);
    if (split) {
      values[when.name] = split.when;
      words = split.before;
    }
  }

  // Only behind a number, but then whatever it looks like: a topic's last word may read as a passcode too.
  const passcode = named('passcode');
  if (passcode && words.length > 0 && (!meeting || meeting.name in values)) {
    values[passcode.name] = words.join('');
    words = [];
  }

  for (const kind of ['text', 'meeting', 'choice', 'zone'] as const) {
    const field = named(kind);
    if (!field || field.name in values || words.length === 0) continue;
    values[field.name] = words.join(' ');
    words = [];
  }
  return { values, rest: [...words, ...(peopleField ? [] : people.map(nameOf))].join(' ') };
}

function nameOf(person: PersonRef): string {
  switch (person.kind) {
    case 'person':
      return `@${person.foreignId}`;
    case 'handle':
      return `@${person.handle}`;
    case 'group':
      return person.name;
    case 'email':
      return person.address;
  }
}

/** How many leading words are the digits of one meeting ID: `234 5678 9012` is three. */
function leadingDigits(words: readonly string[]): number {
  let digits = 0;
  let count = 0;
  for (const word of words) {
    const bare = word.replace(/[\p{Pd}\s]/gu, '');
    if (!/^\p{Nd}+$/u.test(bare) || digits + bare.length > 11) break;
    digits += bare.length;
    count += 1;
    if (digits === 11) break;
  }
  return digits >= 10 ? count : 0;
}

/** The words before and after the time: behind its keyword, else the longest ending that reads as a time. */
function splitWhen(
  words: readonly string[],
  keywords: readonly string[],
  textMissing: boolean,
): { readonly before: readonly string[]; readonly when: string } | null {
  const from = (index: number) => words.slice(index).join(' ');
  const isKeyword = (word: string | undefined) => word !== undefined && keywords.includes(word.toLowerCase());
  const cut = (end: number, start: number) => ({ before: words.slice(0, end), when: from(start) });

  const planned = words.findIndex((word, index) => looksLikePlan(from(isKeyword(word) ? index + 1 : index)));
  // `Weekly at Fri 10:00` has a topic that sounds like a repetition.
  if (planned > 0 || (planned === 0 && !(textMissing && isKeyword(words[1])))) {
    return isKeyword(words[planned]) ? cut(planned, planned + 1) : cut(planned, planned);
  }
  const marked = words.findIndex(
    (word, index) => isKeyword(word) && (looksLikeWhen(from(index + 1)) || saysEvery(words[index + 1])),
  );
  const plain = words.findIndex((_, index) => looksLikeWhen(from(index)));
  // `tomorrow at 9:00` has the keyword in its middle.
  if (marked >= 0 && (plain < 0 || marked <= plain)) return cut(marked, marked + 1);
  if (plain >= 0) return cut(plain, plain);
  // Meant as a time but not readable as one: the command says so, instead of taking it for a part of the topic.
  const last = words.findLastIndex((word, index) => isKeyword(word) && index < words.length - 1);
  if (last >= 0) return cut(last, last + 1);
  return textMissing ? null : cut(0, 0);
}

function lastIndex(
  words: readonly string[],
  keywords: readonly string[],
  fits: (after: string) => boolean,
): number | null {
  const found = words.findLastIndex(
    (typed, index) => keywords.includes(typed.toLowerCase()) && fits(words.slice(index + 1).join(' ')),
  );
  return found < 0 ? null : found;
}

/** The words without the first of the phrases that stands among them; null: none does. */
function cutPhrase(words: readonly string[], phrases: readonly string[]): readonly string[] | null {
  for (const phrase of phrases.map((each) => each.split(' '))) {
    const start = words.findIndex((_, index) =>
      phrase.every((part, offset) => words[index + offset]?.toLowerCase() === part),
    );
    if (start >= 0) return [...words.slice(0, start), ...words.slice(start + phrase.length)];
  }
  return null;
}
