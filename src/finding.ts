import { MINUTE, SECOND, systemClock } from './clock.ts';
import type { Finding } from './ports/adapter.ts';

export const right = (what: string): Finding => ({ what, fix: null });
export const wrong = (what: string, fix: string): Finding => ({ what, fix });

/**
 * Doors, reminders, signatures and tokens go by this machine's clock, within minutes. One that is wrong by one is wrong
 * by more, sooner or later.
 */
const TOLERANCE = MINUTE;

/** Seconds by which this clock is ahead of a server's, by its `Date` header; null: they agree, or it tells none. */
export function clockOff(date: string | null): number | null {
  const off = Math.round((systemClock.now() - Date.parse(date ?? '')) / SECOND);
  return Math.abs(off) * SECOND > TOLERANCE ? off : null;
}
