import { MINUTE, type Time } from '../../../src/clock.ts';
import { type AccountId, asId, type OccurrenceId } from '../../../src/ids.ts';
import type { Guest } from '../../../src/ports/conference.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import type { Vault } from '../../../src/vault/vault.ts';

/** How long the link that the door gives may wait to be opened. */
export const LINK_LASTS = 5 * MINUTE;
/**
 * How long the room's cookie is good without being renewed. It is renewed with every heartbeat, so that a reload
 * or a tunnel needs no link, and somebody who was uninvited cannot come back much later.
 */
export const COOKIE_LASTS = 15 * MINUTE;

/** Who may enter which call, and as what. `call`: the provider's id of it; `admittedAt`: when the door let them in. */
export type RoomPass = Omit<Guest, 'organizer'> & { readonly call: string; readonly admittedAt: Time };

export function issueRoomPass(vault: Vault, pass: RoomPass, expiresAt: Time): Secret {
  const { call, occurrenceId, topic, personKey, account, name, host, waits, link, admittedAt } = pass;
  const claims = { call, occurrenceId, topic, personKey, account, name, host, waits, link, admittedAt };
  return vault.issue('room', claims, expiresAt);
}

/** Null when it is not ours, has expired, or is for another call. */
export function redeemRoomPass(vault: Vault, token: Secret, occurrence: string, now: Time): RoomPass | null {
  const claims = vault.redeem('room', token, now);
  if (claims === null) return null;
  const { call, occurrenceId, topic, personKey, account, name, host, waits, link, admittedAt } = claims;
  if (occurrenceId !== occurrence) return null;
  if (typeof call !== 'string' || typeof topic !== 'string') return null;
  if (typeof personKey !== 'string' || typeof name !== 'string' || typeof admittedAt !== 'number')
    return null;
  return {
    call,
    occurrenceId: asId<OccurrenceId>(occurrence),
    topic,
    personKey,
    account: typeof account === 'string' ? asId<AccountId>(account) : null,
    name,
    host: host === true,
    waits: waits !== false,
    link: typeof link === 'number' ? link : null,
    admittedAt,
  };
}
