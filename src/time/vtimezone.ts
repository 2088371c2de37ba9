import { WEEKDAYS } from './rule.ts';

/** One change of a zone's clocks, on the wall as it was before. */
type Shift = { readonly wall: Temporal.PlainDateTime; readonly from: string; readonly to: string };

/**
 * The VTIMEZONE of a calendar file (RFC 5545 §3.6.5), made of the changes of clocks that this program knows between two
 * years. Rules are what calendars are most used to, and end with no year: what comes on the same weekday of the same
 * month in each of the years is written as one, which holds for later years too; the rest is written one by one.
 */
export function vtimezone(zone: string, years: { readonly first: number; readonly last: number }): string {
  const begin = startOf(years.first, zone);
  const end = startOf(years.last + 1, zone);
  const shifts = shiftsBetween(begin, end);
  const known = shifts.some(({ wall }) => wall.year === years.first);
  const before = { wall: EPOCH, from: offsetOf(begin), to: offsetOf(begin) };
  const groups = Map.groupBy(shifts, ({ from, to }) => `${from}${to}`);
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...(known ? [] : observance(before, [])),
    ...[...groups.values()].flatMap((group) => observances(group, years)),
    'END:VTIMEZONE',
  ].join('\r\n');
}

const EPOCH = new Temporal.PlainDateTime(1970, 1, 1); // older than any meeting

const startOf = (year: number, zone: string): Temporal.ZonedDateTime =>
  new Temporal.PlainDate(year, 1, 1).toZonedDateTime(zone);

function shiftsBetween(begin: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): readonly Shift[] {
  const shifts: Shift[] = [];
  let last = begin;
  for (;;) {
    const next = last.getTimeZoneTransition('next');
    if (next === null || Temporal.ZonedDateTime.compare(next, end) >= 0) return shifts;
    const was = next.subtract({ seconds: 1 });
    // Zones change their names and rules too: only what moves the clocks counts.
    if (was.offset !== next.offset) {
      const wall = was.toPlainDateTime().add({ seconds: 1 });
      shifts.push({ wall, from: offsetOf(was), to: offsetOf(next) });
    }
    last = next;
  }
}

/** `+0530`; seconds are left out, as no zone has had any since before there was a standard. */
const offsetOf = ({ offset }: Temporal.ZonedDateTime): string =>
  offset.slice(0, '+05:30'.length).replace(':', '');

function observances(group: readonly Shift[], years: { first: number; last: number }): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const rule = ruleOf(group, years);
  if (rule !== null) return observance(first, [`RRULE:${rule}`]);
  // The first one is told twice, as vzic does it: ical.js, which Thunderbird reads with, leaves out a DTSTART beside RDATE.
  return observance(
    first,
    group.map(({ wall }) => `RDATE:${basic(wall)}`),
  );
}

/** What all of them have in common, one in each of the years; null: nothing. */
function ruleOf(group: readonly Shift[], years: { first: number; last: number }): string | null {
  const [first] = group;
  const yearly = group.every(({ wall }, index) => wall.year === years.first + index);
  if (first === undefined || !yearly || group.length !== years.last - years.first + 1) return null;
  const { month, dayOfWeek } = first.wall;
  const time = first.wall.toPlainTime();
  const alike = group.every(
    ({ wall }) => wall.month === month && wall.dayOfWeek === dayOfWeek && wall.toPlainTime().equals(time),
  );
  const nths = new Set(group.map(({ wall }) => Math.ceil(wall.day / 7)));
  const isLast = group.every(({ wall }) => wall.day + 7 > wall.daysInMonth);
  const nth = isLast ? -1 : [...nths].at(0);
  if (!alike || nth === undefined || (!isLast && nths.size > 1)) return null;
  return `FREQ=YEARLY;BYMONTH=${month};BYDAY=${nth}${WEEKDAYS[dayOfWeek - 1]}`;
}

function observance({ wall, from, to }: Shift, more: readonly string[]): readonly string[] {
  // Which of the two it is matters to nobody but old programs: forward is summer time.
  const kind = Number(to) > Number(from) ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${basic(wall)}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${kind}`,
  ];
}

/** `20270328T020000` */
const basic = (wall: Temporal.PlainDateTime): string =>
  wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
