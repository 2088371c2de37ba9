import { calendarSecrets } from '../commands/calendar-secrets.ts';
import { calendarEntry, isForCalendar } from '../messages/calendar-entry.ts';
import type { PrivateMessage, Reader } from '../messages/message.ts';
import type { DeliveryContent } from '../ports/store/deliveries.ts';
import type { RenderParts, Scene } from './render.ts';

/** What changes somebody's calendar. */
const CHANGES: ReadonlySet<DeliveryContent> = new Set(['slip', 'moved', 'cancelled', 'withdrawn']);

/**
 * A mail brings its calendar file along: nothing can be pressed in it. In chat it would be a second message for each
 * invitee, so there it is sent to whoever presses *Add to calendar*.
 */
export function withCalendar(
  parts: Pick<RenderParts, 'vault' | 'publicUrl' | 'clock'>,
  { delivery, record, occurrence, workspace }: Scene,
  reader: Reader,
  message: PrivateMessage,
): PrivateMessage {
  if (delivery.to.kind !== 'email' || !CHANGES.has(delivery.content)) return message;
  const invitation = record.invitations.find(({ id }) => id === delivery.invitationId);
  if (!invitation || !isForCalendar(record, occurrence)) return message;
  const { publicUrl, clock } = parts;
  const secrets = calendarSecrets(parts, workspace, record, invitation);
  const view = { record, occurrence, invitation, publicUrl, now: clock.now(), ...secrets };
  return { ...message, calendar: calendarEntry(view, reader) };
}
