import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import type { Meeting, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { cleanTopic, withoutUnseen } from '../meeting/topic.ts';
import type { Catalogue } from './catalogue.ts';
import type { PublicBlock, PublicButton, PublicField, PublicSpan, Reader, Sign } from './message.ts';

/** More than a message can show well, and less than any platform's own limit. */
const MOST_ITEMS = 40;
/** Characters; the shortest label a platform takes is Slack's with 75. */
const LONGEST_INSIDE = 30;

/** Plain text; whatever a stranger typed into it, nothing unseen changes how the rest is read. */
export const text = (value: string): PublicSpan => ({ kind: 'text', text: withoutUnseen(value) });
export const bold = (value: string): PublicSpan => ({ kind: 'bold', text: value });
export const code = (value: string): PublicSpan => ({ kind: 'code', text: value });
export const command = (line: string): PublicSpan => ({ kind: 'command', text: line });

export const timeOf = ({ startsAt, endsAt }: Occurrence, { zone }: Reader): PublicSpan => ({
  kind: 'time',
  at: startsAt,
  until: endsAt,
  zone,
});
export const moment = (at: Time, { zone }: Reader): PublicSpan => ({ kind: 'time', at, zone });

export const person = (account: AccountId, name: string | undefined, words: Catalogue): PublicSpan => ({
  kind: 'person',
  account,
  name: cleanTopic(name ?? '') || words.somebody,
});

type Titled<Row extends Meeting | Occurrence> = Pick<Row, 'topic'>;

/** The topic as people read it: one line that says something. `call`: the occurrence that it is about, if it is one. */
export const topicOf = (
  meeting: Titled<Meeting>,
  call: Titled<Occurrence> | null,
  words: Catalogue,
): string => cleanTopic(call?.topic ?? meeting.topic) || words.untitled;

/** A topic or name inside a button's label, where other words must stay visible. */
export function shortened(value: string): string {
  const characters = [...value];
  return characters.length <= LONGEST_INSIDE ? value : `${characters.slice(0, LONGEST_INSIDE - 1).join('')}…`;
}

export const meetingIdField = ({ meeting }: MeetingRecord, words: Catalogue): PublicField => ({
  label: words.fields.meetingId,
  value: [code(showMeetingId(meeting.meetingId))],
});

export const heading = (sign: Sign | null, title: string): PublicBlock => ({
  kind: 'heading',
  sign,
  spans: [text(title)],
});
export const paragraph = (...spans: readonly PublicSpan[]): PublicBlock => ({ kind: 'paragraph', spans });
export const note = (...spans: readonly PublicSpan[]): PublicBlock => ({ kind: 'note', spans });
export const buttons = (...all: readonly PublicButton[]): PublicBlock => ({ kind: 'buttons', buttons: all });

/** A list of at most 40 items; the rest is counted. */
export function list(items: readonly (readonly PublicSpan[])[], words: Catalogue): PublicBlock {
  if (items.length <= MOST_ITEMS) return { kind: 'list', items };
  const shown = items.slice(0, MOST_ITEMS);
  return { kind: 'list', items: [...shown, [text(words.andMore(items.length - MOST_ITEMS))]] };
}

/** A button. `press` is a command and its arguments: ids of 20 characters, so that 64 bytes are enough. */
export const button = (
  label: string,
  press: string,
  style: PublicButton['style'] = 'plain',
): PublicButton => ({ kind: 'press', label, press, style });
