import { expect, test } from 'vitest';
import { asId, type FormId } from '../../src/ids.ts';
import { en } from '../../src/messages/en.ts';
import { question, questionMessage } from '../../src/messages/question.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';

const reader = { locale: 'en', zone: 'UTC' };
const form = asId<FormId>('form1');

test('a question says what will happen, and has a way out', () => {
  const answer = questionMessage(question(en.questions.cancel('Standup', 12), reader), form, reader);
  if (answer.kind !== 'private') throw new Error('a question is private');
  expect(plainText(answer.message, reader)).toBe(
    [
      'Cancel Standup?',
      'Its code and links die, and 12 people are told. This cannot be undone.',
      '[Cancel the meeting] [Leave it]',
    ].join('\n'),
  );
  expect(pressesOf(answer.message)).toEqual(['yes:form1', 'no:form1']);
  const [yes] = answer.message.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  expect(yes).toMatchObject({ style: 'danger' });
});

test('a question about something harmless does not look dangerous', () => {
  const asked = question(en.questions.seats(12, { seats: 8, provider: 'Built-in room' }), reader, false);
  expect(asked.danger).toBe(false);
  const answer = questionMessage(asked, form, reader);
  expect(JSON.stringify(answer)).not.toMatch(/danger|warning/);
});

test('every question is one, says its effect in sentences, and names its button', () => {
  const { questions } = en;
  const all = [1, 2].flatMap((n) => [
    questions.plan('Standup', ['tomorrow at noon'], n, null),
    questions.cancelRepeated('Standup', 'tomorrow at noon', n, n === 1),
    questions.cancel('Standup', n),
    questions.cancelCall('Standup', n),
    questions.recreate('Standup', n),
    questions.end('Standup', n),
    questions.end('Standup', 0),
    questions.uninvite(['mia', 'lee'], 'Standup', n === 1),
    questions.transfer('mia', 'Standup', true),
    questions.lock('Acme'),
    questions.seats(12, { seats: 8, provider: 'Built-in room' }),
  ]);
  for (const { ask, effect, yes } of all) {
    expect(ask).toMatch(/\?$/);
    for (const paragraph of [effect].flat()) {
      expect(paragraph).toMatch(/^\S.*\.$/);
      expect(paragraph).not.toMatch(/1 people|1 person are|2 person/);
    }
    expect(yes).toMatch(/^[A-Z][a-z ]+$/);
  }
});
