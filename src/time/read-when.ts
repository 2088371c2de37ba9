import { MINUTE, type Time } from '../clock.ts';
import { type Refused, refuse } from '../meeting/refusal.ts';
import { readMinutes } from './read-duration.ts';
import { isZone } from './zones.ts';

const YEARS_AHEAD = 2; // beyond it a typed year is more likely a slip of the finger than a plan

/** What a text says, before a clock and a zone give it a place in time. */
type When =
  | { readonly kind: 'after'; readonly minutes: number }
  | { readonly kind: 'today' | 'tomorrow'; readonly time: string }
  | { readonly kind: 'date'; readonly date: string; readonly time: string; readonly zone: string | null }
  /** With an offset it is a moment already; a zone besides must agree with it. */
  | { readonly kind: 'moment'; readonly iso: string };

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:t|\s+)(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(z|[+-]\d{2}:\d{2})?(?:\[([a-z0-9_+/-]+)\])?$/;
const CLOCK = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/;
const DAY_FIRST = /^(?:(today|tomorrow)(?:\s+at|,)?\s+|at\s+)?(\S+(?:\s*[ap]m)?)$/;
const DAY_LAST = /^(?:at\s+)?(\S+(?:\s*[ap]m)?)\s+(today|tomorrow)$/;

/**
 * Reads a time as people type it, in their own zone: ISO with or without offset or `[zone]`, `in 20 minutes`,
 * `15:30`, `today 3 pm`, `tomorrow 9:00`. A wall time that the change of clocks skips or repeats is never settled
 * in silence: it is refused with its readings. The minute that is running now still counts as to come.
 */
export function readWhen(
  text: string,
  { now, zone }: { readonly now: Time; readonly zone: string },
): { readonly at: Time } | Refused {
  const when = parse(text);
  const readings = when && readingsOf(when, now, zone);
  if (!readings) return refuse({ why: 'time-not-understood', typed: text.trim() });

  const coming = readings.at.filter((at) => at + MINUTE > now);
  const [first] = coming;
  if (first === undefined) return refuse({ why: 'time-past', at: Math.max(...readings.at) });
  if (first > latest(now, zone)) return refuse({ why: 'time-too-far', at: first });
  if (coming.length > 1 || readings.skipped) return refuse({ why: 'time-ambiguous', readings: coming });
  return { at: first };
}

/** Whether the text has the shape of a time, be it possible or not: tells a time from a topic. */
export const looksLikeWhen = (text: string): boolean => parse(text) !== null;

function parse(typed: string): When | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();

  if (text.startsWith('in ')) {
    const minutes = readMinutes(text.slice('in '.length));
    return minutes ? { kind: 'after', minutes } : null;
  }

  const [, date, wall, offset, zone] = ISO.exec(text) ?? [];
  if (date && wall) {
    const time = wall.padStart('00:00'.length, '0');
    if (!offset) return { kind: 'date', date, time, zone: zone ?? null };
    return { kind: 'moment', iso: `${date}T${time}${offset}${zone ? `[${zone}]` : ''}` };
  }

  const [, dayFirst, timeAfter] = DAY_FIRST.exec(text) ?? [];
  const [, timeBefore, dayLast] = DAY_LAST.exec(text) ?? [];
  const time = readClock(timeAfter ?? timeBefore ?? '');
  return time === null ? null : { kind: (dayFirst ?? dayLast) === 'tomorrow' ? 'tomorrow' : 'today', time };
}

/** `9:00`, `9.30`, `3 pm`: as `hh:mm`, hours beyond 23 and minutes beyond 59 included, to be refused as times. */
function readClock(text: string): string | null {
  const [, hour, minute, half] = CLOCK.exec(text) ?? [];
  if (!hour || !(minute || half)) return null;
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = half ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour);
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
}

/** The moments that are meant, earliest first. `skipped`: the wall time does not exist, these are beside it. */
type Readings = { readonly at: readonly Time[]; readonly skipped: boolean };

function readingsOf(when: When, now: Time, zone: string): Readings | null {
  try {
    switch (when.kind) {
      case 'after':
        return { at: [Math.floor(now / MINUTE) * MINUTE + when.minutes * MINUTE], skipped: false };
      case 'today':
        return onWall(today(now, zone), when.time, zone);
      case 'tomorrow':
        return onWall(today(now, zone).add({ days: 1 }), when.time, zone);
      case 'date': {
        if (when.zone && !isZone(when.zone)) return null;
        return onWall(Temporal.PlainDate.from(when.date), when.time, when.zone ?? zone);
      }
      case 'moment':
        return { at: [moment(when.iso)], skipped: false };
    }
  } catch (error) {
    // Temporal's way of saying that there is no such date, time or zone, or that offset and zone contradict.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function onWall(date: Temporal.PlainDate, time: string, zone: string): Readings {
  const wall = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const at = [...new Set([earlier.epochMilliseconds, later.epochMilliseconds])];
  return { at, skipped: !earlier.toPlainDateTime().equals(wall) };
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
