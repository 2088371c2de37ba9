import { findZones, readOffset } from './zones.ts';

/** A zone that stands behind a time: the one, or a name that several zones, or none for sure, go by. */
export type NamedZone =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'unclear'; readonly typed: string; readonly zones: readonly string[] };

/** Names of offsets: some are several zones' (CST, IST), and people mean their own summer time by others (EST). */
const ABBREVIATIONS = new Set(
  'est edt et cst cdt ct mst mdt mt pst pdt pt akst hst cet cest mez mesz bst ist jst kst eet eest wet west msk aest aedt nzst nzdt sgt hkt'.split(
    ' ',
  ),
);
const MOST_WORDS = 4;

/**
 * The zone at the end of a text in lower case, behind what `read` reads: `… Europe/Paris`, `… in New York`,
 * `… Berlin time`, `… UTC+2`. Null: no such thing.
 */
export function cutZone<Head>(
  text: string,
  read: (head: string) => Head | null,
): { readonly head: Head; readonly zone: NamedZone } | null {
  const words = text.split(' ');
  for (let count = Math.min(MOST_WORDS, words.length - 1); count > 0; count -= 1) {
    const head = read(words.slice(0, -count).join(' ').replace(/,$/, ''));
    if (head === null) continue; // looked at first: it is cheaper than a zone
    const zone = zoneNamed(words.slice(-count).join(' ').replace(WRAPPING, ''));
    if (zone) return { head, zone };
  }
  return null;
}

/** `(…)`, `in …`, `… time`. */
const WRAPPING = /^(?:in\s+)?\(?|\)?(?:\s+(?:time|zeit))?$/g;

function zoneNamed(name: string): NamedZone | null {
  // Without its prefix it would be the end of a span: `10:00 - 11:00`.
  const offset = /^(?:utc|gmt)/.test(name) ? readOffset(name) : null;
  if (offset) return fixedZone(offset);
  if (ABBREVIATIONS.has(name)) return { kind: 'unclear', typed: name.toUpperCase(), zones: [] };
  const [zone, ...others] = findZones(name);
  if (!zone) return null;
  return others.length > 0
    ? { kind: 'unclear', typed: name, zones: [zone, ...others] }
    : { kind: 'zone', zone };
}

/** `+02:00` is the zone Etc/GMT-2, whose sign is the other way round; zones of half hours have names of their own. */
function fixedZone(offset: string): NamedZone {
  const [hours = '', minutes] = offset.split(':');
  if (minutes !== '00') return { kind: 'unclear', typed: `UTC${offset}`, zones: [] };
  const amount = Number(hours.slice(1));
  if (amount === 0) return { kind: 'zone', zone: 'UTC' };
  return { kind: 'zone', zone: `Etc/GMT${offset.startsWith('+') ? '-' : '+'}${amount}` };
}
