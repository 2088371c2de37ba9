import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';

const CODE = 'K7QW3M9XTB';
const secret = new Secret(CODE);

test('opens to its text', () => {
  expect(secret.open()).toBe(CODE);
});

test.each<[string, () => string]>([
  ['String()', () => String(secret)],
  ['toString()', () => secret.toString()],
  ['a template', () => `${secret}`],
  ['join', () => [secret].join()],
  ['JSON', () => JSON.stringify({ passcode: secret, list: [secret] })],
  ['inspect', () => inspect({ passcode: secret })],
  ['inspect of everything', () => inspect(secret, { showHidden: true, depth: Number.POSITIVE_INFINITY })],
  ['inspect in a Map', () => inspect(new Map([['passcode', secret]]))],
  ['%s', () => format('%s', secret)],
  ['%o', () => format('%o', secret)],
  ['%O', () => format('%O', secret)],
  ['%j', () => format('%j', secret)],
  ['an error', () => String(new Error(`no meeting has ${secret}`).stack)],
  ['an error with it as cause', () => inspect(new Error('wrong', { cause: secret }))],
])('prints as [secret] in %s', (_, print) => {
  expect(print()).toContain('[secret]');
  expect(print()).not.toContain(CODE);
});

test('shows nothing to whoever looks past its own way of printing', () => {
  expect(inspect(secret, { customInspect: false, showHidden: true })).not.toContain(CODE);
  expect(JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(secret)))).not.toContain(CODE);
  expect(JSON.stringify({ ...secret })).toBe('{}');
  expect(Number(secret)).toBeNaN();
});

test('leaves its text behind when it is cloned', () => {
  expect(inspect(structuredClone(secret), { showHidden: true })).not.toContain(CODE);
});

test('is [secret] in a log line', () => {
  const lines: string[] = [];
  createLog('info', { write: (line) => lines.push(line) }).info(
    { secret, deep: { secret } },
    'something happened',
  );
  expect(lines.join()).toContain('[secret]');
  expect(lines.join()).not.toContain(CODE);
});
