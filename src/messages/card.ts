import type { ProviderInfo } from '../commands/command.ts';
import { rsvpTo } from '../meeting/invitation.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { doorUrl } from '../meeting/personal-link.ts';
import { formatTime } from '../time/format.ts';
import {
  bold,
  button,
  buttons,
  heading,
  meetingIdField,
  note,
  paragraph,
  person,
  text,
  timeOf,
  topicOf,
} from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { PublicBlock, PublicField, PublicMessage, Reader } from './message.ts';
import { inviteesTo } from './reach.ts';
import { repeatsBlocks } from './repeats.ts';

export type CardView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly organizerName: string;
  readonly provider: ProviderInfo;
  /** People in the call now; null where the provider does not tell. */
  readonly inside: number | null;
  readonly publicUrl: string;
};

/** The public message about an occurrence, in the language and zone of its workspace. Holds no secret. */
export function card(view: CardView, reader: Reader): PublicMessage {
  const { record, occurrence } = view;
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, occurrence, words);
  const top = [heading('calendar', topic), paragraph(timeOf(occurrence, reader))];

  switch (record.meeting.state === 'cancelled' ? 'cancelled' : occurrence.state) {
    case 'cancelled':
      return {
        notice: words.card.noticeCancelled(topic),
        blocks: [...top, note(text(words.card.cancelled))],
      };
    case 'ended':
      return { notice: words.card.noticeEnded(topic), blocks: [...top, note(text(words.card.ended))] };
    case 'live': {
      const live = [bold(words.card.live)];
      const notice = words.card.noticeLive(topic);
      return {
        notice,
        blocks: [
          ...top,
          ...repeatsBlocks(record, reader),
          paragraph(...live),
          ...body(view, words),
          actions(occurrence, words),
        ],
      };
    }
    case 'planned': {
      const notice = words.card.notice(
        topic,
        formatTime(occurrence.startsAt, reader, { until: occurrence.endsAt }),
      );
      const repeats = repeatsBlocks(record, reader);
      return { notice, blocks: [...top, ...repeats, ...body(view, words), actions(occurrence, words)] };
    }
  }
}

function body(view: CardView, words: Catalogue): readonly PublicBlock[] {
  const { record, occurrence, organizerName, provider, inside, publicUrl } = view;
  const { meeting } = record;
  const invitees = inviteesTo(record, occurrence);
  const coming = invitees.filter((one) => rsvpTo(one, occurrence) === 'coming').length;
  const organizer = person(meeting.organizer, organizerName, words);
  const url = doorUrl(publicUrl, meeting.meetingId);

  const fields: readonly PublicField[] = [
    { label: words.fields.organizer, value: [organizer, text(` · ${words.card.access[meeting.access]}`)] },
    meetingIdField(record, words),
    ...(invitees.length > 0
      ? [{ label: words.fields.coming, value: [text(words.of(coming, invitees.length))] }]
      : []),
    ...(inside !== null && occurrence.state === 'live'
      ? [{ label: words.fields.inside, value: [text(words.people(inside))] }]
      : []),
  ];
  const waits = waitsForRoom(record, provider, words);
  return [
    { kind: 'fields', fields },
    ...(waits ? [paragraph(text(waits))] : []),
    note(text(`${words.card.door} `), { kind: 'link', label: url, url }),
  ];
}

/** Where a provider issues codes of its own, nobody has any before it has answered. */
export function waitsForRoom(
  { conference: { state } }: MeetingRecord,
  { abilities }: ProviderInfo,
  words: Catalogue,
): string | null {
  if (!abilities.ownCodes) return null;
  if (state === 'wanted') return words.card.gettingReady;
  return state === 'failed' ? words.card.failed : null;
}

function actions({ id }: Occurrence, words: Catalogue): PublicBlock {
  return buttons(
    button(words.buttons.join, `enter:${id}`, 'primary'),
    button(words.buttons.code, `code:${id}`),
    button(words.buttons.coming, `rsvp:${id}:yes`),
    button(words.buttons.declined, `rsvp:${id}:no`),
  );
}
