import type { Conference, Meeting } from '../meeting/meeting.ts';
import type { Binding } from './vault.ts';

/** Where a meeting's passcode is sealed to: one revision of one meeting. */
export const passcodeBinding = ({
  workspaceId,
  key,
  revision,
}: Pick<Meeting, 'workspaceId' | 'key' | 'revision'>): Binding => ({ workspaceId, row: key, revision });

/** Where a conference's credentials are sealed to. They have no number of their own: a rotation forgets them. */
export const credentialsBinding = (
  { workspaceId }: Pick<Meeting, 'workspaceId'>,
  { id }: Pick<Conference, 'id'>,
): Binding => ({ workspaceId, row: id, revision: 0 });
