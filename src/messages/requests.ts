import type { CodeRequest, MeetingRecord } from '../meeting/meeting.ts';
import { button, buttons, heading, list, note, person, shortened, text, topicOf } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { inviteeName, type Names } from './invitee-name.ts';
import type { PublicBlock, PublicMessage, Reader } from './message.ts';

/** Askers with buttons of their own; the rest follows as these are decided. Platforms take 25 buttons or more. */
const MOST_ASKERS = 10;

type RequestsView = { readonly record: MeetingRecord; readonly names: Names };

/** All code requests of a meeting in one message to the organizer, edited as people ask and are answered. */
export function requests({ record, names }: RequestsView, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, null, words);
  const open = record.requests.filter(({ state }) => state === 'open');
  const title = open.length > 0 ? words.requests.title(open.length, topic) : words.requests.none(topic);
  const asking: readonly PublicBlock[] = [
    list(
      open.map(({ account }) => [person(account, names.get(account), words)]),
      words,
    ),
    buttons(
      ...open.slice(0, MOST_ASKERS).flatMap((request) => decisions(request, names, words)),
      button(words.buttons.denyAll, `deny-all:${record.meeting.key}`, 'danger'),
      button(words.buttons.close, `close-requests:${record.meeting.key}`),
    ),
    note(text(words.requests.next)),
  ];
  return {
    notice: title,
    blocks: [
      heading(null, title),
      ...(open.length > 0 ? asking : []),
      ...decided(record, 'approved', names, words),
      ...decided(record, 'denied', names, words),
    ],
  };
}

function decisions({ id, account }: CodeRequest, names: Names, words: Catalogue) {
  const name = shortened(inviteeName({ kind: 'account', account }, names, words));
  return [
    button(words.buttons.approve(name), `approve:${id}`, 'primary'),
    button(words.buttons.deny(name), `deny:${id}`),
  ];
}

function decided(
  { requests }: MeetingRecord,
  state: 'approved' | 'denied',
  names: Names,
  words: Catalogue,
): readonly PublicBlock[] {
  const people = requests.filter((request) => request.state === state);
  if (people.length === 0) return [];
  const spans = people.map(({ account }) => [person(account, names.get(account), words)]);
  return [note(text(`${words.requests[state]} (${people.length})`)), list(spans, words)];
}
