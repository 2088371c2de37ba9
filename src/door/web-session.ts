import { type Clock, HOUR, MINUTE, type Time } from '../clock.ts';
import { type AccountId, asId, fresh, type SessionId, type WorkspaceId } from '../ids.ts';
import type { Session } from '../ports/store/sessions.ts';
import type { Store } from '../ports/store.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';

type Parts = {
  readonly vault: Vault;
  readonly store: Pick<Store, 'sessions'>;
  readonly clock: Pick<Clock, 'now'>;
};

/** How long a link into *My meetings* waits for its one use (SPEC.md §4). */
const LINK_LASTS = 10 * MINUTE;
/** A working day; whoever comes back later asks the bot for another link. */
const SESSION_LASTS = 12 * HOUR;

/** The way into *My meetings*: what stands behind `#` is good once, and no server reads it in an address. */
export function webLink(
  vault: Vault,
  who: { readonly account: AccountId; readonly workspace: WorkspaceId },
  now: Time,
): Secret {
  return vault.issue('web-link', { id: fresh<SessionId>(), ...who }, now + LINK_LASTS);
}

/** A browser that is signed in, and what it has to bring from now on. */
export type SignedIn = { readonly session: Session; readonly cookie: Secret };

/** Null when the link is not ours, too old, or was used before. */
export async function signIn({ vault, store, clock }: Parts, token: Secret): Promise<SignedIn | null> {
  const now = clock.now();
  const claims = vault.redeem('web-link', token, now);
  if (claims === null) return null;
  const session: Session = {
    id: asId<SessionId>(String(claims['id'])),
    account: asId<AccountId>(String(claims['account'])),
    workspaceId: asId<WorkspaceId>(String(claims['workspace'])),
    expiresAt: now + SESSION_LASTS,
  };
  if (!(await store.sessions.open(session))) return null;
  return { session, cookie: vault.issue('web-session', { id: session.id }, session.expiresAt) };
}

/** Whose browser it is; null when nobody's, or not any more. */
export async function sessionOf({ vault, store, clock }: Parts, cookie: Secret): Promise<Session | null> {
  const now = clock.now();
  const claims = vault.redeem('web-session', cookie, now);
  return claims === null ? null : store.sessions.byId(asId<SessionId>(String(claims['id'])), now);
}
