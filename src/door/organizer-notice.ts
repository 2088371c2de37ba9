import type { Time } from '../clock.ts';
import { type DeliveryId, fresh, type OccurrenceId } from '../ids.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { NewDelivery } from '../ports/store.ts';

/** A message to the organizer about the door; `key` makes it one, however often the reason comes up. */
export function organizerNotice(
  key: string,
  content: 'guarded' | 'full',
  { meeting, workspace, occurrence }: Subject,
  now: Time,
): NewDelivery {
  return {
    id: fresh<DeliveryId>(),
    key,
    workspaceId: workspace.id,
    platform: workspace.platform,
    to: { kind: 'account', account: meeting.organizer },
    content,
    meetingKey: meeting.key,
    occurrenceId: occurrence,
    invitationId: null,
    revision: meeting.revision,
    link: 0,
    order: 0,
    until: null,
    notBefore: now,
  };
}

type Subject = {
  readonly meeting: Meeting;
  readonly workspace: Workspace;
  readonly occurrence: OccurrenceId | null;
};
