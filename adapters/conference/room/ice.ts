import { createHmac } from 'node:crypto';
import { HOUR, SECOND, type Time } from '../../../src/clock.ts';
import type { Secret } from '../../../src/vault/secret.ts';

/** What helps browsers find a way to each other. Empty: only those in one network reach each other. */
export type Ice = {
  readonly stun: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: Secret } | null;
};

/** As `RTCPeerConnection` takes it. */
type IceServer = {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
};

export const NO_ICE: Ice = { stun: [], turn: null };

/** How long a TURN server takes what somebody was given: longer than a call, and a network that changes in it. */
const CREDENTIALS_LAST = 12 * HOUR;

/**
 * What one person's browser is given. TURN credentials as coturn's `use-auth-secret` checks them: the time until
 * which they are good, and an HMAC-SHA1 over it (https://github.com/coturn/coturn, turnserver.conf).
 */
export function iceServers({ stun, turn }: Ice, personKey: string, now: Time): readonly IceServer[] {
  const open = stun.length > 0 ? [{ urls: stun }] : [];
  if (turn === null) return open;
  const username = `${Math.floor((now + CREDENTIALS_LAST) / SECOND)}:${personKey}`;
  const credential = createHmac('sha1', turn.secret.open()).update(username).digest('base64');
  return [...open, { urls: turn.urls, username, credential }];
}
