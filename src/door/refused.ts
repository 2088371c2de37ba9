import type { Time } from '../clock.ts';
import { emptyChange } from '../meeting/change.ts';
import type { Invitation } from '../meeting/meeting.ts';
import type { DoorParts, Pass } from './door.ts';

/** Writes down who was turned away with a wrong, dead or revoked key, and answers as if nothing were known. */
export async function refused(
  { store }: DoorParts,
  { record, invitation, via }: Pick<Pass, 'record' | 'via'> & { readonly invitation: Invitation | null },
  at: Time,
): Promise<{ readonly kind: 'invalid' }> {
  const { meeting } = record;
  await store.commit({
    ...emptyChange,
    audit: [
      {
        at,
        workspaceId: meeting.workspaceId,
        meetingKey: meeting.key,
        actor: null,
        action: 'refused',
        about: invitation?.invitee.kind === 'account' ? invitation.invitee.account : null,
        invitationId: invitation?.id ?? null,
        revision: meeting.revision,
        via,
      },
    ],
  });
  return { kind: 'invalid' };
}
