import { isRefused } from '../../src/meeting/refusal.ts';
import type { Asker } from '../../src/time/asker.ts';
import { formatExact } from '../../src/time/format.ts';
import { readPlan } from '../../src/time/read-plan.ts';
import { rruleOf } from '../../src/time/recurrence.ts';

/**
 * What comes of a phrase, as one line: the moment in the zone in which it was meant, with that zone if it is another
 * one, the length and the rule; or the question, with its reason and readings.
 */
export function outcome(phrase: string, asker: Asker): string {
  const read = readPlan(phrase, asker);
  if (!isRefused(read)) {
    return [
      formatExact(read.at, read.zone),
      ...(read.zone === asker.zone ? [] : [read.zone]),
      ...(read.minutes === null ? [] : [`${read.minutes} min`]),
      ...(read.repeats === null ? [] : [rruleOf(read.repeats)]),
    ].join(' ');
  }
  const { refused } = read;
  switch (refused.why) {
    case 'time-ambiguous':
      return `? ${refused.because}: ${refused.readings.map((at) => formatExact(at, refused.zone)).join(', ')}`;
    case 'zone-unclear':
      return ['? zone', ...refused.zones].join(' ');
    case 'time-past':
    case 'time-too-far':
      return `? ${refused.why} ${formatExact(refused.at, asker.zone)}`;
    default:
      return `? ${refused.why}`;
  }
}
