import { commitDecision } from '../commit-decision.ts';
import { type DeliveryId, fresh } from '../ids.ts';
import { emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Kept } from '../ports/inbox.ts';
import type { Delivery } from '../ports/store/deliveries.ts';
import type { Store } from '../ports/store.ts';

type Parts = { readonly store: Store; readonly committed: () => void };

/** An answer with a slip stands for good: it is shown anew with the slip, at once if that has died since. */
export async function keepCopy({ slip, ref }: Kept, { store, committed }: Parts): Promise<void> {
  const written = await commitDecision(store, `meeting of ${slip}`, async () => {
    const owed = await store.deliveries.byKey(slip);
    const record = owed && (await store.meetings.byKey(owed.meetingKey));
    if (!record) return null;
    const { key, version } = record.meeting;
    const copy = copyOf(owed, ref);
    return {
      ...emptyChange,
      expect: [{ table: 'meetings', id: key, version }],
      standing: [{ delivery: copy, ref }],
      redraw: isLiving(owed, record) ? [] : [copy.key],
    };
  });
  if (written) committed();
}

function copyOf({ state, reason, wanted, shown, sentAt, changedAt, ...owed }: Delivery, ref: string) {
  const key = deliveryKey.copy(owed.key, ref);
  return { ...owed, id: fresh<DeliveryId>(), key, content: 'copy', until: null } as const;
}

function isLiving({ revision, link, invitationId }: Delivery, { meeting, invitations }: MeetingRecord) {
  const invitation = invitations.find(({ id }) => id === invitationId);
  const isCurrent = meeting.revision === revision && invitation?.link === link;
  return isCurrent && invitation.state === 'invited' && meeting.state === 'open';
}
