import { heading, note, paragraph, text, timeOf } from './blocks.ts';
import { type CalendarView, calendarEntry } from './calendar-entry.ts';
import { calendarLinks } from './calendar-links.ts';
import { catalogueFor } from './catalogue.ts';
import type { PrivateMessage, PublicSpan, Reader } from './message.ts';

/** What answers *Add to calendar*: the file, and links for calendars on the web. */
export function calendarMessage(view: CalendarView, reader: Reader): PrivateMessage {
  const catalogue = catalogueFor(reader.locale);
  const words = catalogue.calendar;
  const entry = calendarEntry(view, reader);
  const title = entry.cancelled ? words.cancelled(entry.title) : words.title(entry.title);
  if (entry.cancelled) {
    return {
      notice: title,
      blocks: [heading('calendar', title), paragraph(text(words.cancelledFile))],
      calendar: entry,
    };
  }
  const links = calendarLinks(entry, catalogue).flatMap(({ label, url }, index): readonly PublicSpan[] => [
    text(index === 0 ? ' ' : ' · '),
    { kind: 'link', label, url },
  ]);
  return {
    notice: title,
    blocks: [
      heading('calendar', title),
      paragraph(timeOf(view.occurrence, reader)),
      paragraph(text(words.file)),
      paragraph(text(words.links), ...links),
      ...(entry.series ? [note(text(words.onlyNext))] : []),
      ...(view.passcode || view.link ? [note(text(words.secretInside))] : []),
    ],
    calendar: entry,
  };
}
