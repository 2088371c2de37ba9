import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, MINUTE } from '../../src/clock.ts';
import { isRefused } from '../../src/meeting/refusal.ts';
import { formatExact } from '../../src/time/format.ts';
import { readWhen } from '../../src/time/read-when.ts';

/** Half hours of offset, half an hour of summer time, a changed date line, no summer time, both hemispheres. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'UTC',
];

const zone = fc.constantFrom(...ZONES);
const now = Date.UTC(2026, 0, 1);
/** Minutes from now, anywhere within the two years that a plan may be ahead. */
const ahead = fc.integer({ min: 1, max: (700 * DAY) / MINUTE });

test('what people type in their own wall time is read as that wall time', () => {
  fc.assert(
    fc.property(zone, ahead, (where, minutes) => {
      const at = now + minutes * MINUTE;
      const wall = formatExact(at, where).slice(0, '2026-11-25 09:30'.length);
      const read = readWhen(wall, { now, zone: where, locale: 'en' });
      if (isRefused(read)) {
        // Only a wall time that comes twice, and then the moment itself is among the readings.
        expect(read.refused.why).toBe('time-ambiguous');
        expect(read.refused.why === 'time-ambiguous' && read.refused.readings).toContain(at);
      } else {
        expect(formatExact(read.at, where)).toBe(formatExact(at, where));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('what we show as exact is read as exactly that', () => {
  fc.assert(
    fc.property(zone, zone, ahead, (shownIn, readIn, minutes) => {
      const at = now + minutes * MINUTE;
      expect(readWhen(formatExact(at, shownIn), { now, zone: readIn, locale: 'en' })).toEqual({
        at,
        zone: readIn,
      });
    }),
    { numRuns: 1_000 },
  );
});

test('around every change of the clocks no wall time is moved in silence', () => {
  const transitions = ZONES.flatMap((where) => {
    let next = Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO(where)
      .getTimeZoneTransition('next');
    const found: { where: string; at: number }[] = [];
    while (next && next.epochMilliseconds < now + 700 * DAY) {
      found.push({ where, at: next.epochMilliseconds });
      next = next.getTimeZoneTransition('next');
    }
    return found;
  });
  expect(transitions.length).toBeGreaterThan(10);
  fc.assert(
    fc.property(
      fc.constantFrom(...transitions),
      fc.integer({ min: -180, max: 180 }),
      ({ where, at }, offset) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(where)
          .toPlainDateTime()
          .add({ minutes: offset })
          .toString({ smallestUnit: 'minute' });
        const read = readWhen(wall, { now, zone: where, locale: 'en' });
        if (isRefused(read)) expect(read.refused.why).toBe('time-ambiguous');
        else expect(formatExact(read.at, where).slice(0, wall.length)).toBe(wall.replace('T', ' '));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('no text makes the reader throw', () => {
  const pieces = fc.constantFrom(
    'in ',
    'at ',
    'tomorrow',
    'today',
    ' ',
    '9',
    '99',
    ':',
    '.',
    '-',
    'pm',
    'T',
    '+',
    '[',
    ']',
    'Z',
    'é',
    '\0',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
      ),
      zone,
      (text, where) => {
        readWhen(text, { now, zone: where, locale: 'en' });
      },
    ),
    { numRuns: 1_000 },
  );
});
