import type { ProviderInfo } from '../commands/command.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { formatTime } from '../time/format.ts';
import { bold, button, buttons, heading, list, paragraph, text, timeOf, topicOf } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { inviteeSpan, type Names } from './invitee-name.ts';
import type { PublicBlock, PublicMessage, Reader } from './message.ts';
import { inviteesTo, reachOf } from './reach.ts';

export type ReportView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly names: Names;
  readonly provider: ProviderInfo;
  /** Why the card could not be posted, one of the messenger's reasons; null: it stands, or none is wanted. */
  readonly cardProblem: string | null;
};

/** For the organizer alone: who has the code, who has not, why, and what to do. Counts up while codes go out. */
export function report(view: ReportView, reader: Reader): PublicMessage {
  const { record, occurrence } = view;
  const words = catalogueFor(reader.locale);
  const invitees = inviteesTo(record, occurrence);
  const reached = invitees.filter((invitation) => reachOf(record, invitation).kind === 'has').length;
  const title =
    invitees.length > 0 ? words.report.have(reached, invitees.length) : words.report.nobodyInvited;
  return {
    notice: title,
    blocks: [
      heading(reached === invitees.length && reached > 0 ? 'done' : null, title),
      paragraph(bold(topicOf(record.meeting, occurrence, words)), text(' · '), timeOf(occurrence, reader)),
      ...progress(view, words),
      ...missed(view, words),
      ...cardBlocks(view, words),
    ],
  };
}

function progress({ record, provider }: ReportView, words: Catalogue): readonly PublicBlock[] {
  const waits = provider.abilities.ownCodes && record.conference.state === 'wanted';
  return waits ? [paragraph(text(words.report.gettingReady))] : [];
}

function missed(view: ReportView, words: Catalogue): readonly PublicBlock[] {
  const { record, occurrence, names } = view;
  const missing = inviteesTo(record, occurrence).flatMap((invitation) => {
    const reach = reachOf(record, invitation);
    return reach.kind === 'missed' ? [{ invitation, reason: reach.reason }] : [];
  });
  if (missing.length === 0) return [];
  const way = wayToCode(view, words);
  const remedies = new Set(missing.map(({ reason }) => words.remedy(reason, way)));
  return [
    paragraph(text(words.report.notReached)),
    list(
      missing.map(({ invitation, reason }) => [
        inviteeSpan(invitation.invitee, names, words),
        text(` (${words.reason(reason)})`),
      ]),
      words,
    ),
    ...[...remedies].map((remedy) => paragraph(text(remedy))),
    buttons(button(words.buttons.copyNote, `note:${occurrence.id}`)),
  ];
}

function cardBlocks({ cardProblem, occurrence }: ReportView, words: Catalogue): readonly PublicBlock[] {
  if (cardProblem === null) return [];
  return [
    paragraph(text(words.report.cardFailed(words.reason(cardProblem)))),
    buttons(button(words.buttons.place, `place:${occurrence.id}`)),
  ];
}

/** What the organizer can send to those who were not reached. It holds no code. */
export function noteForMissed(
  view: Pick<ReportView, 'record' | 'occurrence' | 'cardProblem'>,
  reader: Reader,
): PublicMessage {
  const { record, occurrence } = view;
  const words = catalogueFor(reader.locale);
  const time = formatTime(occurrence.startsAt, reader, { until: occurrence.endsAt });
  const note = words.report.note(topicOf(record.meeting, occurrence, words), time);
  return {
    notice: words.report.noteTitle,
    blocks: [
      heading(null, words.report.noteTitle),
      paragraph(text(`${note} ${words.report.noteThen(wayToCode(view, words))}`)),
    ],
  };
}

/** How somebody gets the code whom no message reaches. */
function wayToCode(
  { occurrence, cardProblem }: Pick<ReportView, 'occurrence' | 'cardProblem'>,
  words: Catalogue,
): string {
  return occurrence.card && cardProblem === null ? words.report.pressCode : words.report.typeCode;
}
