import type { Caller, DoorParts, Key, Verdict } from './door.ts';
import { verifyPasscode } from './verify-passcode.ts';
import { verifyToken } from './verify-token.ts';

/**
 * Milliseconds from arrival to an `invalid`: longer than any check takes, so that its duration says nothing
 * (3.5 µs showed whether an ID exists; SECURITY.md §1).
 */
const FLOOR = 300;
/** Nobody is told sooner because the program is about to stop. */
const NEVER = new AbortController().signal;

export async function verify(parts: DoorParts, caller: Caller, key: Key): Promise<Verdict> {
  const arrived = parts.clock.now();
  const checked =
    key.kind === 'passcode' ? verifyPasscode(parts, caller, key) : verifyToken(parts, caller, key.token);
  const verdict = await checked;
  if (verdict.kind === 'invalid') await parts.clock.sleep(arrived + FLOOR - parts.clock.now(), NEVER);
  return verdict;
}
