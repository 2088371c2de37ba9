import { comparePasscode, type TypedKey } from './compare-passcode.ts';
import type { Caller, DoorParts, Verdict } from './door.ts';
import { passThrough } from './pass-through.ts';

/** Counts the try, compares, and only for a right passcode looks at what it opens. */
export async function verifyPasscode(parts: DoorParts, caller: Caller, key: TypedKey): Promise<Verdict> {
  const now = parts.clock.now();
  const compared = await comparePasscode(parts, caller, key);
  if (compared.kind !== 'right') return compared;
  const account = caller.kind === 'account' ? caller.account : null;
  return passThrough(parts, { record: compared.record, account, link: null, via: 'passcode' }, now);
}
