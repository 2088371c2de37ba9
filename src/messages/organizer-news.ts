import type { Time } from '../clock.ts';
import type { ProviderInfo } from '../commands/command.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { formatClock, formatTime } from '../time/format.ts';
import { button, topicOf } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { PublicMessage, Reader } from './message.ts';
import { say } from './say.ts';

type OfMeeting = { readonly record: MeetingRecord };
type OfOccurrence = OfMeeting & { readonly occurrence: Occurrence };

/** At the planned end, while people are inside. `plannedEnd`: the end that it was asked about. */
export function stillGoing(
  { record, occurrence, plannedEnd }: OfOccurrence & { readonly plannedEnd: Time },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, occurrence, words);
  if (isOver(occurrence)) return say({ title: words.news.over(topic) }, words);
  if (occurrence.endsAt > plannedEnd) {
    const lines = [words.news.extendedThen(formatTime(occurrence.endsAt, reader))];
    return say({ title: words.news.extended(topic), lines }, words);
  }
  return say(
    {
      title: words.news.stillGoing(topic),
      lines: [words.news.stillGoingThen(formatClock(plannedEnd, reader))],
      buttons: [
        button(words.buttons.end, `end:${occurrence.id}`, 'danger'),
        button(words.buttons.extend, `extend:${occurrence.id}`),
      ],
    },
    words,
  );
}

/** Too many wrong passcodes: that door is shut for a while (SECURITY.md §1). */
export function guarded({ record }: OfMeeting, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  return say(
    {
      title: words.news.guarded(topicOf(record.meeting, null, words)),
      sign: 'warning',
      lines: [words.news.guardedThen],
      buttons: [button(words.buttons.rotate, `rotate:${record.meeting.key}`, 'primary')],
    },
    words,
  );
}

/** The passcode stood where others could read it. */
export function leaked({ record }: OfMeeting, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  return say(
    {
      title: words.news.leaked(topicOf(record.meeting, null, words)),
      sign: 'warning',
      lines: [words.news.leakedThen],
      buttons: [button(words.buttons.rotate, `rotate:${record.meeting.key}`, 'primary')],
    },
    words,
  );
}

export function full(
  { record, occurrence, seats }: OfOccurrence & { readonly seats: number },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const lines = [words.news.fullThen(topicOf(record.meeting, occurrence, words))];
  return say({ title: words.news.full(seats), lines }, words);
}

/** Somebody came in by the link of one who was in, who was thereby put out. */
export function secondUse(
  { record, occurrence, name }: OfOccurrence & { readonly name: string },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const topic = topicOf(record.meeting, occurrence, words);
  return say(
    {
      title: words.news.secondUse(name, topic),
      lines: [words.news.secondUseThen],
      buttons: [button(words.buttons.replaceLinks, `rotate:${record.meeting.key}:yes`)],
    },
    words,
  );
}

function failedTitle(
  { news }: Catalogue,
  { deleted, made }: { readonly deleted: boolean; readonly made: boolean },
  provider: string,
  topic: string,
): string {
  if (deleted) return news.conferenceDeleted(provider, topic);
  return made ? news.conferenceNotChanged(provider, topic) : news.conferenceFailed(provider, topic);
}

type Failed = OfMeeting & {
  readonly provider: ProviderInfo;
  /** Whether the built-in room can be used instead. */
  readonly room: boolean;
};

/** The provider could not make the call, or did not take a change of one it had made. */
export function conferenceFailed({ record, provider, room }: Failed, reader: Reader): PublicMessage {
  const words = catalogueFor(reader.locale);
  const { meeting, conference } = record;
  const topic = topicOf(meeting, null, words);
  const made = conference.foreignId !== null;
  const deleted = conference.reason === 'deleted-elsewhere';
  const reason =
    conference.reason === null || deleted
      ? []
      : [words.news.conferenceReason(words.providerReason(conference.reason))];
  const state = made ? words.news.conferenceOldCodes(provider.label(words)) : words.news.conferenceWaits;
  return say(
    {
      title: failedTitle(words, { deleted, made }, provider.label(words), topic),
      sign: 'warning',
      lines: [...reason, `${state} ${words.news.conferenceChoices[room ? 'room' : 'none']}`],
      buttons: [
        button(words.buttons.tryAgain, `retry:${meeting.key}`, 'primary'),
        ...(room ? [button(words.buttons.useRoom, `use-room:${meeting.key}`)] : []),
        button(words.buttons.cancel, `cancel:${meeting.key}`, 'danger'),
      ],
    },
    words,
  );
}
