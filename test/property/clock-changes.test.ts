import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, MINUTE, type Time } from '../../src/clock.ts';
import { isRefused } from '../../src/meeting/refusal.ts';
import { readWhen } from '../../src/time/read-when.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

/** `npm run soak` takes all of them (`READING_ZONES=all`). */
const ZONES = Intl.supportedValuesOf('timeZone');
const HOW_MANY = process.env['READING_ZONES'] === 'all' ? ZONES.length : 60;
const FROM = Date.UTC(2026, 10, 24);
const UNTIL = Date.UTC(2036, 10, 24);

/** At `at` the clocks of the zone go from one offset to the other, in milliseconds. */
type ClockChange = {
  readonly zone: string;
  readonly at: Time;
  readonly before: number;
  readonly after: number;
};

const zonedAt = (at: Time, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
const offsetAt = (at: Time, zone: string) => zonedAt(at, zone).offsetNanoseconds / 1e6;

function changesOf(zone: string): readonly ClockChange[] {
  const found: ClockChange[] = [];
  let next = zonedAt(FROM, zone).getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < UNTIL) {
    const at = next.epochMilliseconds;
    const [before, after] = [offsetAt(at - 1, zone), offsetAt(at, zone)];
    if (before !== after) found.push({ zone, at, before, after }); // not those of names alone
    next = next.getTimeZoneTransition('next');
  }
  return found;
}

/**
 * What a wall time near the change means, by nothing but the two offsets. `wall`: its digits, as if they were UTC.
 * The moments that can be meant, and whether the wall time is there at all.
 */
function meant(
  { at, before, after }: ClockChange,
  wall: Time,
): { readonly at: readonly Time[]; readonly real: number } {
  const real = [wall - before]
    .filter((each) => each < at)
    .concat([wall - after].filter((each) => each >= at));
  const both = [wall - before, wall - after].sort((one, other) => one - other);
  return { at: real.length === 1 ? real : both, real: real.length };
}

/** The wall times at which something may go wrong: at both ends of what is skipped or repeated, and in it. */
function wallsOf({ at, before, after }: ClockChange): readonly Time[] {
  const [first, last] = [at + Math.min(before, after), at + Math.max(before, after)];
  const middle = Math.floor((first + last) / 2 / MINUTE) * MINUTE;
  return [first - DAY, first - MINUTE, first, middle, last - MINUTE, last, last + DAY];
}

const isoOf = (wall: Time) => new Date(wall).toISOString();
const dateOf = (wall: Time) => isoOf(wall).slice(0, '2026-11-24'.length);
const clockOf = (wall: Time) => isoOf(wall).slice('2026-11-24T'.length, '2026-11-24T09:30'.length);
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const spelled = (wall: Time) => `${MONTHS[new Date(wall).getUTCMonth()]} ${new Date(wall).getUTCDate()}`;

function americanOf(wall: Time): string {
  const hour = new Date(wall).getUTCHours();
  return `${hour % 12 || 12}:${clockOf(wall).slice(-2)} ${hour < 12 ? 'am' : 'pm'}`;
}

/** The day before at noon, there. */
function noonBefore(wall: Time, zone: string): Time {
  const day = Temporal.PlainDate.from(dateOf(wall)).subtract({ days: 1 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds;
}

const dayBegins = (wall: Time, zone: string): Time =>
  Temporal.PlainDate.from(dateOf(wall)).toZonedDateTime(zone).epochMilliseconds;

type Asked = { readonly text: string; readonly now: Time; readonly zone: string; readonly locale: string };

/** Ways to type it, in the zone itself and from elsewhere. */
function phrasesOf(wall: Time, zone: string): readonly Asked[] {
  const eve = noonBefore(wall, zone);
  const there = { zone, locale: 'en', now: eve };
  return [
    { ...there, text: `${dateOf(wall)} ${clockOf(wall)}` },
    { ...there, text: `tomorrow ${clockOf(wall)}` },
    { ...there, text: `${spelled(wall)} at ${americanOf(wall)}`, locale: 'en-US' },
    { ...there, text: `morgen um ${clockOf(wall)}`, locale: 'de' },
    { ...there, text: clockOf(wall), now: dayBegins(wall, zone) },
    { ...there, text: `${dateOf(wall)} ${clockOf(wall)}[${zone}]`, zone: 'Asia/Tokyo' },
    { ...there, text: `${dateOf(wall)} ${clockOf(wall)} ${zone}`, zone: 'America/Denver' },
  ];
}

/** One line of what is read, and of what should be. */
function isRead({ text, ...asker }: Asked): string {
  const read = readWhen(text, asker);
  if (!isRefused(read)) return `${read.at}`;
  const { refused } = read;
  return refused.why === 'time-ambiguous'
    ? `? ${refused.because} ${refused.readings.join(' ')}`
    : `? ${refused.why}`;
}

function shouldBe(change: ClockChange, wall: Time, now: Time): string {
  const { at, real } = meant(change, wall);
  const coming = at.filter((each) => each + MINUTE > now);
  if (coming.length === 0) return '? time-past';
  if (real === 0) return `? skipped ${coming.join(' ')}`;
  return coming.length > 1 ? `? repeated ${coming.join(' ')}` : `${coming[0]}`;
}

function examine(change: ClockChange): void {
  for (const wall of wallsOf(change)) {
    for (const asked of phrasesOf(wall, change.zone)) {
      const told = JSON.stringify(asked);
      expect(`${told} ${isRead(asked)}`).toBe(`${told} ${shouldBe(change, wall, asked.now)}`);
    }
  }
}

const sample = fc.sample(fc.shuffledSubarray(ZONES, { minLength: HOW_MANY, maxLength: HOW_MANY }), {
  numRuns: 1,
  seed: SEED,
})[0];

test('a wall time near a change of the clocks is read as what it is, or asked about, in every zone and year', () => {
  const changes = (sample ?? []).map(changesOf);
  expect(changes.flat().length).toBeGreaterThan(HOW_MANY);
  for (const [index, all] of changes.entries()) {
    // All of them in a soak, else two of each zone that follow one another: one each way.
    const from = all.length > 1 ? index % (all.length - 1) : 0;
    for (const change of HOW_MANY === ZONES.length ? all : all.slice(from, from + 2)) examine(change);
  }
  tellFigure(`wall times around changes of the clocks in ${HOW_MANY} zones`, SEED);
});
