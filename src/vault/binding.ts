import type { Conference, Meeting } from '../meeting/meeting.ts';
import type { Binding } from './vault.ts';

/** Where a meeting's passcode is sealed to: one revision of one meeting. */
export const passcodeBinding = ({ workspaceId, key, revision }: Meeting): Binding => ({
  workspaceId,
  row: key,
  revision,
});

/** Where a conference's credentials are sealed to: what the provider issued for one confirmed change (`shown`). */
export const credentialsBinding = ({ workspaceId }: Meeting, { id, shown }: Conference): Binding => ({
  workspaceId,
  row: id,
  revision: shown,
});
