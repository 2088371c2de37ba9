import { isOver } from '../meeting/occurrence.ts';
import { button, buttons, heading, note, text } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { type DetailsView, meetingDetails } from './meeting-details.ts';
import { type ListedMeeting, meetingList } from './meeting-list.ts';
import type { PrivateBlock, PrivateMessage, Reader } from './message.ts';
import { requests } from './requests.ts';

type MyMeetingsView = {
  /** Whether the reader may create meetings here. */
  readonly creates: boolean;
  /** All that the reader is part of, the nearest first. */
  readonly meetings: readonly DetailsView[];
  /** Of other people's, to an admin. */
  readonly others: readonly ListedMeeting[];
  /** Null: the reader has none yet. */
  readonly room: PrivateMessage | null;
};

/** Everything that concerns its reader, on a page that has room for it. The codes are not in it. */
export function myMeetings(
  { creates, meetings, others, room }: MyMeetingsView,
  reader: Reader,
): PrivateMessage {
  const words = catalogueFor(reader.locale);
  const title = meetings.length > 0 ? words.list.title(meetings.length) : words.list.empty;
  const start = [
    ...(creates ? [button(words.forms.new, 'new', 'primary')] : []),
    ...(creates && !room ? [button(words.buttons.room, 'room')] : []),
    button(words.buttons.me, 'me'),
  ];
  return {
    notice: title,
    blocks: [
      note(text(title)),
      buttons(...start),
      ...meetings.flatMap((view) => meeting(view, words, reader)),
      ...(room?.blocks ?? []),
      ...(others.length > 0
        ? [heading(null, words.web.others), ...meetingList(others, reader).blocks.slice(1)]
        : []),
    ],
  };
}

function meeting(view: DetailsView, words: Catalogue, reader: Reader): readonly PrivateBlock[] {
  const { record, occurrence, relation, names } = view;
  const hosts = relation === 'organizer' || relation === 'cohost';
  const over = record.meeting.state === 'cancelled' || isOver(occurrence);
  const asked = record.requests.some(({ state }) => state === 'open');
  return [
    ...meetingDetails(view, reader).blocks,
    ...(hosts && !over
      ? [
          buttons(
            ...(occurrence.state === 'planned' ? [button(words.web.move, `move:${occurrence.id}`)] : []),
            button(words.web.invite, `invite:${occurrence.id}`),
            button(words.web.uninvite, `uninvite:${occurrence.id}`),
          ),
        ]
      : []),
    ...(hosts && asked ? requests({ record, names }, reader).blocks : []),
  ];
}
