import type { Time } from '../clock.ts';
import type { Secret } from '../vault/secret.ts';
import type { Caller, DoorParts, Verdict } from './door.ts';
import { type Claim, passThrough } from './pass-through.ts';
import { refused } from './refused.ts';
import { throttleKeys } from './throttle.ts';
import { redeemTicket } from './ticket.ts';

/**
 * A token has 128 bits or more, so that guessing one is hopeless: a right one opens also where others have used
 * up the tries of their shared address or of the meeting. Wrong ones count against whoever sends them.
 */
export async function verifyToken(parts: DoorParts, caller: Caller, token: Secret): Promise<Verdict> {
  const now = parts.clock.now();
  const claim = (await ticketHolder(parts, token, now)) ?? (await linkHolder(parts, token));
  if (claim?.good) return passThrough(parts, claim, now);

  const keys = throttleKeys(caller, parts.sharedNetworks);
  const counted = await parts.store.door.attempt({ at: now, ...keys, typedId: '', checks: [] });
  if (counted.kind === 'throttled') return counted;
  if (!claim) return { kind: 'invalid' };
  return refused(parts, { record: claim.record, invitation: claim.link, via: claim.via }, now);
}

type Checked = Claim & { readonly good: boolean };

async function ticketHolder(parts: DoorParts, token: Secret, now: Time): Promise<Checked | null> {
  const ticket = redeemTicket(parts.vault, token, now);
  if (!ticket) return null;
  const record = await parts.store.meetings.byKey(ticket.meeting);
  if (!record) return null;
  const good = ticket.revision === record.meeting.revision;
  return { record, account: ticket.account, link: null, via: 'chat', good };
}

async function linkHolder({ vault, store }: DoorParts, token: Secret): Promise<Checked | null> {
  const id = vault.invitationOf(token);
  const record = id && (await store.meetings.byPart(id));
  const link = record?.invitations.find((invitation) => invitation.id === id);
  if (!record || !link) return null;
  const { state, invitee, linkKey } = link;
  const good =
    state === 'invited' && vault.isLinkToken({ invitationId: id, link: link.link, linkKey }, token);
  return { record, account: invitee.kind === 'account' ? invitee.account : null, link, via: 'link', good };
}
