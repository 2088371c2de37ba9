import type { CodeRequest, Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isWithin, momentOf } from '../time/recurrence.ts';
import type { Secret } from '../vault/secret.ts';
import {
  button,
  buttons,
  heading,
  meetingIdField,
  note,
  paragraph,
  text,
  timeOf,
  topicOf,
} from './blocks.ts';
import { isForCalendar } from './calendar-entry.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { PrivateMessage, PublicMessage, Reader } from './message.ts';
import { repeatsBlocks } from './repeats.ts';

type OfOccurrence = { readonly record: MeetingRecord; readonly occurrence: Occurrence };

/** *Start now*: the organizer has started, with the reader's own link. */
export function started(
  { record, occurrence, link }: OfOccurrence & { readonly link: Secret },
  reader: Reader,
): PrivateMessage {
  const words = catalogueFor(reader.locale);
  const title = words.news.started(topicOf(record.meeting, occurrence, words));
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      paragraph(text(words.news.startedThen)),
      {
        kind: 'buttons',
        buttons: [{ kind: 'open', label: words.buttons.join, url: link, style: 'primary' }],
      },
      note(text(words.slip.keep)),
    ],
  };
}

/** It starts soon, with the reader's own link. The passcode stands in the slip: it is not sent about more than need be. */
export function reminder(
  {
    record,
    occurrence,
    invitation,
    link,
  }: OfOccurrence & { readonly invitation: Invitation; readonly link: Secret },
  reader: Reader,
): PrivateMessage {
  const words = catalogueFor(reader.locale);
  const title = words.news.reminder(topicOf(record.meeting, occurrence, words));
  const join = { kind: 'open', label: words.buttons.join, url: link, style: 'primary' } as const;
  const decline = button(words.buttons.declined, `rsvp:${occurrence.id}:no`);
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      paragraph(timeOf(occurrence, reader)),
      { kind: 'fields', fields: [meetingIdField(record, words)] },
      { kind: 'buttons', buttons: invitation.role === 'organizer' ? [join] : [join, decline] },
      note(text(words.slip.keep)),
    ],
  };
}

export function moved({ record, occurrence }: OfOccurrence, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  const title = words.news.moved(topicOf(record.meeting, occurrence, words));
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      paragraph(timeOf(occurrence, reader)),
      ...repeatsBlocks(record, reader),
      paragraph(text(movedThen(record, occurrence, words))),
      buttons(
        button(words.buttons.coming, `rsvp:${occurrence.id}:yes`),
        button(words.buttons.declined, `rsvp:${occurrence.id}:no`),
        button(words.buttons.addToCalendar, `calendar:${occurrence.id}`),
      ),
    ],
  };
}

/** Of what is repeated one time was moved, unless it is where the rule has it: then the rule was. */
function movedThen({ meeting }: MeetingRecord, { slot, startsAt }: Occurrence, words: Catalogue): string {
  if (meeting.recurrence === null || slot === null) return words.news.movedThen;
  return startsAt === momentOf(slot, meeting.recurrence.zone)
    ? words.news.movedAllThen
    : words.news.movedOneThen;
}

/** The meeting is cancelled, or one call of it whose code lives on (personal rooms). */
export function cancelled({ record, occurrence }: OfOccurrence, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  const title = words.news.cancelled(topicOf(record.meeting, occurrence, words));
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      paragraph(timeOf(occurrence, reader)),
      paragraph(text(cancelledThen(record, occurrence, words))),
      ...(isForCalendar(record, occurrence)
        ? [buttons(button(words.buttons.takeFromCalendar, `calendar:${occurrence.id}`))]
        : []),
    ],
  };
}

function cancelledThen({ meeting }: MeetingRecord, { slot }: Occurrence, words: Catalogue): string {
  if (meeting.state === 'cancelled') return words.news.cancelledThen;
  if (meeting.recurrence === null || slot === null) return words.news.callCancelledThen;
  return isWithin(meeting.recurrence, slot) ? words.news.oneCancelledThen : words.news.allCancelledThen;
}

export function withdrawn({ record, occurrence }: OfOccurrence, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  const title = words.news.withdrawn(topicOf(record.meeting, occurrence, words));
  return { notice: title, blocks: [heading(null, title), paragraph(text(words.news.withdrawnThen))] };
}

/** To whoever asked for the code: what became of it. */
export function decided(
  { record, request }: { readonly record: MeetingRecord; readonly request: CodeRequest },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, null, words);
  const approved = request.state === 'approved';
  const title = approved ? words.news.approved(topic) : words.news.denied(topic);
  const then = approved ? words.news.approvedThen : words.news.deniedThen;
  return { notice: title, blocks: [heading(null, title), paragraph(text(then))] };
}
