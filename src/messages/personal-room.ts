import type { MeetingRecord } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { doorUrl } from '../meeting/personal-link.ts';
import { bold, button, heading, list, meetingIdField, note, text, timeOf, topicOf } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { DetailsView } from './meeting-details.ts';
import type { PrivateBlock, PrivateMessage, PublicButton, Reader } from './message.ts';
import { codeBlocks } from './slip.ts';

type PersonalRoomView = Pick<DetailsView, 'shown' | 'publicUrl'> & {
  readonly record: MeetingRecord;
  /** What else can be done with it here: start, plan, choose a number. */
  readonly buttons: readonly PublicButton[];
};

/** A member's own room: its number, its code once shown, and the calls that are to come in it. */
export function personalRoom(
  { record, shown, publicUrl, buttons }: PersonalRoomView,
  reader: Reader,
): PrivateMessage {
  const words = catalogueFor(reader.locale);
  const { key, meetingId } = record.meeting;
  const url = doorUrl(publicUrl, meetingId);
  const calls = record.occurrences.filter((occurrence) => !isOver(occurrence));
  const hidden: PrivateBlock = {
    kind: 'fields',
    fields: [meetingIdField(record, words), { label: words.fields.passcode, value: [text(words.hidden)] }],
  };
  return {
    notice: words.show.personalRoom,
    blocks: [
      heading('lock', `${words.show.personalRoom} · ${topicOf(record.meeting, null, words)}`),
      ...(shown ? codeBlocks({ record, occurrence: null, ...shown, hidden: false }, words) : [hidden]),
      calls.length > 0
        ? list(
            calls.map((call) => [
              bold(topicOf(record.meeting, call, words)),
              text(' · '),
              timeOf(call, reader),
              text(` · ${words.show.states[call.state]}`),
            ]),
            words,
          )
        : note(text(words.show.noCalls)),
      note({ kind: 'link', label: url, url }),
      {
        kind: 'buttons',
        buttons: [
          ...(shown ? [] : [button(words.buttons.show, `reveal:${key}`)]),
          button(words.buttons.rotate, `rotate:${key}`),
          ...buttons,
        ],
      },
    ],
  };
}
