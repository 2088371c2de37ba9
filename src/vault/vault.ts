import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Time } from '../clock.ts';
import { asId, type InvitationId, type WorkspaceId } from '../ids.ts';
import type { MeetingId } from '../meeting/meeting-id.ts';
import type { RandomBytes } from '../random.ts';
import { decrypt, encrypt, readEnvelope, VERSION, writeEnvelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';
import { Secret } from './secret.ts';

/** A ciphertext at rest: version, key id, nonce, text and tag in one string. Opens only where it was sealed. */
export type Sealed = string & { readonly __sealed: true };
/** Of what was sealed before, and kept as a text. */
export const asSealed = (text: string): Sealed => text as Sealed;
/** An HMAC of a passcode with the id of its key, `keyId:mac`: compares without decrypting. */
export type PasscodeCheck = string & { readonly __check: true };

export type SealPurpose = 'passcode' | 'credentials' | 'form' | 'message';
/** Where a sealed value stands: moved to another row, workspace or revision it does not open. */
export type Binding = { readonly workspaceId: WorkspaceId; readonly row: string; readonly revision: number };

type TokenPurpose = 'ticket' | 'admission' | 'room' | 'install' | 'web-link' | 'web-session';

/** The one place that has keys. Nothing here prints, logs or returns one. */
export type Vault = {
  /** Id of the key that new values are sealed with. */
  readonly primary: string;
  seal(purpose: SealPurpose, binding: Binding, secret: Secret): Sealed;
  /** Throws VaultError when the value was changed, moved, or its key is not in the ring. */
  open(purpose: SealPurpose, binding: Binding, sealed: Sealed): Secret;
  /** The check to keep for a passcode, made with the primary key. */
  check(meetingId: MeetingId, passcode: Secret): PasscodeCheck;
  /** The checks that a typed passcode, as `readPasscode` gives it, could match: one per key in the ring. */
  checks(meetingId: MeetingId, passcode: Secret): readonly PasscodeCheck[];
  /** A personal link's token: can be made again for a reminder, and is stored nowhere. Throws as `open` does. */
  linkToken(link: PersonalLink): Secret;
  /** The invitation that a token claims to be for; null when it is no personal link. It is not verified yet. */
  invitationOf(token: Secret): InvitationId | null;
  /** Whether the token is the link's, in constant time. */
  isLinkToken(link: PersonalLink, token: Secret): boolean;
  /**
   * A signed and sealed note to ourselves that expires: a ticket to the door, an admission cookie, a room token, the
   * state of an installation.
   */
  issue(purpose: TokenPurpose, claims: Claims, expiresAt: Time): Secret;
  /** Null when it is not ours, for another purpose, changed, or expired. */
  redeem(purpose: TokenPurpose, token: Secret, now: Time): Claims | null;
};

export type PersonalLink = {
  readonly invitationId: InvitationId;
  readonly link: number;
  readonly linkKey: string;
};

type Claims = Readonly<Record<string, string | number | boolean | null>>;

/** A value at rest does not open: it was changed or moved, or its key is missing. Names the row, never a value. */
export class VaultError extends Error {
  readonly reason: 'unknown-key' | 'not-authentic';

  constructor(reason: 'unknown-key' | 'not-authentic', message: string) {
    super(message);
    this.name = 'VaultError';
    this.reason = reason;
  }
}

const LINK_TOKEN = /^([\w-]{1,64})\.[\w-]{43}$/; // 43: an HMAC-SHA-256 in base64url

const note = z.object({
  claims: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  expiresAt: z.number(),
});

/** Keys stay in this closure: each use derives its own from a master key (HKDF-SHA-256, one per purpose). */
export function createVault(keyring: Keyring, random: RandomBytes): Vault {
  const { primary } = keyring;

  function derive(keyId: string, ...purpose: readonly string[]): Uint8Array | null {
    const master = keyring.keys.get(keyId);
    if (master === undefined) return null;
    const info = ['latchkey', VERSION, ...purpose].join('|');
    return new Uint8Array(hkdfSync('sha256', Buffer.from(master.open(), 'base64url'), '', info, 32));
  }

  function deriveOrThrow(keyId: string, what: string, ...purpose: readonly string[]): Uint8Array {
    const key = derive(keyId, ...purpose);
    if (key === null) throw new VaultError('unknown-key', `${what}: its key ${keyId} is not in the key file`);
    return key;
  }

  function checkUnder(keyId: string, meetingId: MeetingId, passcode: Secret): PasscodeCheck {
    const key = deriveOrThrow(keyId, `check of ${meetingId}`, 'check');
    return `${keyId}:${mac(key, `${meetingId}|${passcode.open()}`)}` as PasscodeCheck;
  }

  function linkToken({ invitationId, link, linkKey }: PersonalLink): Secret {
    const key = deriveOrThrow(linkKey, `link of ${invitationId}`, 'link');
    return new Secret(`${invitationId}.${mac(key, `${invitationId}|${link}`)}`);
  }

  return {
    primary,

    seal(purpose, binding, secret) {
      const key = deriveOrThrow(primary, purpose, 'seal', purpose, binding.workspaceId);
      const body = encrypt(key, associated(purpose, binding), secret.open(), random);
      return asSealed(writeEnvelope({ keyId: primary, body }));
    },

    open(purpose, binding, sealed) {
      const what = `${purpose} of ${binding.row}`;
      const envelope = readEnvelope(sealed);
      const key = envelope && deriveOrThrow(envelope.keyId, what, 'seal', purpose, binding.workspaceId);
      const text = key && decrypt(key, associated(purpose, binding), envelope.body);
      if (text === null) throw new VaultError('not-authentic', `${what}: it was changed or moved`);
      return new Secret(text);
    },

    check: (meetingId, passcode) => checkUnder(primary, meetingId, passcode),
    checks: (meetingId, passcode) =>
      [...keyring.keys.keys()].map((keyId) => checkUnder(keyId, meetingId, passcode)),

    linkToken,

    invitationOf(token) {
      const id = LINK_TOKEN.exec(token.open())?.[1];
      return id === undefined ? null : asId(id);
    },

    isLinkToken: (link, token) =>
      keyring.keys.has(link.linkKey) && equal(linkToken(link).open(), token.open()),

    issue(purpose, claims, expiresAt) {
      const key = deriveOrThrow(primary, purpose, 'token', purpose);
      const body = encrypt(key, `${VERSION}|token|${purpose}`, JSON.stringify({ claims, expiresAt }), random);
      return new Secret(writeEnvelope({ keyId: primary, body }));
    },

    redeem(purpose, token, now) {
      const envelope = readEnvelope(token.open());
      const key = envelope && derive(envelope.keyId, 'token', purpose);
      const text = key && decrypt(key, `${VERSION}|token|${purpose}`, envelope.body);
      if (text === null) return null;
      const { claims, expiresAt } = note.parse(JSON.parse(text));
      return now < expiresAt ? claims : null;
    },
  };
}

/** What a sealed value is tied to. Unambiguous: a purpose has no bar in it and the revision is a number. */
const associated = (purpose: SealPurpose, { workspaceId, row, revision }: Binding) =>
  [VERSION, purpose, workspaceId, row, revision].join('|');

const mac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64url');

/** In constant time for texts of one length; that a length differs is no secret. */
function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
