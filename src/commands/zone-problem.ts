import type { Catalogue } from '../messages/catalogue.ts';
import { findZones } from '../time/zones.ts';

/** What is wrong with a time zone as it was typed; null: it is one. Of several the form then shows a choice. */
export function zoneProblem(typed: unknown, { hints }: Catalogue): string | null {
  const zones = typeof typed === 'string' ? findZones(typed) : [];
  if (zones.length > 1) return hints.zoneSeveral(String(typed));
  return zones.length === 1 ? null : hints.zone;
}
