import { createRequire } from 'node:module';
import type { Time } from '../clock.ts';
import type { CalendarEntry, Series, Span } from '../messages/calendar-entry.ts';
import { momentOf, rruleOf } from './recurrence.ts';
import { LONGEST_SERIES } from './rule.ts';
import { vtimezone } from './vtimezone.ts';

/** Loaded when the first file is made. */
const require = createRequire(import.meta.url);
let loaded: typeof import('ical-generator') | null = null;

function library(): typeof import('ical-generator') {
  if (loaded === null) {
    const found: typeof import('ical-generator') = require('ical-generator');
    loaded = found;
  }
  return loaded;
}

export type CalendarFile = {
  /** `standup.ics` */
  readonly name: string;
  readonly text: string;
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
};

/** Who a mail with a file comes from and goes to. Of the other invitees nothing stands in it. */
export type Mailing = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
};

/**
 * The file of an entry (RFC 5545). Opens the secrets that the workspace allows in calendars: it is for one person only.
 *
 * What people put into a calendar themselves is published (RFC 5546 §3.2.1). A mail is a request (§3.2.2): of that
 * alone calendars are meant to take a later one, or its cancelling, by themselves, and it needs an organizer,
 * which is the sender, and an attendee, who is the reader. No answer is asked for (`RSVP=FALSE`): nobody reads them.
 */
export function calendarFile(entry: CalendarEntry, mailing: Mailing | null = null): CalendarFile {
  const { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalAttendeeRole, ICalAttendeeStatus } =
    library();
  const method = entry.cancelled ? 'CANCEL' : mailing ? 'REQUEST' : 'PUBLISH';
  const calendar = new ICalCalendar({
    prodId: { company: 'Latchkey', product: 'Latchkey' },
    method: ICalCalendarMethod[method],
    timezone: { name: null, generator: (zone) => vtimezone(zone, yearsOf(entry)) },
  });
  const common = {
    stamp: new Date(entry.made),
    sequence: entry.sequence,
    summary: entry.title,
    location: entry.location,
    url: entry.location,
    description: entry.notes
      .map((note) => (typeof note === 'string' ? note : `${note.label}: ${note.secret.open()}`))
      .join('\n'),
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(mailing && {
      organizer: { name: mailing.from.name, email: mailing.from.address },
      attendees: [
        {
          email: mailing.to,
          rsvp: false,
          role: ICalAttendeeRole.REQ,
          status: ICalAttendeeStatus.NEEDSACTION,
        },
      ],
    }),
  };
  for (const event of eventsOf(entry)) calendar.createEvent({ ...common, ...event });
  return { name: `${nameOf(entry.title)}.ics`, text: `${calendar}\r\n`, method };
}

type Event = {
  readonly id: string;
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
  readonly timezone: string;
  readonly repeating?: string;
  readonly recurrenceId?: Temporal.Instant;
};

function eventsOf({ uid, next, series }: CalendarEntry): readonly Event[] {
  if (series === null) return [{ id: uid, ...timesOf(next) }];
  const { recurrence, moved, besides } = series;
  const { from, zone, minutes } = recurrence;
  const start = instant(momentOf(from, zone));
  const whole = { id: uid, start, end: start.add({ minutes }), timezone: zone };
  return [
    { ...whole, repeating: [`RRULE:${rruleOf(recurrence)}`, ...exceptions(series)].join('\r\n') },
    ...moved.map(({ slot, ...span }) => ({
      id: uid,
      // A calendar finds the one that is meant by its place in the rule, so it is told in the zone of the rule.
      ...timesOf({ ...span, zone }),
      recurrenceId: instant(momentOf(slot, zone)),
    })),
    ...besides.map((span) => ({ id: span.uid, ...timesOf(span) })),
  ];
}

/** Wall times just as the rule gives them. */
function exceptions({ without, recurrence: { zone } }: Series): readonly string[] {
  if (without.length === 0) return [];
  const slots = without.map((slot) => `${slot.replace(/[-:]/g, '')}00`);
  return zone === 'UTC'
    ? [`EXDATE:${slots.map((slot) => `${slot}Z`).join(',')}`]
    : [`EXDATE;TZID=${zone}:${slots.join(',')}`];
}

/** In UTC where the wall time comes twice that night and the second one is meant, which a wall time cannot say. */
function timesOf({ startsAt, endsAt, zone }: Span): Pick<Event, 'start' | 'end' | 'timezone'> {
  const says = [startsAt, endsAt].every((at) => {
    const wall = instant(at).toZonedDateTimeISO(zone).toPlainDateTime();
    return wall.toZonedDateTime(zone).epochMilliseconds === at;
  });
  return { start: instant(startsAt), end: instant(endsAt), timezone: says ? zone : 'UTC' };
}

const instant = (at: Time): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

/** Years of which the clocks must be known: from one before, so that there is a change to begin with. */
function yearsOf({ next, series }: CalendarEntry): { readonly first: number; readonly last: number } {
  const spans = [next, ...(series ? [...series.moved, ...series.besides] : [])];
  const years = spans.map(({ startsAt }) => instant(startsAt).toZonedDateTimeISO('UTC').year);
  const begins = series ? [Temporal.PlainDateTime.from(series.recurrence.from).year] : [];
  return {
    first: Math.min(...years, ...begins) - 1,
    last: Math.max(...years, ...begins) + (series ? LONGEST_SERIES : 0) + 1,
  };
}

/** Letters and digits that every file system and mail program takes. */
function nameOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 40).toLowerCase() || 'meeting';
}
