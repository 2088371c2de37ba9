import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import {
  addKey,
  createKeyring,
  makePrimary,
  readKeyring,
  removeKey,
  writeKeyring,
} from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('keyring');
const PATH = '/data/keys.json';
const good = Buffer.from(random(32)).toString('base64url');

const problemsOf = (json: string): readonly string[] => {
  try {
    readKeyring(new Secret(json), PATH);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};
const ringOf = (key: string) => JSON.stringify({ primary: 'k1', keys: { k1: key } });

test('begins with one key of 32 bytes, which is primary', () => {
  const { primary, keys } = createKeyring(random);
  expect([...keys.keys()]).toEqual([primary]);
  expect(Buffer.from(String(keys.get(primary)?.open()), 'base64url')).toHaveLength(32);
});

test('reads what it wrote', () => {
  const { keyring, id } = addKey(createKeyring(random), random);
  const again = readKeyring(writeKeyring(keyring), PATH);
  expect(again.primary).toBe(keyring.primary);
  expect([...again.keys].map(([key, secret]) => [key, secret.open()])).toEqual(
    [...keyring.keys].map(([key, secret]) => [key, secret.open()]),
  );
  expect(again.keys.has(id)).toBe(true);
});

test('adds a key without using it, then makes it primary, then lets the old one go', () => {
  const first = createKeyring(random);
  const { keyring: both, id } = addKey(first, random);
  expect(both.primary).toBe(first.primary);
  expect([...both.keys.keys()]).toEqual([first.primary, id]);
  const rotated = removeKey(makePrimary(both, id), first.primary);
  expect(rotated.primary).toBe(id);
  expect([...rotated.keys.keys()]).toEqual([id]);
  expect([...first.keys.keys()]).toEqual([first.primary]);
});

test('refuses to use a key that is not there, and to remove the primary one', () => {
  const keyring = createKeyring(random);
  expect(() => makePrimary(keyring, 'k9')).toThrow(/no key k9/);
  expect(() => removeKey(keyring, 'k9')).toThrow(/no key k9/);
  expect(() => removeKey(keyring, keyring.primary)).toThrow(/another key primary/);
});

test.each([
  ['nothing', ''],
  ['half a file', '{"primary": "k1", "keys": {'],
  ['another JSON', '[]'],
  ['no primary', JSON.stringify({ keys: { k1: good } })],
  ['a key that is a number', JSON.stringify({ primary: 'k1', keys: { k1: 5 } })],
  ['id and key swapped', JSON.stringify({ primary: 'k1', keys: { [good]: 'k1' } })],
])('refuses %s as no key file, and says what one looks like', (_, json) => {
  const problems = problemsOf(json);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /^\/data\/keys\.json is not a key file \(\{"primary".*Put the original file back/,
  );
  expect(problems[0]).not.toContain(good);
});

test.each([
  ['short', Buffer.alloc(31, 'x1').toString('base64url')],
  ['long', `${good}AAAA`],
  ['not base64url', `${good.slice(0, -1)}=`],
  ['empty', ''],
])('refuses a key that is %s', (_, key) => {
  expect(problemsOf(ringOf(key))).toEqual([
    expect.stringMatching(/Key k1 is not 32 bytes.*Put the original/),
  ]);
});

test.each([
  ['all zero', Buffer.alloc(32)],
  ['all equal', Buffer.alloc(32, 0xab)],
  ['counting up', Buffer.from(Array.from({ length: 32 }, (_, i) => i))],
  ['counting down past zero', Buffer.from(Array.from({ length: 32 }, (_, i) => 9 - i))],
  ['a sentence', Buffer.from('please change this before using!')],
  ['a word over and over', Buffer.from(`${'example'.repeat(6)}A`, 'base64url')],
])('refuses a key that is %s', (_, bytes) => {
  expect(problemsOf(ringOf(bytes.toString('base64url')))).toEqual([
    expect.stringMatching(/Key k1 is an example or was typed by hand\. Use a random one/),
  ]);
});

test('lists every problem at once and quotes no key', () => {
  const short = 'c2hvcnQga2V5';
  const problems = problemsOf(
    JSON.stringify({ primary: 'k9', keys: { k1: good, k2: short, k3: 'A'.repeat(43) } }),
  );
  expect(problems).toHaveLength(3);
  expect(problems.join()).toMatch(/k2.*k3.*primary key k9 is not among/s);
  expect(problems.join()).not.toContain(short);
  expect(problems.join()).not.toContain(good);
});

test('shows no key when it is printed', () => {
  const keyring = readKeyring(new Secret(ringOf(good)), PATH);
  const bytes = Buffer.from(good, 'base64url').toString('hex');
  for (const text of [
    JSON.stringify(keyring),
    JSON.stringify([...keyring.keys]),
    `${keyring}`,
    inspect(keyring, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
    inspect(structuredClone(keyring), { showHidden: true }),
    String(writeKeyring(keyring)),
  ]) {
    expect(text).not.toContain(good);
    expect(text).not.toContain(bytes);
  }
});
