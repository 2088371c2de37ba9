import { MINUTE, type Time } from '../clock.ts';
import type { Ambiguity } from '../meeting/refusal.ts';
import { datesFor } from '../messages/catalogue.ts';
import type { Asker } from './asker.ts';
import { languagesOf } from './chrono.ts';
import type { When } from './parse-when.ts';
import type { WallClock } from './read-clock.ts';
import { type Days, readDays } from './read-days.ts';
import { zoned } from './zoned.ts';

/** The moments that are meant, earliest first, and why there may be several. */
type Readings = { readonly at: readonly Time[]; readonly because: Ambiguity | null };

export function readingsOf(when: When, asker: Asker): Readings | null {
  const { now, zone, locale } = asker;
  try {
    switch (when.kind) {
      case 'after':
        return { at: [Math.floor(now / MINUTE) * MINUTE + when.minutes * MINUTE], because: null };
      case 'moment':
        return { at: [moment(when.iso)], because: null };
      case 'wall': {
        const days = readDays(when.day, zoned(now, zone).toPlainDate(), languagesOf(locale));
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
export function timesOf(
  { hour, minute, kind }: WallClock,
  isToday: boolean,
  locale: string,
): readonly TimeOfDay[] {
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
export function place(wall: Temporal.PlainDateTime, zone: string): Readings {
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
