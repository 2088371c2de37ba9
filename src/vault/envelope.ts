import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '../random.ts';
import { fromBase64url } from './base64url.ts';
import type { PasscodeCheck, Sealed } from './vault.ts';

/** Named in every sealed value and in its associated data, so that another scheme can follow this one. */
export const VERSION = 'v1';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12; // what GCM is made for (NIST SP 800-38D §5.2.1.1)
const TAG_BYTES = 16; // the whole tag (NIST SP 800-38D §5.2.1.2)

/** A sealed value taken apart: which key it needs, and nonce, text and tag. */
export type Envelope = { readonly keyId: string; readonly body: string };

/** `version.keyId.body`. */
export const writeEnvelope = ({ keyId, body }: Envelope): string => `${VERSION}.${keyId}.${body}`;

/** Null when it is not in this version's form. */
export function readEnvelope(text: string): Envelope | null {
  const [version, keyId, body, ...rest] = text.split('.');
  return version === VERSION && keyId !== undefined && body !== undefined && rest.length === 0
    ? { keyId, body }
    : null;
}

/** The key that a value at rest needs, read off the value: what key rotation counts and looks for. */
export function keyIdOf(value: Sealed | PasscodeCheck): string {
  return readEnvelope(value)?.keyId ?? value.slice(0, value.indexOf(':'));
}

/** `associated` is not kept in the result: it must be the same again for the body to open. */
export function encrypt(key: Uint8Array, associated: string, text: string, random: RandomBytes): string {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associated));
  const sealed = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Null when anything at all is different from when it was encrypted. */
export function decrypt(key: Uint8Array, associated: string, body: string): string | null {
  const bytes = fromBase64url(body);
  if (bytes === null || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null; // the tag does not fit; the reason is the same for all, and Node's error says no more
  }
}
