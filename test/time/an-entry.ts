import { MINUTE } from '../../src/clock.ts';
import type { CalendarEntry } from '../../src/messages/calendar-entry.ts';

/** Wed 25 Nov 2026, 09:30 in Berlin. */
const START = Date.UTC(2026, 10, 25, 8, 30);

export const anEntry = (given: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'standup@meet.example',
  sequence: 1,
  made: START - 60 * MINUTE,
  cancelled: false,
  title: 'Standup',
  location: 'https://meet.example/j/23456789012',
  notes: [],
  next: { startsAt: START, endsAt: START + 15 * MINUTE, zone: 'Europe/Berlin' },
  series: null,
  ...given,
});
