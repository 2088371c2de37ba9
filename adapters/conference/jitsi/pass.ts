import { SignJWT } from 'jose';
import { MINUTE, SECOND, type Time } from '../../../src/clock.ts';
import type { Guest } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { JitsiSettings } from './settings.ts';
import { shownName } from './shown-name.ts';

/** How long the way in may wait to be opened. Whoever is in stays: Jitsi looks at a token only at the entrance. */
const LASTS = 5 * MINUTE;

/**
 * Lets one person into one room, as the server's token authentication reads it:
 * https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md. Whoever reads the token in the call's address
 * bar has a way in for as long as it lasts.
 */
export async function signPass(
  app: NonNullable<JitsiSettings['app']>,
  base: string,
  room: string,
  guest: Guest,
  now: Time,
): Promise<Secret> {
  const user = {
    id: guest.personKey,
    name: shownName(guest),
    // 8x8 reads the one, plugins of servers of one's own the other; all values of a user are strings.
    moderator: String(guest.host),
    affiliation: guest.host ? 'owner' : 'member',
  };
  const token = await new SignJWT({ room, context: { user } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(app.id)
    .setAudience(app.id)
    .setSubject(subjectOf(base))
    .setExpirationTime(Math.floor((now + LASTS) / SECOND))
    .sign(new TextEncoder().encode(app.secret.open()));
  return new Secret(token);
}

/** The tenant where the address has one, else the domain. */
function subjectOf(base: string): string {
  const { hostname, pathname } = new URL(base);
  return pathname.split('/').find((part) => part !== '') ?? hostname;
}
