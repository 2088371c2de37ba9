import type { Time } from '../clock.ts';
import { emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { DoorParts } from './door.ts';
import { organizerNotice } from './organizer-notice.ts';

/** The passcode door of a meeting was shut by too many guesses: its organizer is told, at most once a day. */
export async function guarded(parts: DoorParts, { meeting }: MeetingRecord, at: Time): Promise<void> {
  const workspace = await parts.store.workspaces.byId(meeting.workspaceId);
  if (!workspace) return;
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate().toString();
  await parts.store.commit({
    ...emptyChange,
    deliveries: [
      organizerNotice(
        deliveryKey.guarded(meeting.key, day),
        'guarded',
        { meeting, workspace, occurrence: null },
        at,
      ),
    ],
    audit: [
      {
        at,
        workspaceId: workspace.id,
        meetingKey: meeting.key,
        actor: null,
        action: 'guarded',
        about: null,
        invitationId: null,
        revision: meeting.revision,
        via: 'passcode',
      },
    ],
  });
  parts.log.warn({ meeting: meeting.key }, 'passcode door shut');
}
