import type { Meeting, Occurrence } from '../meeting/meeting.ts';
import type { Secret } from '../vault/secret.ts';
import { heading, note, text, topicOf } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { PrivateMessage, Reader } from './message.ts';

export type WayInView = {
  readonly meeting: Meeting;
  readonly occurrence: Occurrence;
  readonly url: Secret;
  /** `personal`: the reader's own link; `ticket`: one that works for ten minutes after a right passcode. */
  readonly kind: 'personal' | 'ticket';
};

/** The answer to *Join* and to a right passcode in chat: one button, for the reader alone. */
export function wayIn({ meeting, occurrence, url, kind }: WayInView, reader: Reader): PrivateMessage {
  const words = catalogueFor(reader.locale);
  const title = words.answers.wayIn(topicOf(meeting, occurrence, words));
  const then = kind === 'personal' ? words.answers.personalWayInThen : words.answers.wayInThen;
  return {
    notice: title,
    blocks: [
      heading('lock', title),
      { kind: 'buttons', buttons: [{ kind: 'open', label: words.buttons.join, url, style: 'primary' }] },
      note(text(then)),
    ],
  };
}
