import type { Time } from '../clock.ts';
import { audited } from '../meeting/audited.ts';
import type { Invitation } from '../meeting/meeting.ts';
import type { DoorParts, Pass } from './door.ts';

/** Writes down who was turned away with a wrong, dead or revoked key, and answers as if nothing were known. */
export async function refused(
  { store }: DoorParts,
  { record, invitation, via }: Pick<Pass, 'record' | 'via'> & { readonly invitation: Invitation | null },
  at: Time,
): Promise<{ readonly kind: 'invalid' }> {
  const about = invitation?.invitee.kind === 'account' ? invitation.invitee.account : null;
  const invitationId = invitation?.id ?? null;
  await store.commit(audited(record.meeting, at, { action: 'refused', about, invitationId, via }));
  return { kind: 'invalid' };
}
