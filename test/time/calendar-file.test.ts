import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { calendarFile } from '../../src/time/calendar-file.ts';
import { anEntry } from './an-entry.ts';
import { readCalendar } from './read-calendar.ts';

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;

it.each([
  ['the first', '2026-10-25T02:30+02:00[Europe/Berlin]'],
  ['the second', '2026-10-25T02:30+01:00[Europe/Berlin]'],
])('tells %s of two half past twos from the other, in the night in which clocks go back', (which, text) => {
  const startsAt = at(text);
  const next = { startsAt, endsAt: startsAt + 3 * HOUR, zone: 'Europe/Berlin' };
  const file = calendarFile(anEntry({ next })).text;
  // The first is what the wall time means; the second has to be told in UTC.
  expect(file).toContain(
    which === 'the first' ? 'DTSTART;TZID=Europe/Berlin:20261025T023000' : 'DTSTART:20261025T013000Z',
  );
  if (which === 'the second') expect(readCalendar(file).times(1)[0]?.startsAt).toBe(startsAt);
});

it('describes no clocks where there are none', () => {
  const startsAt = at('2026-12-01T09:00+00:00[UTC]');
  const span = { startsAt, endsAt: startsAt + 15 * MINUTE, zone: 'UTC' };
  const rule = { pattern: { kind: 'days' }, interval: 1, ends: { kind: 'count', count: 3 } } as const;
  const from = '2026-12-01T09:00';
  const series = {
    recurrence: { rule, from, zone: 'UTC', minutes: 15, made: from, cards: 'one' },
    without: ['2026-12-02T09:00'],
    moved: [],
    besides: [],
  } as const;
  const { text } = calendarFile(anEntry({ next: span, series }));
  expect(text).not.toContain('VTIMEZONE');
  expect(
    readCalendar(text)
      .times(9)
      .map(({ startsAt: start }) => new Date(start).getUTCDate()),
  ).toEqual([1, 3]);
});

it.each([
  ['Fünf Sterne ⭐ / Überblick', 'funf-sterne-uberblick.ics'],
  ['../../etc/passwd', 'etc-passwd.ics'],
  ['会議', 'meeting.ics'],
  ['x'.repeat(300), `${'x'.repeat(40)}.ics`],
])('is called by the topic as every mail program and file system takes it: %s', (title, name) => {
  expect(calendarFile(anEntry({ title })).name).toBe(name);
});

it('says who sends it and who reads it, whatever is in their names', () => {
  const from = { name: 'Acme, "Rooms"; Berlin', address: 'meet@example.org' };
  const { text, method } = calendarFile(anEntry(), { from, to: 'lee@example.org' });
  expect(method).toBe('REQUEST');
  const [event] = readCalendar(text).events;
  expect(event?.organizer).toBe('mailto:meet@example.org');
  expect(event?.attendees).toHaveLength(1);
});
