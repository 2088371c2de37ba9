import type { Field } from '../commands/fields.ts';
import type { FormId } from '../ids.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import type { Candidate, Refusal } from '../meeting/refusal.ts';
import { cleanTopic } from '../meeting/topic.ts';
import { formatExact, formatTime } from '../time/format.ts';
import { button, code, command, shortened, text, topicOf } from './blocks.ts';
import { type Catalogue, catalogueFor } from './catalogue.ts';
import type { Words } from './en.ts';
import type { PublicButton, PublicMessage, PublicSpan, Reader } from './message.ts';
import { say } from './say.ts';

/** Candidates to pick from; whoever has more names one. */
const MOST_PICKS = 10;

type Around = {
  /** The fields of the command that was refused: their labels stand in the text. */
  readonly fields?: readonly Pick<Field, 'name' | 'label'>[];
  /** The form whose values wait behind *Edit again*. */
  readonly edit?: FormId | null;
  readonly buttons?: readonly PublicButton[];
};

/** Why something was not done and what to do, with buttons that do it. */
export function refusalMessage(
  refusal: Refusal,
  reader: Reader,
  { fields = [], edit = null, buttons = [] }: Around = {},
): PublicMessage {
  const words = catalogueFor(reader.locale);
  const { what, next, example } = inWords(refusal, reader, fields);
  return say(
    {
      title: what,
      lines: [example === undefined ? next : [text(`${next} `), shown(example)]],
      items: readingsOf(refusal),
      buttons: [
        ...offers(refusal, words, reader),
        ...(edit && refusal.why !== 'several-meetings' ? [button(words.buttons.edit, `edit:${edit}`)] : []),
        ...buttons,
      ],
    },
    words,
  );
}

/** Of what is not a whole command, a part of one. */
const shown = (example: string): PublicSpan => (example.startsWith('/') ? command(example) : code(example));

/** The same in one line, below the field of a form that it is about. */
export function refusalLine(refusal: Refusal, reader: Reader): string {
  const { what, next, example } = inWords(refusal, reader, []);
  const readings = readingsOf(refusal);
  return [
    what,
    next,
    ...(example === undefined ? [] : [example]),
    ...(readings.length > 0 ? [`${readings.join(', ')}.`] : []),
  ].join(' ');
}

function inWords(refusal: Refusal, reader: Reader, fields: NonNullable<Around['fields']>): Words {
  const words = catalogueFor(reader.locale);
  return words.refusal(harmless(refusal), {
    time: (at) => formatTime(at, reader),
    field: (name) => fields.find((field) => field.name === name)?.label(words) ?? name,
  });
}

/** How an ambiguous time can be written so that it means one moment; zones that can be meant. */
function readingsOf(refusal: Refusal): readonly string[] {
  if (refusal.why === 'zone-unclear') return refusal.zones;
  if (refusal.why !== 'time-ambiguous') return [];
  return refusal.readings.map((at) => formatExact(at, refusal.zone));
}

function offers(refusal: Refusal, words: Catalogue, reader: Reader): readonly PublicButton[] {
  if (refusal.why === 'several-meetings') {
    const pick = ({ key, ...candidate }: Candidate) =>
      button(candidateLabel(candidate, words, reader), `${refusal.command}:${key}`);
    return refusal.candidates.slice(0, MOST_PICKS).map(pick);
  }
  if (refusal.why === 'claim-first') {
    return [button(words.buttons.code, `code:${refusal.meeting}`, 'primary')];
  }
  if (refusal.why === 'not-invited' && refusal.canAsk) {
    return [button(words.buttons.ask, `ask:${refusal.meeting}`, 'primary')];
  }
  return [];
}

const candidateLabel = (candidate: Omit<Candidate, 'key'>, words: Catalogue, reader: Reader): string =>
  [
    shortened(topicOf(candidate, null, words)),
    formatTime(candidate.startsAt, reader, { zone: false }),
    showMeetingId(candidate.meetingId),
  ].join(' · ');

/** What was typed comes back as one line that cannot act as anything else. */
function harmless(refusal: Refusal): Refusal {
  if ('typed' in refusal) return { ...refusal, typed: cleanTopic(refusal.typed) };
  if (refusal.why !== 'person') return refusal;
  return { ...refusal, problem: { ...refusal.problem, name: cleanTopic(refusal.problem.name) } };
}
