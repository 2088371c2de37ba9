import { createHmac } from 'node:crypto';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';

/** What the adapter keeps its key under: it is no workspace's, and none has that id. */
const NAMES = asId<ForeignId>('room names');
const KEY_BYTES = 32;
/** Hexadecimal digits: 160 bits, in lower case, as Jitsi makes it anyway; a token names the room as the address does. */
const LENGTH = 40;

/**
 * A room's name is all that keeps strangers out of it where the server asks for no token. So it stands in no row: it is
 * made of the id that the core keeps of the call, by a key that is kept sealed.
 */
export const roomName = (key: Secret, foreignId: string): Secret =>
  new Secret(createHmac('sha256', key.open()).update(foreignId).digest('hex').slice(0, LENGTH));

/** The one key for all names, made at the first start with Jitsi. */
export async function nameKey(parts: Pick<ConferenceParts, 'credentials' | 'random'>): Promise<Secret> {
  const { credentials, random } = parts;
  const kept = await credentials.get(NAMES);
  if (kept !== null) return kept;
  await credentials.put(NAMES, new Secret(Buffer.from(random(KEY_BYTES)).toString('base64url')));
  return nameKey(parts); // what stands there now, whoever wrote it
}
