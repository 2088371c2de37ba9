import { expect, it } from 'vitest';
import { z } from 'zod';
import { field, fieldsOf } from '../../src/commands/fields.ts';
import { en } from '../../src/messages/en.ts';

const input = z.object({
  meeting: field.meeting(),
  when: field.when(undefined, { keyword: 'at', hint: (text) => text.hints.when }).optional(),
  people: field.people().optional(),
  size: field.choice(
    ['small', 'large'],
    () => 'Size',
    () => [{ value: 'small', label: 'Small' }],
  ),
  internal: z.string().optional(),
});

it('describes the fields of an input in their order, and leaves out what is no field', () => {
  const fields = fieldsOf(input);
  expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['meeting', 'meeting', true],
    ['when', 'when', false],
    ['people', 'people', false],
    ['size', 'choice', true],
  ]);
  expect(fields.map(({ label }) => label(en))).toEqual(['Meeting', 'When', 'People', 'Size']);
});

it('knows the word that announces a field, its hint and its choices', () => {
  const [meeting, when, , size] = fieldsOf(input);
  expect(when?.keyword).toBe('at');
  expect(when?.hint?.(en)).toBe(en.hints.when);
  expect(meeting?.keyword).toBeNull();
  expect(meeting?.hint).toBeNull();
  expect(meeting?.choices(en)).toEqual([]);
  expect(size?.choices(en)).toEqual([{ value: 'small', label: 'Small' }]);
});

it('tells a field for one person from one for several', () => {
  const asked = z.object({ person: field.person().optional(), people: field.people() });
  expect(fieldsOf(asked).map(({ kind, one }) => [kind, one])).toEqual([
    ['people', true],
    ['people', false],
  ]);
});

it('bounds what was typed before anybody reads it', () => {
  const topic = z.object({ topic: field.text(() => 'Topic') });
  expect(topic.parse({ topic: '  Standup ' })).toEqual({ topic: 'Standup' });
  expect(topic.safeParse({ topic: '   ' }).success).toBe(false);
  expect(topic.safeParse({ topic: 'a'.repeat(4_000) }).success).toBe(true);
  expect(topic.safeParse({ topic: 'a'.repeat(4_001) }).success).toBe(false);
});

it.each([['ivan'], [null], [{ foreignId: 'ivan' }]])('takes %j for no person', (person) => {
  const people = z.object({ people: field.people() });
  expect(people.safeParse({ people: [person] }).success).toBe(false);
});

it('takes a thousand people and not one more', () => {
  const people = z.object({ people: field.people() });
  const named = (count: number) => Array.from({ length: count }, () => ({ kind: 'handle', handle: 'ivan' }));
  expect(people.safeParse({ people: named(1_000) }).success).toBe(true);
  expect(people.safeParse({ people: named(1_001) }).success).toBe(false);
});
