import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { asId, type InvitationId, type WorkspaceId } from '../../src/ids.ts';
import { makeMeetingId } from '../../src/meeting/meeting-id.ts';
import { makePasscode } from '../../src/meeting/passcode.ts';
import { addKey, createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import {
  type Binding,
  createVault,
  type Sealed,
  type SealPurpose,
  VaultError,
} from '../../src/vault/vault.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

const CASES = Number(process.env['CIPHERTEXTS'] ?? 10_000); // swaps and flips (SECURITY.md §6)
const run = { numRuns: CASES, seed: SEED } as const;
const fewer = { numRuns: Math.ceil(CASES / 10), seed: SEED } as const;
afterAll(() => tellFigure(`${CASES} ciphertexts of each kind swapped or flipped`, SEED));

const random = seededRandom('property/vault');
const vault = createVault(addKey(createKeyring(random), random).keyring, random);

const purpose = fc.constantFrom<SealPurpose[]>('passcode', 'credentials', 'form', 'message');
/** Few different ones, so that neighbours come up, and any text, so that nothing depends on the form of an id. */
const id = fc.oneof(fc.constantFrom('a', 'b', 'a|1', '1'), fc.string({ maxLength: 20 }));
const binding: fc.Arbitrary<Binding> = fc.record({
  workspaceId: id.map((text) => asId<WorkspaceId>(text)),
  row: id,
  revision: fc.nat(20),
});
const place = fc.tuple(purpose, binding);
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const opens = (...[where, at, sealed]: Parameters<typeof vault.open>) => {
  try {
    vault.open(where, at, sealed);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
};

/** One character of a text made another one of those that such texts have. */
const flipped = (whole: string, at: number, by: string) => {
  const index = at % whole.length;
  return whole.slice(0, index) + by + whole.slice(index + 1);
};
const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=:| ');

describe('a sealed value', () => {
  test('opens to the same text in its place', () => {
    fc.assert(
      fc.property(place, text, ([where, at], secret) => {
        const sealed = vault.seal(where, at, new Secret(secret));
        expect(vault.open(where, at, sealed).open()).toBe(secret);
      }),
      fewer,
    );
  });

  test('opens in no other place', () => {
    fc.assert(
      fc.property(place, place, text, ([where, at], [elsewhere, there], secret) => {
        fc.pre(JSON.stringify([where, at]) !== JSON.stringify([elsewhere, there]));
        expect(opens(elsewhere, there, vault.seal(where, at, new Secret(secret)))).toBe(false);
      }),
      run,
    );
  });

  test('does not open with one character changed', () => {
    fc.assert(
      fc.property(place, text, fc.nat(), character, ([where, at], secret, index, by) => {
        const sealed = vault.seal(where, at, new Secret(secret));
        const changed = flipped(sealed, index, by);
        fc.pre(changed !== sealed);
        expect(opens(where, at, changed as Sealed)).toBe(false);
      }),
      run,
    );
  });

  test('does not open with one bit changed, cut, or put together from two', () => {
    fc.assert(
      fc.property(place, text, text, fc.nat(), fc.nat(7), ([where, at], one, other, index, bit) => {
        const sealed = vault.seal(where, at, new Secret(one));
        const [version, key, body = ''] = sealed.split('.');
        const rebuilt = (bytes: Uint8Array) =>
          [version, key, Buffer.from(bytes).toString('base64url')].join('.') as Sealed;
        const bytes = Buffer.from(body, 'base64url');
        const byte = index % bytes.length;
        const bitFlipped = Uint8Array.from(bytes, (value, i) => (i === byte ? value ^ (1 << bit) : value));
        const second = vault.seal(where, at, new Secret(other));
        const tail = Buffer.from(second.slice(sealed.length - body.length), 'base64url').subarray(byte);
        const joined = rebuilt(Buffer.concat([bytes.subarray(0, byte), tail]));
        expect(opens(where, at, rebuilt(bitFlipped))).toBe(false);
        expect(opens(where, at, rebuilt(bytes.subarray(0, byte)))).toBe(false);
        if (joined !== sealed && joined !== second) expect(opens(where, at, joined)).toBe(false);
      }),
      run,
    );
  });
});

describe('a token', () => {
  const tokens = fc.constantFrom('ticket', 'admission', 'room');
  const claims = fc.dictionary(
    fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
    { maxKeys: 5, noNullPrototype: true },
  );

  test('gives its claims back until it expires, for its purpose alone', () => {
    fc.assert(
      fc.property(tokens, tokens, claims, fc.integer({ min: -5, max: 5 }), (why, asked, said, left) => {
        const token = vault.issue(why, said, MORNING + left);
        expect(vault.redeem(asked, token, MORNING)).toEqual(why === asked && left > 0 ? said : null);
      }),
      fewer,
    );
  });

  test('is worth nothing with one character changed', () => {
    fc.assert(
      fc.property(tokens, claims, fc.nat(), character, (why, said, index, by) => {
        const token = vault.issue(why, said, MORNING + 1).open();
        const changed = flipped(token, index, by);
        fc.pre(changed !== token);
        expect(vault.redeem(why, new Secret(changed), MORNING)).toBeNull();
      }),
      run,
    );
  });

  test('cannot be made up', () => {
    fc.assert(
      fc.property(tokens, fc.oneof(text, fc.base64String()), (why, guess) => {
        const token = `v1.${vault.primary}.${guess}`;
        expect(vault.redeem(why, new Secret(guess), MORNING)).toBeNull();
        expect(vault.redeem(why, new Secret(token), MORNING)).toBeNull();
      }),
      fewer,
    );
  });
});

describe('a personal link', () => {
  const invitation = fc
    .string({
      unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'),
      minLength: 20,
      maxLength: 20,
    })
    .map((text) => asId<InvitationId>(text));
  const link = fc.record({
    invitationId: invitation,
    link: fc.integer({ min: 1, max: 50 }),
    linkKey: fc.constant(vault.primary),
  });

  test('lets in the invitee it names, under its number', () => {
    fc.assert(
      fc.property(link, link, (one, other) => {
        const token = vault.linkToken(one);
        expect(vault.invitationOf(token)).toBe(one.invitationId);
        expect(vault.isLinkToken(one, token)).toBe(true);
        expect(vault.isLinkToken({ ...one, link: one.link + 1 }, token)).toBe(false);
        expect(vault.isLinkToken(other, token)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      fewer,
    );
  });

  test('lets nobody in with one character changed', () => {
    fc.assert(
      fc.property(link, fc.nat(), character, (one, index, by) => {
        const token = vault.linkToken(one).open();
        const changed = flipped(token, index, by);
        fc.pre(changed !== token);
        expect(vault.isLinkToken(one, new Secret(changed))).toBe(false);
      }),
      run,
    );
  });
});

test('no wrong passcode has the check of another', () => {
  const meetingId = makeMeetingId(random);
  const kept = vault.check(meetingId, makePasscode(random));
  for (let i = 0; i < CASES / 10; i += 1) {
    expect(vault.checks(meetingId, makePasscode(random))).not.toContain(kept);
  }
});
