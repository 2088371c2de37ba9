import type { Time } from '../clock.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import type { Catalogue } from './catalogue.ts';

export type CalendarLink = { readonly label: string; readonly url: string };

/**
 * Addresses that open a calendar on the web with the next time filled in. They hold no secret, whatever the file holds:
 * a whole address passes through logs and histories. Google's are described by those who use them alone; Microsoft's
 * take no rule, so neither is given one.
 */
export function calendarLinks(
  { title, location, notes, next }: CalendarEntry,
  { calendar: words }: Catalogue,
): readonly CalendarLink[] {
  const about = notes.filter((line) => typeof line === 'string').join('\n');
  const google = new URL('https://calendar.google.com/calendar/render');
  google.search = String(
    new URLSearchParams({
      action: 'TEMPLATE',
      text: title,
      dates: `${basic(next.startsAt)}/${basic(next.endsAt)}`,
      ctz: next.zone,
      details: about,
      location,
    }),
  );
  const outlook = (host: string) => {
    const url = new URL('/calendar/0/deeplink/compose', host);
    // With %20 for a blank: Outlook shows a plus sign as it is.
    url.search = String(
      new URLSearchParams({
        path: '/calendar/action/compose',
        rru: 'addevent',
        subject: title,
        startdt: exact(next.startsAt),
        enddt: exact(next.endsAt),
        body: about,
        location,
      }),
    ).replaceAll('+', '%20');
    return String(url);
  };
  return [
    { label: words.google, url: String(google) },
    { label: words.outlook, url: outlook('https://outlook.live.com') },
    { label: words.microsoft, url: outlook('https://outlook.office.com') },
  ];
}

const exact = (at: Time): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' });

/** `20261125T083000Z` */
const basic = (at: Time): string => exact(at).replace(/[-:]/g, '');
