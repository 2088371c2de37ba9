import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { doorUrl } from '../meeting/personal-link.ts';
import { formatTime } from '../time/format.ts';
import type { Secret } from '../vault/secret.ts';
import { button, code, heading, note, paragraph, text, topicOf } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { PrivateBlock, PrivateMessage, Reader } from './message.ts';
import { repeatsBlocks } from './repeats.ts';

type InvitationTextView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  /** Only on the second press. */
  readonly passcode: Secret | null;
  readonly publicUrl: string;
};

/** What the organizer can paste anywhere: topic, time, meeting ID and the door's address. */
export function invitationText(view: InvitationTextView, reader: Reader): PrivateMessage {
  const { record, occurrence, passcode, publicUrl } = view;
  const { meeting } = record;
  const words = catalogueFor(reader.locale);
  const topic = topicOf(meeting, occurrence, words);
  const time = formatTime(occurrence.startsAt, reader, { until: occurrence.endsAt });
  const withPasscode: readonly PrivateBlock[] = passcode
    ? [
        {
          kind: 'paragraph',
          spans: [
            text(`${words.fields.passcode} `),
            { kind: 'secret', label: words.slip.passcodeOf(topic), secret: passcode, hidden: false },
          ],
        },
        note(text(words.invitation.withPasscode)),
      ]
    : [
        note(text(words.invitation.withoutPasscode)),
        {
          kind: 'buttons',
          buttons: [button(words.buttons.copyWithPasscode, `invitation:${meeting.key}:passcode`)],
        },
      ];
  return {
    notice: words.invitation.title,
    blocks: [
      heading(null, words.invitation.title),
      paragraph(text(topic)),
      paragraph(text(time)),
      ...repeatsBlocks(record, reader),
      paragraph(text(`${words.fields.meetingId} `), code(showMeetingId(meeting.meetingId))),
      paragraph(text(words.invitation.door(doorUrl(publicUrl, meeting.meetingId)))),
      ...withPasscode,
    ],
  };
}
