import { DAY, type Time } from '../clock.ts';
import type { MeetingKey } from '../ids.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';

/** How long a browser that was let in is known again as the same person. */
const LASTS = DAY;

/** The content of the HttpOnly cookie of somebody who was let in, bound to the person and the meeting. */
export function issueAdmission(
  vault: Vault,
  who: { readonly meeting: MeetingKey; readonly person: string; readonly guest: boolean },
  now: Time,
): { readonly cookie: Secret; readonly until: Time } {
  const until = now + LASTS;
  return { cookie: vault.issue('admission', { ...who }, until), until };
}

/**
 * Under which key a guest was let in to this meeting before; null: not, or the cookie is not ours. Invitees have
 * a key of their own, so that theirs is never lent to whoever types a passcode in the same browser.
 */
export function returningGuest(vault: Vault, cookie: Secret, meeting: MeetingKey, now: Time): string | null {
  const claims = vault.redeem('admission', cookie, now);
  if (claims?.['meeting'] !== meeting || claims['guest'] !== true) return null;
  return typeof claims['person'] === 'string' ? claims['person'] : null;
}
