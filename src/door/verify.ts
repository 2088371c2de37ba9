import type { Caller, DoorParts, Key, Verdict } from './door.ts';
import { waitForFloor } from './floor.ts';
import { verifyPasscode } from './verify-passcode.ts';
import { verifyToken } from './verify-token.ts';

export async function verify(parts: DoorParts, caller: Caller, key: Key): Promise<Verdict> {
  const arrived = parts.clock.now();
  const checked =
    key.kind === 'passcode' ? verifyPasscode(parts, caller, key) : verifyToken(parts, caller, key.token);
  const verdict = await checked;
  if (verdict.kind === 'invalid') await waitForFloor(parts.clock, arrived);
  return verdict;
}
