import { ConferenceError, DeliveryError } from '../errors.ts';
import type { Platform } from '../ids.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Host } from '../ports/conference.ts';
import type { Directory } from '../ports/directory.ts';
import type { Store } from '../ports/store.ts';

/** Who organizes a meeting, as a conference provider has to know them. */
export type HostOf = (record: MeetingRecord) => Promise<Host>;

export function createHostOf(
  store: Pick<Store, 'accounts' | 'workspaces'>,
  directoryOf: (platform: Platform) => Pick<Directory, 'emailOf'>,
): HostOf {
  return async ({ meeting }) => {
    const [account, workspace] = await Promise.all([
      store.accounts.byId(meeting.organizer),
      store.workspaces.byId(meeting.workspaceId),
    ]);
    if (!account || !workspace) throw new Error(`nobody organizes meeting ${meeting.key}`);
    const { platform, foreignId: person, name } = account;
    return {
      workspace: workspace.id,
      platform,
      person,
      name,
      async email() {
        try {
          return await directoryOf(platform).emailOf(workspace.foreignId, person);
        } catch (error) {
          if (!(error instanceof DeliveryError)) throw error;
          throw new ConferenceError('transient', 'no-address');
        }
      },
    };
  };
}
