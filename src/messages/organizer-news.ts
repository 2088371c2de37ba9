import type { Time } from '../clock.ts';
import type { ProviderInfo } from '../commands/command.ts';
import { BUILT_IN } from '../meeting/change-provider.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { formatClock, formatTime } from '../time/format.ts';
import { button, topicOf } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import { failure } from './failure.ts';
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

/** The provider could not make the call, or did not take a change of one it had made. */
export function conferenceFailed(
  { record, provider, builtIn }: OfMeeting & { readonly provider: ProviderInfo; readonly builtIn: boolean },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const { title, lines, buttons } = failure({ record, provider, builtIn }, words);
  const cancel = button(words.buttons.cancel, `cancel:${record.meeting.key}`, 'danger');
  return say({ title, sign: 'warning', lines, buttons: [...buttons, cancel] }, words);
}

/** In its place, once that was chosen: it holds no choice any more. */
export function conferenceSettled(
  { record: { meeting }, provider }: OfMeeting & { readonly provider: ProviderInfo },
  reader: Reader,
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const topic = topicOf(meeting, null, words);
  if (meeting.state === 'cancelled') return say({ title: words.card.noticeCancelled(topic) }, words);
  if (meeting.provider === BUILT_IN) return say({ title: words.answers.roomUsed(topic) }, words);
  const lines = [words.answers.triedAgainThen];
  return say({ title: words.answers.triedAgain(provider.label(words), topic), lines }, words);
}
