import type { Time } from '../clock.ts';
import type { Choice } from '../messages/form.ts';

/** The zones that people choose from. `UTC` is a zone everywhere, but in no list. */
const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const REGIONS: readonly string[] = [...new Set(ZONES.flatMap((zone) => zone.split('/').slice(0, -1)))];

/** Three letters and `EST5EDT` are left out: people mean their summer and winter, the database a fixed offset. */
const ABBREVIATION = /^(?!utc$|gmt$)[a-z]{3}(?:\d[a-z]{3})?$/i;
/** Found without asking Intl, which takes a fifth of a millisecond each time. */
const KNOWN: ReadonlySet<string> = new Set(ZONES.filter((zone) => !ABBREVIATION.test(zone)));

/** Whether it names a zone of the IANA database. An offset such as `+02:00` does not: it knows no summer. */
export function isZone(text: string): boolean {
  return KNOWN.has(text) || canonical(text) !== null;
}

/**
 * The zone that somebody means: an IANA name in any case, or the city of one (`berlin`, `new york`, `Kyiv`).
 * Null when there is none.
 */
export function findZone(text: string): string | null {
  const typed = text.normalize('NFKC').trim().replace(/\s+/g, '_');
  return canonical(typed) ?? ZONES.find((zone) => isCity(zone, typed)) ?? cityByAlias(typed);
}

/** Zones to suggest for what was typed so far, with the offset that they have now; best first. */
export function zoneChoices(query: string, now: Time, limit: number): readonly Choice[] {
  const typed = query.normalize('NFKC').trim().replace(/\s+/g, '_').toLowerCase();
  const exact = findZone(query);
  const beginning = ZONES.filter((zone) => city(zone).startsWith(typed));
  const containing = ZONES.filter((zone) => zone.toLowerCase().includes(typed));
  const found = new Set([...(exact ? [exact] : []), ...beginning, ...containing]);
  return [...found]
    .slice(0, limit)
    .map((zone) => ({ value: zone, label: `${readable(zone)} (${offset(zone, now)})` }));
}

/** `America/New_York` as people read it. */
const readable = (zone: string): string => zone.replaceAll('_', ' ');

const offset = (zone: string, now: Time): string =>
  `UTC${Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).offset}`;

const city = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
const isCity = (zone: string, typed: string): boolean => city(zone) === typed.toLowerCase();

/** Names that the list has under an older spelling: `Kolkata` is `Asia/Calcutta` there. */
function cityByAlias(typed: string): string | null {
  for (const region of REGIONS) {
    const zone = canonical(`${region}/${typed}`);
    if (zone) return zone;
  }
  return null;
}

function canonical(text: string): string | null {
  if (!/^[a-z]/i.test(text) || ABBREVIATION.test(text)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
