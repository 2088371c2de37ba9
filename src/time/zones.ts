import type { Time } from '../clock.ts';
import type { Choice } from '../messages/form.ts';
import { citiesBeginning, zonesOfCity } from './city-names.ts';
import { zoned } from './zoned.ts';

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
 * The zones that somebody can mean: an IANA name in any case, or a city (`berlin`, `new york`, `Kiev`, `Bangalore`).
 * Several where cities share a name; none where there is no such zone. Canonical, as Intl has them.
 */
export function findZones(text: string): readonly string[] {
  const typed = text.normalize('NFKC').trim().replace(/\s+/g, '_');
  const listed = zonesOfCity(typed.replaceAll('_', ' ')).map((zone) => canonical(zone) ?? zone);
  if (listed.length > 0) return listed;
  const zone = canonical(typed) ?? ZONES.find((each) => isCity(each, typed)) ?? cityByAlias(typed);
  return zone === null ? [] : [zone];
}

/** The one zone that is meant; null when there is none, or when there are several. */
export function findZone(text: string): string | null {
  const [zone, ...others] = findZones(text);
  return zone === undefined || others.length > 0 ? null : zone;
}

const OFFSET = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/;

/** `UTC+2`, `+02:00`: as Temporal writes it, `+02:00`; null: no offset. It names no zone: it knows no summer. */
export function readOffset(text: string): string | null {
  const typed = text.normalize('NFKC').trim().toLowerCase().replace('−', '-');
  const [, sign, hours, minutes = '00'] = OFFSET.exec(typed) ?? [];
  if (!sign || !hours || Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/**
 * Zones to suggest for what was typed so far, with the offset that they have now; best first. For an offset those
 * that have it now.
 */
export function zoneChoices(query: string, now: Time, limit: number): readonly Choice[] {
  const typed = query.normalize('NFKC').trim().replace(/\s+/g, '_').toLowerCase();
  const wanted = readOffset(query);
  if (wanted) {
    const having = ZONES.filter((zone) => offset(zone, now) === `UTC${wanted}`);
    return having.slice(0, limit).map((zone) => choice(zone, now));
  }
  const exact = findZones(query);
  const beginning = ZONES.filter((zone) => city(zone).startsWith(typed));
  const known = typed === '' ? [] : citiesBeginning(typed.replaceAll('_', ' ')).flatMap(findZones);
  const containing = ZONES.filter((zone) => zone.toLowerCase().includes(typed));
  const found = new Set([...exact, ...beginning, ...known, ...containing]);
  return [...found].slice(0, limit).map((zone) => choice(zone, now));
}

const choice = (zone: string, now: Time): Choice => ({
  value: zone,
  label: `${readable(zone)} (${offset(zone, now)})`,
});

/** `America/New_York` as people read it. */
const readable = (zone: string): string => zone.replaceAll('_', ' ');

const offset = (zone: string, now: Time): string => `UTC${zoned(now, zone).offset}`;

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
