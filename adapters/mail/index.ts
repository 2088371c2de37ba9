import { SECOND } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Messenger, Pace } from '../../src/ports/messenger.ts';
import { calendarFile } from '../../src/time/calendar-file.ts';
import { encode } from './encode.ts';
import { asDeliveryError } from './errors.ts';
import type { MailSettings } from './settings.ts';
import { transportTo } from './transport.ts';

/** Servers differ and say nothing beforehand: two a second offend few, and one that wants less answers 4xx. */
const PACE: Pace = {
  perPlace: { messages: 1, per: SECOND },
  perWorkspace: { messages: 2, per: SECOND },
  overall: { messages: 2, per: SECOND },
};

/** Brings private messages to addresses by SMTP. */
export function createMail(settings: MailSettings): { messenger: Messenger; pace: Pace } {
  const transport = transportTo(settings);
  const [, domain = ''] = settings.from.address.split('@');

  const messenger: Messenger = {
    async send(id, { to, message }) {
      if (to.kind === 'conversation') throw new DeliveryError('refused', 'not-allowed');
      const ref = `<${id}@${domain}>`;
      const { subject, text, html } = encode(message);
      const { from } = settings;
      const file = message.calendar && calendarFile(message.calendar, { from, to: to.person });
      try {
        await transport.sendMail({
          from,
          // As an object: what stands in it is one address, whatever its characters.
          to: { name: '', address: to.person },
          // The same for each try, so that a mailbox that got it twice can tell (RFC 5322 §3.6.4).
          messageId: ref,
          subject,
          text,
          html,
          // Beside the text and as an attachment: mail programs look for it in either place.
          ...(file && { icalEvent: { method: file.method, filename: file.name, content: file.text } }),
          // No answer of a holiday program is wanted (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw asDeliveryError(error);
      }
      return ref;
    },
    async edit() {
      // What has left cannot be changed; the core leaves it as it is.
      throw new DeliveryError('refused', 'not-allowed');
    },
    findSent: async () => ({ kind: 'unknown' }),
  };
  return { messenger, pace: PACE };
}
