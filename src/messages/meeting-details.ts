import type { ProviderInfo } from '../commands/command.ts';
import { isFailing, needsCall } from '../meeting/change-provider.ts';
import type { DoorState } from '../meeting/door-times.ts';
import { rsvpTo } from '../meeting/invitation.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { doorUrl } from '../meeting/personal-link.ts';
import type { Relation } from '../meeting/rights.ts';
import { formatTime } from '../time/format.ts';
import type { Secret } from '../vault/secret.ts';
import {
  bold,
  button,
  buttons,
  heading,
  list,
  meetingIdField,
  moment,
  note,
  paragraph,
  person,
  text,
  timeOf,
  topicOf,
} from './blocks.ts';
import { isForCalendar } from './calendar-entry.ts';
import { waitsForRoom } from './card.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { failure } from './failure.ts';
import { hostButtons } from './host-buttons.ts';
import { inviteeSpan, type Names } from './invitee-name.ts';
import type {
  PrivateBlock,
  PrivateMessage,
  PublicBlock,
  PublicButton,
  PublicSpan,
  Reader,
} from './message.ts';
import { inviteesTo, reachOf } from './reach.ts';
import { repeatsBlocks } from './repeats.ts';
import { codeBlocks, type ProviderCodes } from './slip.ts';

export type DetailsView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  /** What the reader is to it; `none`: an admin of its workspace, who sees no code. */
  readonly relation: Relation;
  /** The codes once the reader pressed *Show*; null: hidden, and not in the message at all. */
  readonly shown: { readonly passcode: Secret; readonly codes: ProviderCodes } | null;
  readonly names: Names;
  readonly provider: ProviderInfo;
  /** Whether the built-in room can be used instead. */
  readonly builtIn: boolean;
  readonly door: DoorState;
  readonly publicUrl: string;
};

/** One meeting in detail: for everyone who is part of it, and how the invitees fare for those who run it. */
export function meetingDetails(view: DetailsView, reader: Reader): PrivateMessage {
  const { record, occurrence, relation } = view;
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, occurrence, words);
  const state = record.meeting.state === 'cancelled' ? 'cancelled' : occurrence.state;
  const pressed = actions(view, words);
  return {
    notice: topic,
    blocks: [
      heading('calendar', topic),
      paragraph(timeOf(occurrence, reader), text(` · ${words.show.states[state]}`)),
      ...repeatsBlocks(record, reader),
      ...codes(view, words),
      about(view, words),
      ...room(view, words),
      ...door(view, words, reader),
      ...(relation === 'invitee' ? [] : invitees(view, words)),
      ...(pressed.length > 0 ? [buttons(...pressed)] : []),
      ...otherTimes(view, words, reader),
    ],
  };
}

function codes(
  { record, occurrence, relation, shown }: DetailsView,
  words: Catalogue,
): readonly PrivateBlock[] {
  if (shown) {
    return [
      ...codeBlocks({ record, occurrence, ...shown, hidden: false }, words),
      note(text(words.show.secretNote)),
    ];
  }
  const hidden = { label: words.fields.passcode, value: [text(words.hidden)] };
  const fields = [meetingIdField(record, words), ...(relation === 'none' ? [] : [hidden])];
  return [{ kind: 'fields', fields }];
}

function about({ record, occurrence, names, provider }: DetailsView, words: Catalogue): PublicBlock {
  const { organizer, access, waitingRoom } = record.meeting;
  const people = inviteesTo(record, occurrence);
  const coming = people.filter((one) => rsvpTo(one, occurrence) === 'coming').length;
  const who = [person(organizer, names.get(organizer), words), text(` · ${words.card.access[access]}`)];
  return {
    kind: 'fields',
    fields: [
      { label: words.fields.organizer, value: who },
      ...(people.length > 0
        ? [{ label: words.fields.coming, value: [text(words.of(coming, people.length))] }]
        : []),
      { label: words.fields.waitingRoom, value: [text(words.choices.waitingRoom[waitingRoom])] },
      { label: words.fields.provider, value: [text(provider.label(words))] },
    ],
  };
}

/** Where codes wait for the provider, or it did not do something. Who runs the meeting can choose what then. */
function room(view: DetailsView, words: Catalogue): readonly PublicBlock[] {
  const { record, relation, provider } = view;
  if (!needsCall(record)) return [];
  const hosts = relation === 'organizer' || relation === 'cohost';
  if (hosts && isFailing(record)) {
    const { title, lines, buttons: choices } = failure(view, words);
    return [paragraph(bold(title)), ...lines.map((line) => paragraph(text(line))), buttons(...choices)];
  }
  const waits = waitsForRoom(record, provider, words);
  return waits === null ? [] : [note(text(waits))];
}

function door(view: DetailsView, words: Catalogue, reader: Reader): readonly PublicBlock[] {
  const url = doorUrl(view.publicUrl, view.record.meeting.meetingId);
  const link: PublicSpan = { kind: 'link', label: url, url };
  switch (view.door.kind) {
    case 'open':
      return [note(text(`${words.show.doorOpen} `), link)];
    case 'not-open':
      return [note(text(`${words.show.doorOpens} `), moment(view.door.opensAt, reader), text(' · '), link)];
    case 'ended':
    case 'cancelled':
      return [];
  }
}

/** Of what is repeated: the other times that are fixed already, each with what can be done about it alone. */
function otherTimes(
  { record, occurrence }: DetailsView,
  words: Catalogue,
  reader: Reader,
): readonly PublicBlock[] {
  const { meeting, occurrences } = record;
  if (meeting.recurrence === null || meeting.state === 'cancelled') return [];
  const others = occurrences.filter((one) => one.id !== occurrence.id && !isOver(one));
  if (others.length === 0) return [];
  const label = ({ startsAt }: Occurrence) => formatTime(startsAt, reader, { zone: false });
  return [
    note(text(words.repeats.also)),
    buttons(...others.map((one) => button(label(one), `show:${one.id}`))),
  ];
}

function invitees({ record, occurrence, names }: DetailsView, words: Catalogue): readonly PublicBlock[] {
  const people = inviteesTo(record, occurrence);
  if (people.length === 0) return [];
  const fares = people.map((invitation) => [
    inviteeSpan(invitation.invitee, names, words),
    text(`: ${fare({ record, occurrence }, invitation, words)}`),
  ]);
  return [paragraph(text(words.fields.invitees)), list(fares, words)];
}

function fare(
  { record, occurrence }: Pick<DetailsView, 'record' | 'occurrence'>,
  invitation: Invitation,
  words: Catalogue,
): string {
  const reach = reachOf(record, invitation);
  const has =
    reach.kind === 'missed'
      ? words.show.reach.missed(words.reason(reach.reason))
      : words.show.reach[reach.kind];
  const cohost = invitation.role === 'cohost' ? [words.show.cohost] : [];
  return [...cohost, has, words.show.rsvp[rsvpTo(invitation, occurrence)]].join(', ');
}

function actions(view: DetailsView, words: Catalogue): readonly PublicButton[] {
  const { record, occurrence, relation, shown } = view;
  const { meeting } = record;
  const dead = meeting.state === 'cancelled';
  const over = dead || isOver(occurrence);
  const label = words.buttons;
  const reveal = relation !== 'none' && !dead && !shown;
  const comes = relation !== 'none' && !over;
  return [
    ...(comes ? [button(label.join, `enter:${occurrence.id}`, 'primary')] : []),
    ...(reveal ? [button(label.show, `reveal:${meeting.key}`)] : []),
    ...(relation === 'invitee' && !over
      ? [
          button(label.coming, `rsvp:${occurrence.id}:yes`),
          button(label.declined, `rsvp:${occurrence.id}:no`),
        ]
      : []),
    ...(comes && isForCalendar(record, occurrence)
      ? [button(label.addToCalendar, `calendar:${meeting.kind === 'personal' ? occurrence.id : meeting.key}`)]
      : []),
    ...hostButtons(view, words),
  ];
}
