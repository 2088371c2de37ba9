import { MINUTE } from '../clock.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import type { Visit } from '../meeting/visits.ts';
import { formatClock, formatDuration } from '../time/format.ts';
import { heading, list, paragraph, person, text, timeOf, topicOf } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import { inviteeSpan, type Names } from './invitee-name.ts';
import type { PublicBlock, PublicMessage, Reader } from './message.ts';
import { inviteesTo } from './reach.ts';

export type AttendedView = {
  readonly record: MeetingRecord;
  /** It is over. */
  readonly occurrence: Occurrence;
  readonly names: Names;
  readonly visits: readonly Visit[];
};

/** For the organizer alone, once a call is over: who came, when and for how long; a line each, as in a table. */
export function attended(view: AttendedView, reader: Reader): PublicMessage {
  const { record, occurrence, visits } = view;
  const words = catalogueFor(reader.locale);
  const title = words.attended.title(topicOf(record.meeting, occurrence, words));
  const rows = visits.map((visit) => {
    const { account, name } = visit;
    const who = account ? person(account, name, words) : text(nameOf(visit, record, words));
    return [who, text(` · ${timesOf(visit, reader)} · ${stayOf(visit, reader)}`)];
  });
  return {
    notice: title,
    blocks: [
      heading(null, title),
      paragraph(timeOf(heldAt(occurrence), reader), text(` · ${words.attended.people(visits.length)}`)),
      list(rows, words),
      ...absent(view, words),
    ],
  };
}

/** The call as it was: from its real start to its real end. */
export const heldAt = (occurrence: Occurrence): Occurrence => ({
  ...occurrence,
  startsAt: occurrence.startedAt ?? occurrence.startsAt,
  endsAt: occurrence.endedAt ?? occurrence.endsAt,
});

/** A guest's is marked, because anybody can type it. Whoever came by a link without an account is no guest. */
export function nameOf(
  { account, personKey, name }: Visit,
  { invitations }: MeetingRecord,
  words: Catalogue,
): string {
  const known = account !== null || invitations.some(({ id }) => id === personKey);
  return known ? name : words.attended.guest(name);
}

/** `09:30–09:45`, or several of them. */
export const timesOf = ({ times }: Visit, reader: Reader): string =>
  times
    .map(({ from, until }) => [...new Set([formatClock(from, reader), formatClock(until, reader)])].join('–'))
    .join(', ');

/** `15 min`: nobody was there for none. */
export const stayOf = ({ total }: Visit, reader: Reader): string =>
  formatDuration(Math.max(1, Math.round(total / MINUTE)), reader);

function absent(
  { record, occurrence, names, visits }: AttendedView,
  words: Catalogue,
): readonly PublicBlock[] {
  const came = new Set<string>(visits.map(({ personKey }) => personKey));
  const missing = inviteesTo(record, occurrence).filter(
    ({ id, invitee }) => !came.has(id) && !(invitee.kind === 'account' && came.has(invitee.account)),
  );
  if (missing.length === 0) return [];
  return [
    paragraph(text(words.attended.absent)),
    list(
      missing.map(({ invitee }) => [inviteeSpan(invitee, names, words)]),
      words,
    ),
  ];
}
