import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { Secret } from '../vault/secret.ts';
import { button, heading, meetingIdField, note, paragraph, person, text, timeOf, topicOf } from './blocks.ts';
import { isForCalendar } from './calendar-entry.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { PrivateBlock, PrivateButton, PrivateMessage, PublicMessage, Reader } from './message.ts';
import { repeatsBlocks } from './repeats.ts';

export type SlipView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly invitation: Invitation;
  readonly organizerName: string;
  readonly passcode: Secret;
  /** The whole personal link. */
  readonly link: Secret;
  readonly codes: ProviderCodes;
};

/** What the provider issued besides ours, as a second block: `Zoom passcode`. Empty where it issues nothing. */
export type ProviderCodes = {
  readonly provider: string;
  readonly lines: readonly { readonly label: string; readonly secret: Secret }[];
  /** The address of the call opens it, for whoever has it. */
  readonly openLinks?: boolean;
};

/** The private message with meeting ID, passcode and personal link. */
export function slip(view: SlipView, reader: Reader): PrivateMessage {
  const { record, occurrence, invitation, organizerName } = view;
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, occurrence, words);
  const own = invitation.role === 'organizer';
  const from = person(record.meeting.organizer, organizerName, words);
  return {
    notice: words.slip.title(topic),
    blocks: [
      heading('lock', words.slip.title(topic)),
      own
        ? paragraph(timeOf(occurrence, reader))
        : paragraph(timeOf(occurrence, reader), text(` · ${words.slip.from} `), from),
      ...repeatsBlocks(record, reader),
      ...codeBlocks({ ...view, hidden: false }, words),
      { kind: 'buttons', buttons: actions(view, words) },
      note(text(words.slip.keep)),
      ...(view.codes.openLinks ? [note(text(words.slip.openLinks(view.codes.provider)))] : []),
    ],
  };
}

/** Meeting ID and passcode, then what the provider issued: the same in a slip and in the details of a meeting. */
export function codeBlocks(
  view: Pick<SlipView, 'record' | 'passcode' | 'codes'> & {
    /** Null: the codes of a personal room as such. */
    readonly occurrence: Occurrence | null;
    readonly hidden: boolean;
  },
  words: Catalogue,
): readonly PrivateBlock[] {
  const { record, occurrence, passcode, codes, hidden } = view;
  const topic = topicOf(record.meeting, occurrence, words);
  const own: PrivateBlock = {
    kind: 'fields',
    fields: [
      meetingIdField(record, words),
      {
        label: words.fields.passcode,
        value: [{ kind: 'secret', label: words.slip.passcodeOf(topic), secret: passcode, hidden }],
      },
    ],
  };
  if (codes.lines.length === 0) return [own];
  const fields = codes.lines.map(({ label, secret }) => ({
    label,
    value: [{ kind: 'secret', label: words.slip.labelOf(label, topic), secret, hidden }] as const,
  }));
  return [own, paragraph(text(words.slip.codesOf(codes.provider))), { kind: 'fields', fields }];
}

function actions(view: SlipView, words: Catalogue): readonly PrivateButton[] {
  const { record, occurrence, invitation, passcode, link } = view;
  const { meeting } = record;
  const id = new Secret(meeting.meetingId);
  const join: readonly PrivateButton[] = [
    { kind: 'open', label: words.buttons.join, url: link, style: 'primary' },
    { kind: 'copy', label: words.buttons.copyPasscode, text: passcode, press: `copy-code:${invitation.id}` },
    { kind: 'copy', label: words.buttons.copyId, text: id, press: `copy-id:${meeting.key}` },
  ];
  // A slip is kept for all times of what is repeated: whoever answers answers for the next.
  const next = meeting.recurrence === null ? occurrence.id : meeting.key;
  const calendar = isForCalendar(record, occurrence)
    ? [button(words.buttons.addToCalendar, `calendar:${next}`)]
    : [];
  if (invitation.role === 'organizer') return [...join, ...calendar];
  return [
    ...join,
    button(words.buttons.coming, `rsvp:${next}:yes`),
    button(words.buttons.declined, `rsvp:${next}:no`),
    ...calendar,
    button(words.buttons.mute, `mute:${invitation.id}`),
  ];
}

type DeadSlip = Pick<SlipView, 'record' | 'occurrence'>;

/** What a slip becomes once its passcode or link is another one. No code is left in it. */
export function replacedSlip({ record, occurrence }: DeadSlip, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  return dead(words.slip.replaced(topicOf(record.meeting, occurrence, words)), words.slip.replacedThen);
}

export function cancelledSlip({ record, occurrence }: DeadSlip, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  return dead(words.slip.cancelled(topicOf(record.meeting, occurrence, words)), words.slip.cancelledThen);
}

export function withdrawnSlip({ record, occurrence }: DeadSlip, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  return dead(words.slip.withdrawn(topicOf(record.meeting, occurrence, words)), words.slip.withdrawnThen);
}

const dead = (title: string, then: string): PublicMessage => ({
  notice: title,
  blocks: [heading('lock', title), paragraph(text(then))],
});
