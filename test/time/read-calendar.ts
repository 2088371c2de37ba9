import ICAL from 'ical.js';

/** A calendar file as another program reads it, by nothing but what stands in it: its own zones too. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const components = calendar.getAllSubcomponents('vevent');
  const exceptions = components.filter((one) => one.hasProperty('recurrence-id'));
  const events = components
    .filter((one) => !one.hasProperty('recurrence-id'))
    .map(
      (one) =>
        new ICAL.Event(one, {
          exceptions: exceptions.filter(
            (other) => other.getFirstPropertyValue('uid') === one.getFirstPropertyValue('uid'),
          ),
        }),
    );
  return {
    method: calendar.getFirstPropertyValue('method'),
    events,
    /** When it is held, at most so many times of each event. */
    times: (limit: number) => events.flatMap((event) => timesOf(event, limit)),
  };
}

const moment = (time: ICAL.Time): number => time.toJSDate().getTime();

function timesOf(event: ICAL.Event, limit: number) {
  if (!event.isRecurring()) return [{ startsAt: moment(event.startDate), endsAt: moment(event.endDate) }];
  const times: { startsAt: number; endsAt: number }[] = [];
  const iterator = event.iterator();
  while (times.length < limit) {
    const next = iterator.next();
    if (!next) break;
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    times.push({ startsAt: moment(startDate), endsAt: moment(endDate) });
  }
  return times;
}
