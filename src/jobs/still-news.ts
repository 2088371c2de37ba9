import { MINUTE } from '../clock.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { rsvpTo } from '../meeting/invitation.ts';
import type { Invitation } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import type { RenderParts, Scene } from './render.ts';

/** Who was reminded so shortly before knows that it starts (SPEC.md §5). */
const REMINDED_FOR = 15 * MINUTE;

/**
 * Whether a reminder, or *Start now*, still says something to its reader: decided when it is sent, since they may have
 * declined, the time may be another, and nobody needs both.
 */
export async function isStillNews(
  parts: RenderParts,
  scene: Scene,
  invitation: Invitation,
): Promise<boolean> {
  const { store, clock } = parts;
  const { delivery, occurrence } = scene;
  if (invitation.state !== 'invited' || isUnwanted(scene)) return false;
  if (rsvpTo(invitation, occurrence) === 'declined') return false;
  if (delivery.content === 'started') {
    if (occurrence.state !== 'live') return false;
    const reminder = await store.deliveries.byKey(deliveryKey.reminder(invitation.id, occurrence));
    const since = (occurrence.startedAt ?? occurrence.startsAt) - REMINDED_FOR;
    return reminder === null || reminder.sentAt === null || reminder.sentAt < since;
  }
  if (delivery.key !== deliveryKey.reminder(invitation.id, occurrence)) return false; // moved since
  if (isOver(occurrence) || occurrence.startsAt <= clock.now()) return false;
  const started = await store.deliveries.byKey(deliveryKey.started(invitation.id, occurrence.id));
  if (started !== null && started.state !== 'void') return false;
  return occurrence.state === 'planned' || !(await isInside(parts, scene));
}

async function isInside(
  { store, clock }: RenderParts,
  { delivery: { to }, occurrence }: Scene,
): Promise<boolean> {
  const present = await store.presence.of(occurrence.id, clock.now());
  return to.kind === 'account' && present.some(({ account }) => account === to.account);
}

/** They want nothing from the organizer any more, or no reminders. */
function isUnwanted({ delivery, record, accounts }: Scene): boolean {
  const reader = delivery.to.kind === 'account' ? accounts.get(delivery.to.account) : undefined;
  if (reader === undefined) return false;
  if (reader.muted.includes(record.meeting.organizer)) return true;
  return delivery.content === 'reminder' && reader.reminder === null;
}
