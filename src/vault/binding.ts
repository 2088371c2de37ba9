import { asId, type WorkspaceId } from '../ids.ts';
import type { Conference, Meeting } from '../meeting/meeting.ts';
import type { StoredCredentials } from '../ports/store/credentials.ts';
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

/**
 * Where an adapter's credentials for one workspace are sealed to: both, in the one name. It has a colon and the core's
 * own ids have none, so that it is never a conference's.
 */
export function adapterBinding({
  adapter,
  workspace,
}: Pick<StoredCredentials, 'adapter' | 'workspace'>): Binding {
  const name = `${adapter}:${workspace}`;
  return { workspaceId: asId<WorkspaceId>(name), row: name, revision: 0 };
}
