/**
 * The bytes of a base64url text, or null when it is not exactly how they are written: a lenient decoder
 * ignores the spare bits of the last character, so that two texts would mean the same value.
 */
export function fromBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
