import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { asId, fresh, type InvitationId, type WorkspaceId } from '../../src/ids.ts';
import { makeMeetingId, makePersonalId } from '../../src/meeting/meeting-id.ts';
import { keyIdOf } from '../../src/vault/envelope.ts';
import { addKey, createKeyring, makePrimary, removeKey } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import {
  type Binding,
  createVault,
  type PersonalLink,
  type Sealed,
  type Vault,
  VaultError,
} from '../../src/vault/vault.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('vault');
const oldRing = createKeyring(random);
const { keyring: bothRing, id: newKey } = addKey(oldRing, random);
const newRing = makePrimary(bothRing, newKey);
const vault = createVault(oldRing, random);
const rotated = createVault(newRing, random);
const pruned = createVault(removeKey(newRing, oldRing.primary), random);

const code = new Secret('K7QW3M9XTB');
const home: Binding = { workspaceId: asId<WorkspaceId>('w1'), row: 'm1', revision: 1 };

const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof VaultError) return error.reason;
    throw error;
  }
  return 'opened';
};

test('opens what it sealed, where it sealed it', () => {
  const sealed = vault.seal('passcode', home, code);
  expect(vault.open('passcode', home, sealed).open()).toBe('K7QW3M9XTB');
  expect(sealed).not.toContain('K7QW3M9XTB');
  expect(keyIdOf(sealed)).toBe(vault.primary);
});

test('keeps any text whole, the empty one too', () => {
  for (const text of ['', 'Zoë 🔑 \u0000 \u202e', 'x'.repeat(10_000)]) {
    expect(vault.open('form', home, vault.seal('form', home, new Secret(text))).open()).toBe(text);
  }
});

test('seals the same code differently each time', () => {
  const sealed = Array.from({ length: 100 }, () => vault.seal('passcode', home, code));
  expect(new Set(sealed).size).toBe(100);
});

test.each<[string, Parameters<Vault['open']>[0], Binding]>([
  ['another purpose', 'credentials', home],
  ['another workspace', 'passcode', { ...home, workspaceId: asId<WorkspaceId>('w2') }],
  ['another row', 'passcode', { ...home, row: 'm2' }],
  ['another revision', 'passcode', { ...home, revision: 2 }],
])('does not open under %s', (_, purpose, binding) => {
  const sealed = vault.seal('passcode', home, code);
  expect(reasonOf(() => vault.open(purpose, binding, sealed))).toBe('not-authentic');
});

test.each(['', 'K7QW3M9XTB', 'v1', 'v1.k1', 'v1.k1.AAAA.', 'v2.k1.AAAA', 'v1..', ' v1.k1.AAAA'])(
  'does not open what is no sealed value: "%s"',
  (text) => {
    expect(['not-authentic', 'unknown-key']).toContain(
      reasonOf(() => vault.open('passcode', home, text as Sealed)),
    );
  },
);

test('does not open a value that is too short to hold a nonce and a tag', () => {
  const short = `v1.${vault.primary}.${'A'.repeat(36)}` as Sealed;
  expect(reasonOf(() => vault.open('passcode', home, short))).toBe('not-authentic');
});

test('opens what an older key sealed for as long as the ring has it', () => {
  const sealed = vault.seal('passcode', home, code);
  expect(rotated.open('passcode', home, sealed).open()).toBe('K7QW3M9XTB');
  expect(keyIdOf(rotated.seal('passcode', home, code))).toBe(newKey);
  expect(reasonOf(() => pruned.open('passcode', home, sealed))).toBe('unknown-key');
});

test('says which row does not open, and no more', () => {
  const sealed = vault.seal('passcode', home, code);
  expect(() => pruned.open('passcode', home, sealed)).toThrow(
    `passcode of m1: its key ${vault.primary} is not in the key file`,
  );
  expect(() => vault.open('passcode', { ...home, row: 'm2' }, sealed)).toThrow(
    /^passcode of m2: it was changed or moved$/,
  );
});

test('a typed passcode matches the check that is kept, under any key of the ring', () => {
  const meetingId = makeMeetingId(random);
  const kept = vault.check(meetingId, code);
  expect(keyIdOf(kept)).toBe(vault.primary);
  expect(vault.checks(meetingId, new Secret('K7QW3M9XTB'))).toEqual([kept]);
  expect(rotated.checks(meetingId, code)).toEqual([kept, rotated.check(meetingId, code)]);
  expect(pruned.checks(meetingId, code)).not.toContain(kept);
});

test('a check holds for one passcode of one meeting', () => {
  const [one, other] = [makeMeetingId(random), makePersonalId(random)];
  const kept = vault.check(one, code);
  expect(vault.checks(one, new Secret('K7QW3M9XTC'))).not.toContain(kept);
  expect(vault.checks(other, code)).not.toContain(kept);
  expect(kept).not.toContain('K7QW3M9XTB');
});

const link: PersonalLink = { invitationId: fresh<InvitationId>(), link: 1, linkKey: vault.primary };

test('makes the same personal link again, and knows whose it is', () => {
  const token = vault.linkToken(link);
  expect(vault.linkToken(link).open()).toBe(token.open());
  expect(vault.invitationOf(token)).toBe(link.invitationId);
  expect(vault.isLinkToken(link, token)).toBe(true);
  expect(token.open()).toMatch(/^[\w.-]+$/);
});

test('a personal link dies when its number is raised, and is nobody else’s', () => {
  const token = vault.linkToken(link);
  const other = { ...link, invitationId: fresh<InvitationId>() };
  expect(vault.isLinkToken({ ...link, link: 2 }, token)).toBe(false);
  expect(vault.isLinkToken(other, token)).toBe(false);
  const forged = new Secret(token.open().replace(link.invitationId, other.invitationId));
  expect(vault.invitationOf(forged)).toBe(other.invitationId);
  expect(vault.isLinkToken(other, forged)).toBe(false);
});

test('a personal link lives on when another key becomes primary, and dies with its own', () => {
  const token = vault.linkToken(link);
  expect(rotated.linkToken(link).open()).toBe(token.open());
  expect(rotated.isLinkToken(link, token)).toBe(true);
  expect(rotated.isLinkToken({ ...link, linkKey: newKey }, token)).toBe(false);
  expect(pruned.isLinkToken(link, token)).toBe(false);
  expect(reasonOf(() => pruned.linkToken(link))).toBe('unknown-key');
});

test.each(['', 'K7QW3M9XTB', '.', `.${'A'.repeat(43)}`, `abc.${'A'.repeat(42)}`, `a b.${'A'.repeat(43)}`])(
  'finds no invitation in what is no personal link: "%s"',
  (text) => {
    expect(vault.invitationOf(new Secret(text))).toBeNull();
    expect(vault.isLinkToken(link, new Secret(text))).toBe(false);
  },
);

const claims = { account: 'a1', occurrence: 'o1', host: true, seat: 3, name: null };
const later = MORNING + 10 * MINUTE;

test('redeems the claims that it issued until they expire', () => {
  const token = vault.issue('ticket', claims, later);
  expect(vault.redeem('ticket', token, MORNING)).toEqual(claims);
  expect(vault.redeem('ticket', token, later - 1)).toEqual(claims);
  expect(vault.redeem('ticket', token, later)).toBeNull();
  expect(token.open()).not.toContain('a1');
});

test('redeems nothing for another purpose', () => {
  const token = vault.issue('ticket', claims, later);
  expect(vault.redeem('room', token, MORNING)).toBeNull();
  expect(vault.redeem('admission', token, MORNING)).toBeNull();
});

test('redeems a token of an older key for as long as the ring has it', () => {
  const token = vault.issue('admission', claims, later);
  expect(rotated.redeem('admission', token, MORNING)).toEqual(claims);
  expect(pruned.redeem('admission', token, MORNING)).toBeNull();
});

test('redeems nothing that is not its own', () => {
  const foreign = createVault(createKeyring(random), random).issue('ticket', claims, later);
  const sealed = new Secret(
    vault.seal('form', home, new Secret(JSON.stringify({ claims, expiresAt: later }))),
  );
  for (const token of [
    foreign,
    sealed,
    vault.linkToken(link),
    new Secret(''),
    new Secret('v1.constructor.AAAA'),
  ]) {
    expect(vault.redeem('ticket', token, MORNING)).toBeNull();
  }
});

test('an issued token is no personal link', () => {
  expect(vault.invitationOf(vault.issue('ticket', claims, later))).toBeNull();
});

test('shows no key when it is printed', () => {
  const texts = [
    JSON.stringify(rotated),
    `${rotated}`,
    inspect(rotated, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
  ];
  for (const key of newRing.keys.values()) {
    for (const text of texts) {
      expect(text).not.toContain(key.open());
      expect(text).not.toContain(Buffer.from(key.open(), 'base64url').toString('hex'));
    }
  }
});
