import type { Catalogue } from '../../src/messages/catalogue.ts';
import type { SaidRule } from '../../src/messages/en.ts';

/** By where they stand in the catalogue: `news.moved`, `questions.plan.effect`. */
export type Texts = ReadonlyMap<string, string>;

/** What is made of more than names and numbers, and has a list of its own. */
const MADE: readonly string[] = ['refusal', 'personProblem'];

/** What numbers are called in the catalogues; everything else is a text. */
const NUMBER = /^(?:n|all|least|most|seats|step|steps|invitees|inside|minutes|limit)$/;

/** Every text of a catalogue, `given` being every topic, name and time in it, and `many` every number. */
export function everyText(catalogue: Catalogue, given: string, many: number): Texts {
  const texts = new Map<string, string>();
  const crowd = { seats: 8, provider: given };
  const own: Readonly<Record<string, readonly unknown[]>> = {
    'repeats.rule': [ruleSaid(given)],
    'repeats.first': [[given, given]],
    names: [[given, given]],
    'answers.uninvited': [[given, given], given],
    'questions.uninvite': [[given, given], given, true],
    'questions.plan': [given, [given, given], many, crowd],
    'questions.seats': [many, crowd],
  };

  function walk(value: unknown, path: string): void {
    if (MADE.includes(path)) return;
    if (typeof value === 'string') texts.set(path, value);
    if (typeof value === 'function') walk(Reflect.apply(value, null, own[path] ?? argumentsOf(value)), path);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`);
  }

  /** A function without types tells no more than what it calls its arguments. */
  function argumentsOf(made: object): readonly unknown[] {
    const [, several, one = ''] = /^(?:\(([^)]*)\)|(\w+))\s*=>/.exec(String(made)) ?? [];
    return (several ?? one).split(',').map((name) => (NUMBER.test(name.trim()) ? many : given));
  }

  walk(catalogue, '');
  return texts;
}

const ruleSaid = (given: string): SaidRule => ({
  rule: { pattern: { kind: 'weeks', days: ['MO', 'TU', 'TH'] }, interval: 2, ends: { kind: 'never' } },
  time: given,
  until: given,
  day: given,
});
