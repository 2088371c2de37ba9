import { MINUTE, type Time } from '../clock.ts';
import { type Ambiguity, type Refused, refuse } from '../meeting/refusal.ts';
import { datesFor } from '../messages/catalogue.ts';
import { languagesOf } from './chrono.ts';
import { cutClock, inHalf, type WallClock } from './read-clock.ts';
import { type Days, readDays } from './read-days.ts';
import { readMinutes } from './read-duration.ts';
import { cutZone, type NamedZone } from './read-zone.ts';
import { findZone } from './zones.ts';

const YEARS_AHEAD = 2; // beyond it a typed year is more likely a slip of the finger than a plan
const LONGEST = 120; // characters: no time is longer, and what is longer need not be looked at

/** Who reads it, and when: days are counted from `now` in `zone`. `locale` says how times are written there. */
export type Asker = { readonly now: Time; readonly zone: string; readonly locale: string };

/** A moment, and the zone in which it was meant: the asker's own unless the text names one. */
export type Reading = { readonly at: Time; readonly zone: string };

/** What a text says, before a clock and a zone give it a place in time. */
type When =
  | { readonly kind: 'after'; readonly minutes: number }
  /** With an offset it is a moment already; a zone besides must agree with it. */
  | { readonly kind: 'moment'; readonly iso: string }
  | {
      readonly kind: 'wall';
      /** In lower case; empty: today. */
      readonly day: string;
      readonly clock: WallClock;
      readonly zone: NamedZone | null;
    };

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:t|\s+)(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(z|[+-]\d{2}:\d{2})?(?:\[([a-z0-9_+/-]+)\])?$/;
/** Words that are the day and its half at once. */
const TONIGHT = /\b(?:tonight|this evening|heute abend|heute nacht)\b/;
const HALF_OF_DAY =
  /(?<=^|\s)(?:(?:this|in the)\s+)?(morning|afternoon|evening|vormittags?|nachmittags?|abends?|früh)(?=\s|$)/;

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
  const when = parse(text, (words) => readDays(words, day, languagesOf(locale)) !== null);
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
  const when = parse(clean(typed), (words) => words === '');
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
  parse(clean(typed), (day) => IMPOSSIBLE.test(day) || readDays(day, ANY_DAY, languagesOf('de')) !== null) !==
  null;

const ANY_DAY = Temporal.PlainDate.from('2026-01-01');
/** A date that there is not is said to be none, instead of being taken for a topic. */
const IMPOSSIBLE = /^\d{4}-\d{1,2}-\d{1,2}$/;

const clean = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** `isDay`: whether words say a day. */
function parse(text: string, isDay: (words: string) => boolean): When | null {
  if (text.length > LONGEST) return null;
  const minutes = /^in\s/.test(text) ? waited(text.slice('in '.length)) : null;
  if (minutes) return { kind: 'after', minutes };

  const [, date, wall, offset, named] = ISO.exec(text) ?? [];
  if (date && wall) {
    if (offset) {
      const time = wall.padStart('00:00'.length, '0');
      return { kind: 'moment', iso: `${date}T${time}${offset}${named ? `[${named}]` : ''}` };
    }
    const [hour = 0, minute = 0] = wall.split(':').map(Number);
    const clock = { hour, minute, kind: 'exact' } as const;
    if (!named) return { kind: 'wall', day: date, clock, zone: null };
    const zone = findZone(named);
    return zone === null ? null : { kind: 'wall', day: date, clock, zone: { kind: 'zone', zone } };
  }
  const readable = (words: string) => {
    const wall = parseWall(words);
    return wall && isDay(wall.day) ? wall : null;
  };
  const plain = readable(text);
  if (plain) return plain;
  const cut = cutZone(text, readable);
  return cut && { ...cut.head, zone: cut.zone };
}

function parseWall(text: string): Extract<When, { kind: 'wall' }> | null {
  // In German `9 am Montag` is no time before noon.
  const cut = cutClock(text.replace(/(\d) am (?=(?:\p{L}+tag|mittwoch)\b)/u, '$1 uhr am '));
  if (!cut || cut.clock.hour > 99) return null;
  const tonight = TONIGHT.test(cut.rest);
  const half = tonight ? 'evening' : HALF_OF_DAY.exec(cut.rest)?.[1];
  const rest = cut.rest.replace(TONIGHT, 'today').replace(HALF_OF_DAY, '').trim();
  const day = rest.replace(/[\s,]+(?:at|um)$/, '').replace(/^um\s/, '');
  if (day !== '' && !/\p{L}|\d/u.test(day)) return null;
  const clock =
    half && cut.clock.kind !== 'exact' && cut.clock.kind !== 'midnight'
      ? inHalf(cut.clock, half, cut.clock.kind)
      : cut.clock;
  return clock && { kind: 'wall', day, clock, zone: null };
}

/** `20 minutes`, `half an hour`, `einer Stunde`. */
function waited(text: string): number | null {
  if (/^(?:half an hour|einer halben stunde)$/.test(text)) return 30;
  const numbered = text
    .replace(/^(?:an?|one|eine[rm]?)\s/, '1 ')
    .replace(/\bstunden?\b/, 'h')
    .replace(/\bminuten?\b/, 'min')
    .replace(/\bund\b/, 'and');
  return readMinutes(numbered);
}

/** Why it is no time: because the day is there, and its time of day is missing; or because nothing is understood. */
function notUnderstood(typed: string, { now, zone, locale }: Asker): Refused {
  const text = clean(typed);
  const days =
    text === '' || text.length > LONGEST
      ? null
      : readDays(text.replace(HALF_OF_DAY, '').trim(), today(now, zone), languagesOf(locale));
  return refuse({
    why: days ? 'time-of-day-missing' : 'time-not-understood',
    typed: typed.trim(),
  });
}

/** The moments that are meant, earliest first, and why there may be several. */
type Readings = { readonly at: readonly Time[]; readonly because: Ambiguity | null };

function readingsOf(when: When, asker: Asker): Readings | null {
  const { now, zone, locale } = asker;
  try {
    switch (when.kind) {
      case 'after':
        return { at: [Math.floor(now / MINUTE) * MINUTE + when.minutes * MINUTE], because: null };
      case 'moment':
        return { at: [moment(when.iso)], because: null };
      case 'wall': {
        const days = readDays(when.day, today(now, zone), languagesOf(locale));
        return days && onWall(days, when, asker);
      }
    }
  } catch (error) {
    // Temporal's way of saying that there is no such date, time or zone, or that offset and zone contradict.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function onWall(days: Days, { clock, day }: { clock: WallClock; day: string }, asker: Asker): Readings {
  const times = timesOf(clock, day === '', asker.locale);
  const walls = days.dates.flatMap((date) =>
    times.map(({ hour, minute, later }) =>
      date
        .add({ days: later })
        .toPlainDateTime(Temporal.PlainTime.from({ hour, minute }, { overflow: 'reject' })),
    ),
  );
  const placed = walls.map((wall) => place(wall, asker.zone));
  const at = [...new Set(placed.flatMap((each) => each.at))].sort((one, other) => one - other);
  const clockDoubt = times.length > 1 ? (clock.kind === 'midnight' ? 'which-midnight' : 'which-half') : null;
  const because = days.doubt ?? clockDoubt ?? placed.find((each) => each.because)?.because ?? null;
  return { at, because };
}

type TimeOfDay = { readonly hour: number; readonly minute: number; readonly later: 0 | 1 };

/** People rarely meet at night: a mere hour before 7 can be in the afternoon wherever it is read. */
const EARLIEST_HOUR = 7;

/** The times of day that a clock can mean. `later`: days later. */
function timesOf({ hour, minute, kind }: WallClock, isToday: boolean, locale: string): readonly TimeOfDay[] {
  const only = { hour, minute, later: 0 } as const;
  switch (kind) {
    case 'exact':
      return [only];
    case 'midnight':
      return isToday ? [{ ...only, later: 1 }] : [only, { ...only, later: 1 }];
    case 'hour':
    case 'digits': {
      const unsure =
        kind === 'hour'
          ? hasTwelveHours(locale) || hour < EARLIEST_HOUR
          : hasTwelveHours(locale) && hour < EARLIEST_HOUR;
      if (!unsure || hour < 1 || hour > 12) return [only];
      return [
        { ...only, hour: hour % 12 },
        { ...only, hour: (hour % 12) + 12 },
      ];
    }
  }
}

const twelve = new Map<string, boolean>();

function hasTwelveHours(locale: string): boolean {
  const dates = datesFor(locale);
  const known = twelve.get(dates);
  if (known !== undefined) return known;
  const { hour12 = false } = new Intl.DateTimeFormat(dates, { hour: 'numeric' }).resolvedOptions();
  twelve.set(dates, hour12);
  return hour12;
}

/** A wall time in a zone: one moment, but for the change of clocks. */
function place(wall: Temporal.PlainDateTime, zone: string): Readings {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.equals(later)) return { at: [earlier.epochMilliseconds], because: null };
  const at = [earlier.epochMilliseconds, later.epochMilliseconds];
  return { at, because: earlier.toPlainDateTime().equals(wall) ? 'repeated' : 'skipped' };
}

const moment = (iso: string): Time =>
  iso.includes('[')
    ? Temporal.ZonedDateTime.from(iso, { offset: 'reject' }).epochMilliseconds
    : Temporal.Instant.from(iso).epochMilliseconds;

const today = (now: Time, zone: string): Temporal.PlainDate => zoned(now, zone).toPlainDate();
const latest = (now: Time, zone: string): Time =>
  zoned(now, zone).add({ years: YEARS_AHEAD }).epochMilliseconds;
const zoned = (now: Time, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
