import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import type { Relation } from '../meeting/rights.ts';
import {
  bold,
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
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { hostButtons } from './host-buttons.ts';
import type { PublicBlock, PublicMessage, Reader } from './message.ts';
import { repeatsLines } from './repeats.ts';
import { say } from './say.ts';

/** Meetings with buttons of their own: four blocks each stay below every platform's limit (Slack: 50 blocks). */
const MOST_MEETINGS = 8;

export type ListedMeeting = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  /** What the reader is to it; `none`: an admin of its workspace. */
  readonly relation: Relation;
};

/**
 * My meetings. The codes are not in it: *Show* asks for one, and that is written down. `later`: the first of them
 * stands above, with all that can be done with it; with these, too, their organizer can do it at once.
 */
export function meetingList(
  meetings: readonly ListedMeeting[],
  reader: Reader,
  later = false,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  if (meetings.length === 0) return say({ title: words.list.empty, lines: [words.list.emptyThen] }, words);
  const title = later ? words.list.later(meetings.length) : words.list.title(meetings.length);
  const more = meetings.length - MOST_MEETINGS;
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      ...meetings.slice(0, MOST_MEETINGS).flatMap((meeting) => entry(meeting, words, reader, later)),
      ...(more > 0 ? [note(text(words.list.more(more)))] : []),
    ],
  };
}

function entry(
  meeting: ListedMeeting,
  words: Catalogue,
  reader: Reader,
  hosting: boolean,
): readonly PublicBlock[] {
  const { record, occurrence, relation } = meeting;
  const state = occurrence.state === 'live' ? ` · ${words.show.states.live}` : '';
  const repeats = repeatsLines(record, reader).map((line) => text(`. ${line}`));
  return [
    paragraph(bold(topicOf(record.meeting, occurrence, words))),
    paragraph(timeOf(occurrence, reader), text(` · ${words.list[relation]}${state}`), ...repeats),
    {
      kind: 'fields',
      fields: [
        meetingIdField(record, words),
        ...(relation === 'none' ? [] : [{ label: words.fields.passcode, value: [text(words.hidden)] }]),
      ],
    },
    actions(meeting, words, hosting),
  ];
}

function actions(meeting: ListedMeeting, words: Catalogue, hosting: boolean): PublicBlock {
  const { key } = meeting.record.meeting;
  const details = button(words.buttons.details, `show:${key}`);
  if (meeting.relation === 'none') return buttons(details);
  const front = [button(words.buttons.show, `reveal:${key}`), details];
  if (!hosting) return buttons(...front);
  return { kind: 'buttons', buttons: [...front, ...hostButtons(meeting, words)], inFront: front.length };
}
