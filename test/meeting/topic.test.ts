import { expect, test } from 'vitest';
import { cleanTopic } from '../../src/meeting/topic.ts';

test('keeps what people write, in any script and with emoji', () => {
  expect(cleanTopic('Über Größe 👩‍👩‍👧 日本語 @everyone *bold*')).toBe(
    'Über Größe 👩‍👩‍👧 日本語 @everyone *bold*',
  );
});

test('takes out what cannot be seen but changes how the rest is read', () => {
  expect(cleanTopic('pay\u0000roll\u202egnp.exe\u2066\u200b\ufeff')).toBe('payrollgnp.exe');
});

test('is one line without spaces around it', () => {
  expect(cleanTopic('  Stand\n\tup \r\n today ')).toBe('Stand up today');
});

test('is cut at 200 characters, never within one', () => {
  expect(cleanTopic('🔑'.repeat(2_000))).toBe('🔑'.repeat(200));
  expect(cleanTopic(`${'x'.repeat(199)} y`)).toBe('x'.repeat(199));
});

test('drops half a character', () => {
  expect(cleanTopic('a\ud83db')).toBe('ab');
});

test('may be left empty', () => {
  expect(cleanTopic(' \u202e ')).toBe('');
});
