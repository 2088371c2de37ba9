import { HOUR, MINUTE, SECOND, type Time } from '../clock.ts';
import { datesFor } from '../messages/catalogue.ts';
import type { Reader } from '../messages/message.ts';
import { remember } from '../remember.ts';
import { zoned } from './zoned.ts';

/**
 * A moment in full, so that nobody has to guess day, year or zone: `Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)`,
 * in the reader's zone and their region's way of writing.
 */
export function formatTime(
  at: Time,
  reader: Reader,
  { until, zone = true }: { readonly until?: Time; readonly zone?: boolean } = {},
): string {
  const parts = formatsFor(reader).day.formatRangeToParts(at, until ?? at);
  const plain = withoutComma(parts).replace(/[\u2009\u202f]/g, ' '); // CLDR's thin spaces: copied text should hold plain ones
  return zone ? `${plain} (${reader.zone})` : plain;
}

/** The time of day alone: `09:45`. */
export function formatClock(at: Time, reader: Reader): string {
  return formatsFor(reader).clock.format(at);
}

type Formats = { readonly day: Intl.DateTimeFormat; readonly clock: Intl.DateTimeFormat };

/** Making one takes longer than everything else that is done for a message. */
const formats = new Map<string, Formats>();
/** Kept at once, some 100 KiB each outside of the heap: readers of one installation share zones and languages. */
const MOST = 200;

function formatsFor(reader: Reader): Formats {
  const key = JSON.stringify([reader.locale, reader.zone]);
  const made = formats.get(key) ?? makeFormats(reader);
  remember(formats, key, made, MOST);
  return made;
}

function makeFormats(reader: Reader): Formats {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const locale = datesFor(reader.locale);
  return {
    day: new Intl.DateTimeFormat(locale, { ...day, ...clock(reader) }),
    clock: new Intl.DateTimeFormat(locale, clock(reader)),
  };
}

/** A day of the calendar: `Sun 20 Dec 2026`. */
export function formatDate(date: string, { locale }: Reader): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(datesFor(locale), { ...day, timeZone: 'UTC' });
  const at = Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds;
  return withoutComma(format.formatToParts(at));
}

/** One comma is enough: the one between day and time. */
const withoutComma = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .map(({ type, value }, i) =>
      type === 'literal' && value === ', ' && parts[i - 1]?.type === 'weekday' ? ' ' : value,
    )
    .join('');

/** A day that comes each year: `25 November`. */
export function formatDayOfYear(at: Time, { locale, zone }: Reader): string {
  const format = new Intl.DateTimeFormat(datesFor(locale), { day: 'numeric', month: 'long', timeZone: zone });
  return format.format(at);
}

/** `09:45`, but `9:45 AM` where clocks have twelve hours. */
function clock({ locale, zone }: Reader) {
  const { hour12 } = new Intl.DateTimeFormat(datesFor(locale), { hour: 'numeric' }).resolvedOptions();
  return { timeZone: zone, hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' } as const;
}

/** A moment that can be typed back and means only itself: `2026-10-25 02:30+02:00`. */
export function formatExact(at: Time, zone: string): string {
  const wall = zoned(at, zone);
  return `${wall.toPlainDate()} ${wall.toPlainTime().toString({ smallestUnit: 'minute' })}${wall.offset}`;
}

/** A wait, never shorter than it is: `30 seconds`, `5 minutes`, `2 hours`. `ms` in milliseconds. */
export function formatWait(ms: number, reader: Reader): string {
  const [amount, unit] = largest(ms);
  return new Intl.NumberFormat(datesFor(reader.locale), { style: 'unit', unit, unitDisplay: 'long' }).format(
    amount,
  );
}

/** A length in minutes: `45 min`, `1 hr 30 min`. */
export function formatDuration(minutes: number, reader: Reader): string {
  const format = new Intl.DurationFormat(datesFor(reader.locale), { style: 'short' });
  return format.format({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function largest(ms: number): [amount: number, unit: 'second' | 'minute' | 'hour'] {
  if (ms < MINUTE) return [Math.ceil(ms / SECOND), 'second'];
  if (ms < HOUR) return [Math.ceil(ms / MINUTE), 'minute'];
  return [Math.ceil(ms / HOUR), 'hour'];
}
