import type { ProviderInfo } from '../commands/command.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { button, topicOf } from './blocks.ts';
import type { Catalogue } from './catalogue.ts';
import type { PublicButton } from './message.ts';

type FailureView = {
  readonly record: MeetingRecord;
  readonly provider: ProviderInfo;
  /** Whether the built-in room can be used instead. */
  readonly builtIn: boolean;
};

type Failure = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: readonly PublicButton[];
};

/** The provider could not make the call, or did not take a change of one it had made: why, and what to choose. */
export function failure({ record, provider, builtIn }: FailureView, words: Catalogue): Failure {
  const { meeting, conference } = record;
  const { news, buttons } = words;
  const topic = topicOf(meeting, null, words);
  const label = provider.label(words);
  const made = conference.foreignId !== null;
  const again = button(buttons.tryAgain, `retry:${meeting.key}`, 'primary');
  const otherwise = button(buttons.useRoom, `use-room:${meeting.key}`);
  const choices = news.conferenceChoices[builtIn ? 'room' : 'none'];
  const then = `${made ? news.conferenceOldCodes(label) : news.conferenceWaits} ${choices}`;
  const choose = builtIn ? [again, otherwise] : [again];
  if (conference.reason === 'deleted-elsewhere') {
    return { title: news.conferenceDeleted(label, topic), lines: [then], buttons: choose };
  }
  const title = made ? news.conferenceNotChanged(label, topic) : news.conferenceFailed(label, topic);
  const why = news.conferenceReason(words.providerReason(conference.reason ?? 'unavailable'));
  return { title, lines: [why, then], buttons: choose };
}
