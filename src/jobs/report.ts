import { SECOND, type Time } from '../clock.ts';
import { emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import type { MeetingRecord, Slip } from '../meeting/meeting.ts';
import type { Delivery } from '../ports/store/deliveries.ts';
import type { Change, Store } from '../ports/store.ts';
import { bucketsOf } from './pace.ts';

/** While codes are still going out, the report is edited at most this often (SPEC.md §5). */
const REPORT_EVERY = 10 * SECOND;

/**
 * Redraws the organizer's report because a delivery fared one way or the other: at once when no other code is on
 * its way any more, else when ten seconds have passed since it was last edited. The last two
 * may settle side by side and each take the other for one on its way: then it is the ten seconds.
 */
export async function reportAnew(
  store: Pick<Store, 'meetings' | 'deliveries'>,
  delivery: Delivery,
  now: Time,
): Promise<Change> {
  const record = await store.meetings.byKey(delivery.meetingKey);
  const report = record && (await store.deliveries.byKey(reportKey(record, delivery)));
  if (!report) return emptyChange;
  const redraw = { ...emptyChange, redraw: [report.key] };
  const othersGoOut = record.slips.some((slip) => isOnItsWay(slip) && !isOf(slip, delivery));
  if (report.ref === null || !othersGoOut) return redraw;
  const job = {
    key: `deliver:${report.id}`,
    kind: 'deliver',
    subject: report.id,
    runAt: Math.max(report.changedAt + REPORT_EVERY, now),
    order: report.order,
    buckets: bucketsOf(report),
  } as const;
  return { ...redraw, jobs: [job] };
}

/** In a personal room each call has a report of its own. */
const reportKey = ({ meeting }: MeetingRecord, { occurrenceId }: Delivery): string =>
  deliveryKey.report(meeting, meeting.kind === 'personal' ? occurrenceId : null);

const isOnItsWay = ({ state }: Slip): boolean => state === 'due' || state === 'sending';

const isOf = (slip: Slip, delivery: Delivery): boolean =>
  slip.invitationId === delivery.invitationId &&
  slip.revision === delivery.revision &&
  slip.link === delivery.link;
