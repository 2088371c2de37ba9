import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../src/random.ts';

/** Bytes that look random and are the same for the same seed, so that a failing test fails again. */
export function seededRandom(seed: string | number): RandomBytes {
  let block = 0;
  let rest: Uint8Array = new Uint8Array();
  return (size) => {
    const parts = [rest];
    for (let have = rest.length; have < size; have += 32) {
      parts.push(createHash('sha256').update(`${seed}:${block++}`).digest());
    }
    const bytes = Buffer.concat(parts);
    rest = bytes.subarray(size);
    return bytes.subarray(0, size);
  };
}
