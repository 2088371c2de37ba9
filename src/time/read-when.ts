import { MINUTE, type Time } from '../clock.ts';
import { type Ambiguity, type Refused, refuse } from '../meeting/refusal.ts';
import type { Asker } from './asker.ts';
import { languagesOf } from './chrono.ts';
import { clean } from './clean.ts';
import { LONGEST, parseWhen, withoutHalf } from './parse-when.ts';
import { place, readingsOf, timesOf } from './place-when.ts';
import { readDays } from './read-days.ts';
import { zoned } from './zoned.ts';

const YEARS_AHEAD = 2; // beyond it a typed year is more likely a slip of the finger than a plan

/** A moment, and the zone in which it was meant: the asker's own unless the text names one. */
export type Reading = { readonly at: Time; readonly zone: string };

/**
 * Reads a time as people type it, in their own zone or the one that it names: ISO with or without offset or `[zone]`,
 * `in 20 minutes`, `15:30`, `tomorrow 3 pm`, `Fri 14:30`, `next Monday at noon Europe/Paris`, `Dec 20 at 9:00`; in
 * German for Germans too. What can be read in several ways is never settled in silence: it is refused with its
 * readings, and so is a wall time that the change of clocks skips or repeats. The minute that is running now still
 * counts as to come.
 */
export function readWhen(typed: string, asker: Asker): Reading | Refused {
  const text = clean(typed);
  const { now, locale } = asker;
  const day = today(now, asker.zone);
  const when = parseWhen(text, (words) => readDays(words, day, languagesOf(locale)) !== null);
  if (!when) return notUnderstood(typed, asker);
  const named = when.kind === 'wall' ? when.zone : null;
  if (named?.kind === 'unclear') {
    return refuse({ why: 'zone-unclear', typed: named.typed, zones: named.zones });
  }
  const zone = named?.zone ?? asker.zone;
  const readings = readingsOf(when, { ...asker, zone });
  if (!readings) return refuse({ why: 'time-not-understood', typed: typed.trim() });

  const coming = readings.at.filter((at) => at + MINUTE > now);
  const [first] = coming;
  if (first === undefined) return refuse({ why: 'time-past', at: Math.max(...readings.at) });
  if (first > latest(now, zone)) return refuse({ why: 'time-too-far', at: first });
  const { because } = readings;
  if (because && (coming.length > 1 || MUST_ASK.includes(because))) {
    return refuse({ why: 'time-ambiguous', because, readings: coming, zone });
  }
  return { at: first, zone };
}

/**
 * A mere time of day with its zone, for what is repeated: `9:00`, `noon Europe/Paris`. Null: it names a day too, or is
 * no time.
 */
export function readTimeOfDay(
  typed: string,
  asker: Asker,
): { readonly time: Temporal.PlainTime; readonly zone: string } | Refused | null {
  const when = parseWhen(clean(typed), (words) => words === '');
  if (when?.kind !== 'wall' || when.day !== '' || when.clock.hour > 23 || when.clock.minute > 59) return null;
  if (when.zone?.kind === 'unclear') {
    return refuse({ why: 'zone-unclear', typed: when.zone.typed, zones: when.zone.zones });
  }
  const zone = when.zone?.zone ?? asker.zone;
  const tomorrow = today(asker.now, zone).add({ days: 1 });
  const times = timesOf(when.clock, true, asker.locale).map(
    ({ hour, minute }) => new Temporal.PlainTime(hour, minute),
  );
  const [time, ...others] = times;
  if (!time) return null;
  if (others.length === 0) return { time, zone };
  const readings = times.flatMap((each) => place(tomorrow.toPlainDateTime(each), zone).at);
  return refuse({ why: 'time-ambiguous', because: 'which-half', readings, zone });
}

/** Doubtful even where there is one reading only. */
const MUST_ASK: readonly Ambiguity[] = ['skipped', 'other-weekday'];

/** Whether the text has the shape of a time, be it possible or not: tells a time from a topic. */
export const looksLikeWhen = (typed: string): boolean =>
  parseWhen(
    clean(typed),
    (day) => IMPOSSIBLE.test(day) || readDays(day, ANY_DAY, languagesOf('de')) !== null,
  ) !== null;

const ANY_DAY = Temporal.PlainDate.from('2026-01-01');
/** A date that there is not is said to be none, instead of being taken for a topic. */
const IMPOSSIBLE = /^\d{4}-\d{1,2}-\d{1,2}$/;

/** Why it is no time: because the day is there, and its time of day is missing; or because nothing is understood. */
function notUnderstood(typed: string, { now, zone, locale }: Asker): Refused {
  const text = clean(typed);
  const days =
    text === '' || text.length > LONGEST
      ? null
      : readDays(withoutHalf(text), today(now, zone), languagesOf(locale));
  return refuse({
    why: days ? 'time-of-day-missing' : 'time-not-understood',
    typed: typed.trim(),
  });
}

const today = (now: Time, zone: string): Temporal.PlainDate => zoned(now, zone).toPlainDate();
const latest = (now: Time, zone: string): Time =>
  zoned(now, zone).add({ years: YEARS_AHEAD }).epochMilliseconds;
