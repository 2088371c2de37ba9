import { MINUTE, type Time } from '../clock.ts';
import { type AccountId, asId, type MeetingKey } from '../ids.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';

const LASTS = 10 * MINUTE;

/** What stands for a right passcode given in chat: it dies with that passcode. */
export type Ticket = { readonly meeting: MeetingKey; readonly account: AccountId; readonly revision: number };

export function issueTicket(vault: Vault, meeting: Meeting, account: AccountId, now: Time): Secret {
  const claims = { meeting: meeting.key, account, revision: meeting.revision };
  return vault.issue('ticket', claims, now + LASTS);
}

export function redeemTicket(vault: Vault, token: Secret, now: Time): Ticket | null {
  const claims = vault.redeem('ticket', token, now);
  if (claims === null) return null;
  const { meeting, account, revision } = claims;
  if (typeof meeting !== 'string' || typeof account !== 'string' || typeof revision !== 'number') return null;
  return { meeting: asId<MeetingKey>(meeting), account: asId<AccountId>(account), revision };
}
