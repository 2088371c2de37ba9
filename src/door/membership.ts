import { type Clock, MINUTE, type Time } from '../clock.ts';
import type { AccountId, Platform, WorkspaceId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../ports/directory.ts';
import type { Store } from '../ports/store.ts';

export type IsMember = (workspace: WorkspaceId, account: AccountId) => Promise<boolean>;

/** Asks the platform. Rejects when it does not answer. */
export function createIsMember(
  store: Pick<Store, 'accounts' | 'workspaces'>,
  directoryOf: (platform: Platform) => Pick<Directory, 'roleOf'>,
): IsMember {
  return async (workspaceId, accountId) => {
    const [workspace, account] = await Promise.all([
      store.workspaces.byId(workspaceId),
      store.accounts.byId(accountId),
    ]);
    if (!workspace || !account) return false;
    return (await directoryOf(workspace.platform).roleOf(workspace.foreignId, account.foreignId)) !== 'none';
  };
}

/** How long an answer of the platform is taken as still true (SPEC.md §2). */
const FRESH = MINUTE;

/**
 * Remembers for a minute who is in a workspace. While the platform does not answer, people with a valid link
 * are let in: the link is a right by itself, and a meeting must not fail with the platform it was made on.
 */
export function rememberMembers(isMember: IsMember, clock: Clock, log: Log): IsMember {
  const known = new Map<string, { readonly member: boolean; readonly until: Time }>();
  return async (workspace, account) => {
    const now = clock.now();
    const key = `${workspace}:${account}`;
    for (const [old, { until }] of known) if (until <= now) known.delete(old);
    const hit = known.get(key);
    if (hit) return hit.member;
    try {
      const member = await isMember(workspace, account);
      known.set(key, { member, until: now + FRESH });
      return member;
    } catch (err) {
      log.warn({ err, workspace, account }, 'membership not known');
      return true;
    }
  };
}
