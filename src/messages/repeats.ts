import type { Time } from '../clock.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { formatClock, formatDate, formatDayOfYear, formatTime } from '../time/format.ts';
import type { Recurrence } from '../time/rule.ts';
import { paragraph, text } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { PublicBlock, Reader } from './message.ts';

/** The times of a meeting that is yet to be made, with the first ones of its rule. */
export type Times = {
  readonly startsAt: Time;
  readonly endsAt: Time;
  readonly repeats: Pick<Recurrence, 'rule' | 'from' | 'zone'> | null;
  /** Of what is repeated: when the first ones start. */
  readonly first: readonly Time[];
};

/** In full before it is final: the time, or the rule with its first times, in the zone in which it stays the same. */
export function timesInWords({ startsAt, endsAt, repeats, first }: Times, reader: Reader): readonly string[] {
  if (repeats === null) return [formatTime(startsAt, reader, { until: endsAt })];
  const there = { ...reader, zone: repeats.zone };
  const length = endsAt - startsAt;
  const times = first.map((at) => formatTime(at, there, { until: at + length, zone: false }));
  return [ruleInWords(repeats, reader), catalogueFor(reader.locale).repeats.first(times)];
}

/** `every weekday at 09:00 until Sun 20 Dec 2026 (Europe/Berlin)` */
export function ruleInWords(
  { rule, from, zone }: Pick<Recurrence, 'rule' | 'from' | 'zone'>,
  reader: Reader,
): string {
  // The wall time as such, whatever the clocks do on that day.
  const at = Temporal.PlainDateTime.from(from).toZonedDateTime('UTC').epochMilliseconds;
  const wall = { ...reader, zone: 'UTC' };
  const said = catalogueFor(reader.locale).repeats.rule({
    rule,
    time: formatClock(at, wall),
    until: rule.ends.kind === 'until' ? formatDate(rule.ends.date, reader) : '',
    day: formatDayOfYear(at, wall),
  });
  return `${said} (${zone})`;
}

/** What says how a meeting is repeated: none, or one line. */
export function repeatsLines({ meeting }: Pick<MeetingRecord, 'meeting'>, reader: Reader): readonly string[] {
  if (meeting.recurrence === null) return [];
  const label = catalogueFor(reader.locale).fields.repeats;
  return [`${label}: ${ruleInWords(meeting.recurrence, reader)}`];
}

export const repeatsBlocks = (
  record: Pick<MeetingRecord, 'meeting'>,
  reader: Reader,
): readonly PublicBlock[] => repeatsLines(record, reader).map((line) => paragraph(text(line)));
